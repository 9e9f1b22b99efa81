package org.freedomcheckout.checkout;

import static org.freedomcheckout.checkout.Advice.LATER;
import static org.freedomcheckout.checkout.Advice.NEW_PAYMENT;
import static org.freedomcheckout.checkout.Advice.NONE;
import static org.freedomcheckout.checkout.Advice.OTHER_CARD;
import static org.freedomcheckout.checkout.Advice.SAME_CARD;

/** The reasons for a refusal that a shopper is told apart; each has a text {@code failure.<name>} in every language. */
public enum Reason {
    NOT_ENOUGH_MONEY(OTHER_CARD),
    REFUSED_BY_BANK(OTHER_CARD),
    REFUSED_FOR_SECURITY(OTHER_CARD),
    CARD_RESTRICTED(OTHER_CARD),
    CARD_LIMIT(OTHER_CARD),
    CARD_BLOCKED(OTHER_CARD),
    CARD_EXPIRED(OTHER_CARD),
    CARD_COUNTRY(OTHER_CARD),
    TOO_MANY_CODES(OTHER_CARD),
    OTHER_CARD_NEEDED(OTHER_CARD),
    WRONG_CARD_DATA(SAME_CARD),
    WRONG_PHONE(SAME_CARD),
    BANK_CODE_FAILED(SAME_CARD),
    TOO_OFTEN(LATER),
    TRY_LATER(LATER),
    TIME_OVER(NEW_PAYMENT),
    CANCELED_BY_SHOPPER(NEW_PAYMENT),
    SHOP_PROBLEM(NONE),
    FINAL(NONE);

    private final Advice advice;

    Reason(Advice advice) {
        this.advice = advice;
    }

    public Advice advice() {
        return advice;
    }
}
