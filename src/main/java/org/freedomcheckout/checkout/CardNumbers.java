package org.freedomcheckout.checkout;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Finds whole card numbers in texts, and cuts them down to what may be shown. */
public final class CardNumbers {

    private static final int MOST_DIGITS = 12;

    /** 13 to 19 digits in a row, perhaps in groups. */
    private static final Pattern CANDIDATE = Pattern.compile("(?<![0-9])[0-9](?:[ -]?[0-9]){12,18}(?![0-9])");

    /** How the numbers of Visa, Mastercard, Maestro, UnionPay, Mir, American Express and Humo begin. */
    private static final Pattern ISSUED = Pattern.compile(
            "(?:4|5[0-9]|6[0-9]|3[47]|220[0-4]|222[1-9]|22[3-9][0-9]|2[3-6][0-9]{2}|27[01][0-9]|2720|9860|8600)[0-9]+");

    private CardNumbers() {}

    /** A mask stays as it is; of a whole number the first six and the last four digits stay. */
    public static String mask(String text) {
        var digits = digits(text);
        return digits.length() <= MOST_DIGITS ? text : masked(digits);
    }

    /** The text with every card number in it masked; all else stays. */
    public static String scrub(String text) {
        return CANDIDATE
                .matcher(text)
                .replaceAll(found -> isCardNumber(found) ? masked(digits(found.group())) : found.group());
    }

    /** Whether there is a whole card number in a text. */
    public static boolean isIn(String text) {
        return CANDIDATE.matcher(text).results().anyMatch(CardNumbers::isCardNumber);
    }

    private static boolean isCardNumber(MatchResult found) {
        var digits = digits(found.group());
        return ISSUED.matcher(digits).matches() && luhn(digits) % 10 == 0;
    }

    /** The sum of ISO/IEC 7812-1, a multiple of ten for every card number. */
    private static int luhn(String digits) {
        var sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            var digit = digits.charAt(digits.length() - 1 - i) - '0';
            var weighted = i % 2 == 0 ? digit : 2 * digit;
            sum += weighted > 9 ? weighted - 9 : weighted;
        }
        return sum;
    }

    private static String digits(String text) {
        return text.replaceAll("[^0-9]", "");
    }

    private static String masked(String digits) {
        return digits.substring(0, 6) + "XXXXXX" + digits.substring(digits.length() - 4);
    }
}
