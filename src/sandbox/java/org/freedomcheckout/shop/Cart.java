package org.freedomcheckout.shop;

import java.util.ArrayList;
import java.util.Map;

/** What a shopper wants, as the form says it. */
final class Cart {

    private static final int MOST = 99;

    private final int total;
    private final String description;
    private final Language language;

    Cart(Map<String, String> form, Language language) {
        var sum = 0;
        var lines = new ArrayList<String>();
        for (var goods : Goods.values()) {
            var count = count(form.getOrDefault(goods.name(), "0"));
            sum += count * goods.tenge;
            if (count > 0) {
                lines.add(goods.title(language) + " × " + count);
            }
        }
        this.language = language;
        this.total = sum;
        this.description = String.join(", ", lines);
    }

    private static int count(String text) {
        return text.matches("[0-9]{1,2}") ? Math.min(MOST, Integer.parseInt(text)) : 0;
    }

    int total() {
        return total;
    }

    /** The shopper's language. */
    String language() {
        return language.code();
    }

    String description() {
        return description;
    }
}
