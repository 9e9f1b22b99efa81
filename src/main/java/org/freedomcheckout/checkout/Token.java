package org.freedomcheckout.checkout;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** An unguessable part of an address: 32 bytes as 43 characters of base64url. */
public abstract sealed class Token permits PayToken, ReturnToken {

    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9_-]{43}");

    private final String value;

    Token(String value) {
        this.value = value;
    }

    static boolean isToken(String text) {
        return SHAPE.matcher(text).matches();
    }

    /** The token itself, to be put into an address. */
    public String reveal() {
        return value;
    }

    /** What the database keeps and looks up instead of the token: a {@link ShortHash}. */
    public String hash() {
        return ShortHash.of(value.getBytes(StandardCharsets.US_ASCII));
    }

    /** Six characters: enough to tell two apart in a log, not enough to open a page. */
    @Override
    public String toString() {
        return value.substring(0, 6) + "…";
    }
}
