package org.freedomcheckout.checkout;

import java.security.SecureRandom;
import java.time.Instant;

/** Unpredictable letters and digits for ids and salts. */
public final class RandomText {

    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int BASE = ALPHABET.length();
    private static final SecureRandom RANDOM = new SecureRandom();

    /** Enough for milliseconds until the year 8888. */
    private static final int TIME_LENGTH = 8;

    private RandomText() {}

    /** 22 characters hold 130 bits. */
    public static String base62(int length) {
        var text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(ALPHABET.charAt(RANDOM.nextInt(BASE)));
        }
        return text.toString();
    }

    /**
     * The time in 8 characters, which sort as the times do, and chance: 22 characters hold 83 bits of it. What is made at the
     * same time is neighbors in an index then, and a database that writes some of it writes few pages; with chance alone each
     * would be on a page of its own.
     */
    public static String base62(Instant time, int length) {
        var digits = new char[TIME_LENGTH];
        var rest = time.toEpochMilli();
        for (int i = TIME_LENGTH - 1; i >= 0; i--) {
            digits[i] = ALPHABET.charAt((int) (rest % BASE));
            rest /= BASE;
        }
        return new String(digits) + base62(length - TIME_LENGTH);
    }
}
