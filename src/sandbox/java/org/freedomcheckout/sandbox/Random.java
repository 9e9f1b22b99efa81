package org.freedomcheckout.sandbox;

import java.security.SecureRandom;

/** Unpredictable texts. */
final class Random {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String LETTERS = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    private Random() {}

    static String letters(int length) {
        var text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
        }
        return text.toString();
    }

    /** The first digit is not 0. */
    static String digits(int length) {
        var text = new StringBuilder().append(1 + RANDOM.nextInt(9));
        while (text.length() < length) {
            text.append(RANDOM.nextInt(10));
        }
        return text.toString();
    }

    static boolean coin() {
        return RANDOM.nextBoolean();
    }
}
