package org.freedomcheckout.web.shopper;

import org.freedomcheckout.checkout.Money;
import org.freedomcheckout.checkout.Money.Currency;

/** An amount as people write it: {@code 1 500 ₸}, {@code 1 500,50 ₸}. */
final class AmountText {

    private static final char GROUP = '\u00a0';

    private AmountText() {}

    static String of(Money money, String language) {
        var whole = new StringBuilder(Long.toString(money.minor() / 100));
        for (int i = whole.length() - 3; i > 0; i -= 3) {
            whole.insert(i, GROUP);
        }
        var cents = money.minor() % 100;
        if (cents != 0) {
            whole.append(language.equals("en") ? '.' : ',')
                    .append(cents < 10 ? "0" : "")
                    .append(cents);
        }
        return whole.append(GROUP).append(sign(money.currency(), language)).toString();
    }

    private static String sign(Currency currency, String language) {
        return switch (currency) {
            case KZT -> "₸";
            case UZS -> language.equals("en") ? "UZS" : "сум";
            case KGS -> language.equals("en") ? "KGS" : "сом";
            case USD -> "$";
            case EUR -> "€";
            case RUB -> "₽";
        };
    }
}
