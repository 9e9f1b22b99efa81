package org.freedomcheckout.checkout;

import java.util.List;
import java.util.Optional;

/** What Freedom Pay says about one payment, in a message that carries its signature. */
public sealed interface Evidence {

    /**
     * The money is taken.
     *
     * @param settlement how much of it; empty if only a status can say so
     * @param refunds each one that a status lists
     */
    record Captured(Receipt receipt, Optional<Settlement> settlement, List<Refund> refunds) implements Evidence {

        public Captured {
            refunds = List.copyOf(refunds);
        }
    }

    /** The money is held. */
    record Held(Receipt receipt) implements Evidence {}

    /** No money, for good. */
    record Refused(Failure failure) implements Evidence {}

    /** The hold was given back. */
    record Released() implements Evidence {}

    /** Freedom Pay still waits for the shopper. */
    record NotBegun() implements Evidence {}

    /** Freedom Pay or the bank is at work, or the answer has a word we do not know. */
    record Undecided() implements Evidence {}

    /** Money moved, but not the order, amount or currency of this checkout. */
    record Mismatched() implements Evidence {}
}
