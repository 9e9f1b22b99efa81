package org.freedomcheckout.web.shopper;

import org.freedomcheckout.checkout.Money;
import org.freedomcheckout.checkout.Money.Currency;

/**
 * An amount as people write it where the currency is at home: {@code 1 500 ₸}, {@code 1 500,50 сум}. Only dollars and
 * euros in English are written the English way, {@code $1,500.50}.
 */
final class AmountText {

    private static final char NO_BREAK_SPACE = '\u00a0';

    private AmountText() {}

    static String of(Money money, String language) {
        var english = language.equals("en");
        var abroad = english && (money.currency() == Currency.USD || money.currency() == Currency.EUR);
        var whole = new StringBuilder(Long.toString(money.minor() / 100));
        for (int i = whole.length() - 3; i > 0; i -= 3) {
            whole.insert(i, abroad ? ',' : NO_BREAK_SPACE);
        }
        var cents = money.minor() % 100;
        if (cents != 0) {
            whole.append(english ? '.' : ',').append(cents < 10 ? "0" : "").append(cents);
        }
        var sign = sign(money.currency(), language);
        return abroad ? sign + whole : whole.append(NO_BREAK_SPACE).append(sign).toString();
    }

    private static String sign(Currency currency, String language) {
        return switch (currency) {
            case KZT -> "₸";
            case UZS -> inScript(language, "сум", "soʻm", "UZS");
            case KGS -> inScript(language, "сом", "som", "KGS");
            case USD -> "$";
            case EUR -> "€";
            case RUB -> "₽";
        };
    }

    private static String inScript(String language, String cyrillic, String latin, String english) {
        return switch (language) {
            case "uz" -> latin;
            case "en" -> english;
            default -> cyrillic;
        };
    }
}
