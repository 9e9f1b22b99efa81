package org.freedomcheckout.checkout;

import java.util.Optional;

/** The key in a checkout's address, {@code /pay/{token}}: 256 bits. Knowing it is the right to pay. */
public final class PayToken extends Token {

    PayToken(String value) {
        super(value);
    }

    public static Optional<PayToken> parse(String text) {
        return isToken(text) ? Optional.of(new PayToken(text)) : Optional.empty();
    }
}
