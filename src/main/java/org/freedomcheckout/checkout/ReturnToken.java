package org.freedomcheckout.checkout;

import java.util.Optional;

/**
 * The key in the addresses to which the bank and Freedom Pay send the shopper back; it names one payment, shows nothing
 * and pays nothing.
 */
public final class ReturnToken extends Token {

    ReturnToken(String value) {
        super(value);
    }

    public static Optional<ReturnToken> parse(String text) {
        return isToken(text) ? Optional.of(new ReturnToken(text)) : Optional.empty();
    }
}
