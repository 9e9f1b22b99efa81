package org.freedomcheckout.checkout;

/** Why an operator should look at a checkout; the graver reasons come last. */
public enum Attention {
    /** For 72 hours nobody could say what became of a payment. */
    IN_DOUBT_TOO_LONG,
    /** Freedom Pay reports money of another order, amount or currency. */
    AMOUNT_MISMATCH,
    /** Money came after the checkout had been failed, expired or canceled. */
    LATE_PAYMENT,
    /** A second payment of the same checkout went through. */
    PAID_TWICE
}
