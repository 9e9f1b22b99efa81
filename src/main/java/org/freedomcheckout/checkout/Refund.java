package org.freedomcheckout.checkout;

/**
 * One refund of a payment, as a status lists it.
 *
 * @param id Freedom Pay's number of the refund
 */
public record Refund(String id, Money amount, State state) {

    /** What became of it. */
    public enum State {
        /** The money is given back. */
        DONE,
        /** Freedom Pay has it and is at work. */
        PENDING,
        /** Nothing is given back. */
        FAILED
    }
}
