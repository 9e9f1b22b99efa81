package org.freedomcheckout.web.merchant;

import java.util.regex.Pattern;

/** What may be shown of a card number: at most the first eight digits and the last four, never the whole number. */
final class CardMask {

    private static final Pattern SHAPE = Pattern.compile("[0-9Xx*•. -]{4,40}");
    private static final int MOST_DIGITS = 12;

    private CardMask() {}

    static boolean isMask(String text) {
        return SHAPE.matcher(text).matches()
                && text.chars().filter(Character::isDigit).count() <= MOST_DIGITS;
    }
}
