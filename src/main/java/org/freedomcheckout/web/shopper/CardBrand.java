package org.freedomcheckout.web.shopper;

import java.util.Locale;
import java.util.Optional;

/** A card's brand by the name that stands on the card. */
final class CardBrand {

    private CardBrand() {}

    /**
     * The brand's name; empty if neither Freedom Pay's word nor the number says one that we know.
     *
     * @param word Freedom Pay's, such as {@code VI} or {@code VISA}
     * @param mask its first digits tell the brand as well
     */
    static Optional<String> name(Optional<String> word, String mask) {
        return word.flatMap(CardBrand::ofWord).or(() -> ofNumber(mask));
    }

    private static Optional<String> ofWord(String word) {
        return Optional.ofNullable(
                switch (word.toUpperCase(Locale.ROOT).replaceAll("[^A-Z]", "")) {
                    case "VI", "VISA" -> "Visa";
                    case "MC", "CA", "ECMC", "MASTERCARD" -> "Mastercard";
                    case "AX", "AM", "AMEX", "AMERICANEXPRESS" -> "American Express";
                    case "UP", "CUP", "UNIONPAY" -> "UnionPay";
                    case "MIR" -> "Мир";
                    case "UZCARD" -> "Uzcard";
                    case "HUMO" -> "Humo";
                    case "ELCART", "ELKART" -> "Элкарт";
                    default -> null;
                });
    }

    private static Optional<String> ofNumber(String mask) {
        if (!mask.matches("[0-9]{4}.*")) {
            return Optional.empty();
        }
        var first = Integer.parseInt(mask.substring(0, 4));
        if (first >= 4000 && first <= 4999) {
            return Optional.of("Visa");
        }
        if ((first >= 5100 && first <= 5599) || (first >= 2221 && first <= 2720)) {
            return Optional.of("Mastercard");
        }
        return Optional.ofNullable(
                switch (first / 100) {
                    case 34, 37 -> "American Express";
                    case 62 -> "UnionPay";
                    case 22 -> first <= 2204 ? "Мир" : null;
                    case 86 -> first == 8600 ? "Uzcard" : null;
                    case 98 -> first == 9860 ? "Humo" : null;
                    case 94 -> first == 9417 ? "Элкарт" : null;
                    default -> null;
                });
    }
}
