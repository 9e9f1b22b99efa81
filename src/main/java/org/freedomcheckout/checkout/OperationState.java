package org.freedomcheckout.checkout;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Where one operation stands. */
public sealed interface OperationState {

    /** Not over; a refund holds its amount back meanwhile, so that others cannot give back the same money. */
    sealed interface Active extends OperationState {}

    /** Remembered, not sent; those before it come first. */
    record Planned() implements Active {}

    /**
     * Sent, or may have been; in doubt until Freedom Pay's answer or the status says what became of it.
     *
     * @param since when it was sent
     * @param refundedBefore what had been given back of the payment before
     * @param refundsBefore the numbers of the refunds that Freedom Pay had listed before
     * @param missedAt when a status first said that it has not happened, long after the call had ended
     */
    record Sent(Instant since, Money refundedBefore, Set<String> refundsBefore, Optional<Instant> missedAt)
            implements Active {

        public Sent {
            refundsBefore = Set.copyOf(refundsBefore);
        }
    }

    /** Freedom Pay did it. */
    record Done() implements OperationState {}

    /**
     * Freedom Pay refused it.
     *
     * @param code Freedom Pay's {@code pg_error_code}
     */
    record Refused(String code) implements OperationState {}

    /** It certainly did not happen: it could not be sent, or Freedom Pay said twice that it never did it. */
    record NotDone() implements OperationState {}
}
