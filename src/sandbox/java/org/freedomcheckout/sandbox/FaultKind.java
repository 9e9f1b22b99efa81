package org.freedomcheckout.sandbox;

import java.util.Arrays;
import java.util.Locale;

/** What can be wrong with an answer of the gateway's. Whoever adds one must say in {@link FaultyAnswers} what it does. */
public enum FaultKind {
    DELAY,
    RESET,
    DROP,
    CUT,
    DRIP,
    KEEPALIVE_CLOSE,
    STATUS_500,
    STATUS_502,
    STATUS_503,
    STATUS_429,
    REDIRECT_302,
    REDIRECT_307,
    EMPTY_BODY,
    NOT_XML,
    HTML,
    MALFORMED_XML,
    BIG,
    BOM,
    WRONG_CHARSET,
    TWO_ROOTS,
    DOCTYPE,
    ENTITY,
    DEEP,
    REPEATED_STATUS,
    WRONG_SIGNATURE,
    NO_SIGNATURE,
    NO_SCRIPT_NAME,
    LEADING_EMPTY_SCRIPT,
    UNSIGNED_ERROR,
    SIGNED_ERROR,
    OTHER_PAYMENT_ID,
    OTHER_ORDER,
    OTHER_AMOUNT,
    OTHER_CURRENCY;

    /** Its name in the control API, such as {@code status_503}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static FaultKind of(String word) {
        return Arrays.stream(values())
                .filter(kind -> kind.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown fault " + word));
    }
}
