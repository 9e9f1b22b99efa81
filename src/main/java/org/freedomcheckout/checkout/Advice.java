package org.freedomcheckout.checkout;

/** What a shopper can do after a refusal. */
public enum Advice {
    /** Correct what was typed and try the same card. */
    SAME_CARD,
    /** Take another card, or ask the bank. */
    OTHER_CARD,
    /** Come back later. */
    LATER,
    /** Just begin again. */
    NEW_PAYMENT,
    /** Nothing: the shop has to act, or the refusal is final. */
    NONE
}
