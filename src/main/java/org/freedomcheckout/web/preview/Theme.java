package org.freedomcheckout.web.preview;

import java.util.Arrays;
import java.util.Optional;

/** Light or dark, whatever the designer's system prefers. */
enum Theme {
    LIGHT("not all"),
    DARK("all");

    private static final String QUERY = "(prefers-color-scheme: dark)";
    private static final String SHORT_QUERY = "(prefers-color-scheme:dark)";

    private final String media;

    Theme(String media) {
        this.media = media;
    }

    String code() {
        return this == LIGHT ? "light" : "dark";
    }

    static Optional<Theme> of(String code) {
        return Arrays.stream(values())
                .filter(theme -> theme.code().equals(code))
                .findFirst();
    }

    /** A page that asks for its stylesheet in this theme. */
    String page(String html) {
        return html.replace(SHORT_QUERY, " " + media)
                .replace("content=\"light dark\"", "content=\"" + code() + "\"")
                .replace("/assets/css/", "/themed/" + code() + "/");
    }

    /** A stylesheet that has this theme only. */
    String stylesheet(String css) {
        return css.replace(QUERY, media).replace("color-scheme: light dark", "color-scheme: " + code());
    }
}
