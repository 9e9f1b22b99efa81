package org.freedomcheckout.checkout;

import static org.freedomcheckout.checkout.Advice.LATER;
import static org.freedomcheckout.checkout.Advice.NEW_PAYMENT;
import static org.freedomcheckout.checkout.Advice.NONE;
import static org.freedomcheckout.checkout.Advice.OTHER_CARD;
import static org.freedomcheckout.checkout.Advice.SAME_CARD;

/** The reasons for a refusal that a shopper is told apart; each has a text {@code failure.<name>} in every language. */
public enum Reason {
    NOT_ENOUGH_MONEY(OTHER_CARD, "Not enough money on the card"),
    REFUSED_BY_BANK(OTHER_CARD, "The issuing bank refused"),
    REFUSED_FOR_SECURITY(OTHER_CARD, "Refused for security reasons"),
    CARD_RESTRICTED(OTHER_CARD, "Restrictions on the card do not allow this payment"),
    CARD_LIMIT(OTHER_CARD, "The amount is over a limit of the card"),
    CARD_BLOCKED(OTHER_CARD, "The card is blocked"),
    CARD_EXPIRED(OTHER_CARD, "The card has expired"),
    CARD_COUNTRY(OTHER_CARD, "Cards of this country are not accepted"),
    TOO_MANY_CODES(OTHER_CARD, "A code was entered wrongly too many times"),
    OTHER_CARD_NEEDED(OTHER_CARD, "The payment did not go through with this card"),
    WRONG_CARD_DATA(SAME_CARD, "The card data are wrong"),
    WRONG_PHONE(SAME_CARD, "The phone number is wrong"),
    BANK_CODE_FAILED(SAME_CARD, "The bank's code was not entered, or was wrong"),
    TOO_OFTEN(LATER, "Too many payments in a short time"),
    TRY_LATER(LATER, "The payment could not be completed at the moment"),
    TIME_OVER(NEW_PAYMENT, "The time for this payment ran out"),
    CANCELED_BY_SHOPPER(NEW_PAYMENT, "The shopper canceled"),
    SHOP_PROBLEM(NONE, "Freedom Pay does not accept the shop's calls or settings"),
    FINAL(NONE, "The payment cannot be completed");

    private final Advice advice;
    private final String message;

    Reason(Advice advice, String message) {
        this.advice = advice;
        this.message = message;
    }

    public Advice advice() {
        return advice;
    }

    /** For merchants, in English; shoppers are told in their language. */
    public String message() {
        return message;
    }
}
