package org.freedomcheckout.shop;

import java.util.Locale;

/** The languages that the shop speaks. */
enum Language {
    RU("Русский"),
    KK("Қазақша"),
    EN("English");

    final String ownName;

    Language(String ownName) {
        this.ownName = ownName;
    }

    /**
     * The shopper's.
     *
     * @param query of the address; {@code lang=kk} decides
     * @param accepted what the browser prefers, else
     */
    static Language of(String query, String accepted) {
        for (var language : values()) {
            if (query.contains("lang=" + language.code())) {
                return language;
            }
        }
        for (var wish : accepted.split(",", -1)) {
            for (var language : values()) {
                if (wish.strip().startsWith(language.code())) {
                    return language;
                }
            }
        }
        return RU;
    }

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    String say(String russian, String kazakh, String english) {
        return switch (this) {
            case RU -> russian;
            case KK -> kazakh;
            case EN -> english;
        };
    }
}
