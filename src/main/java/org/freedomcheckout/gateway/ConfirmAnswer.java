package org.freedomcheckout.gateway;

import org.freedomcheckout.checkout.Evidence;

/** What {@code paymentAcs} led to. */
public sealed interface ConfirmAnswer {

    /** The answer alone says what became of the money. */
    record Decided(Evidence evidence) implements ConfirmAnswer {}

    /** Taken, but the answer does not name order, amount and currency, or is not final: ask for the status. */
    record Accepted() implements ConfirmAnswer {}

    /** An error that may also follow a payment that worked, such as 120 or 10015: ask for the status. */
    record Ambiguous(String code) implements ConfirmAnswer {}
}
