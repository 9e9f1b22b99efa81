package org.freedomcheckout.gateway;

/** Cuts what may be a whole card number down to what may be shown. */
final class CardNumbers {

    private static final int MOST_DIGITS = 12;

    private CardNumbers() {}

    /** A mask stays as it is; of a whole number the first six and the last four digits stay. */
    static String mask(String text) {
        if (text.chars().filter(Character::isDigit).count() <= MOST_DIGITS) {
            return text;
        }
        var digits = text.replaceAll("[^0-9]", "");
        return digits.substring(0, 6) + "XXXXXX" + digits.substring(digits.length() - 4);
    }
}
