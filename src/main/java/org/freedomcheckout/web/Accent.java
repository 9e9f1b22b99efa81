package org.freedomcheckout.web;

import java.util.HexFormat;

/** The shop's color, with what keeps it readable whatever it is: WCAG 2.2, 1.4.3 for text, 1.4.11 for edges. */
final class Accent {

    private static final int WHITE = 0xffffff;
    private static final int BLACK = 0x000000;
    private static final int LIGHT_SHEET = 0xffffff;
    private static final int DARK_SHEET = 0x181b21;
    private static final double FOR_TEXT = 4.5;
    private static final double FOR_EDGES = 3;
    private static final int STEPS = 20;

    private final int color;

    /**
     * Reads a color.
     *
     * @param hex such as {@code #0a7} or {@code #0a7c5c}
     */
    Accent(String hex) {
        var digits = hex.substring(1);
        this.color = HexFormat.fromHexDigits(digits.length() == 3 ? digits.replaceAll("(.)", "$1$1") : digits);
    }

    /** The variables of the stylesheet that depend on it. */
    String style() {
        return ":root{--accent:%s;--on-accent:%s;--edge:%s}@media(prefers-color-scheme:dark){:root{--accent:%s;--on-accent:%s;--edge:%s}}"
                .formatted(
                        hex(color),
                        hex(onTop()),
                        hex(edge(LIGHT_SHEET, BLACK)),
                        hex(color),
                        hex(onTop()),
                        hex(edge(DARK_SHEET, WHITE)));
    }

    /** White where it can be read, else black: one of the two always can. */
    int onTop() {
        return contrast(color, WHITE) >= FOR_TEXT ? WHITE : BLACK;
    }

    /** The color itself, or as much nearer to the other end as a button needs to stand out from its sheet. */
    private int edge(int sheet, int end) {
        for (int step = 0; step < STEPS; step++) {
            var mixed = mix(color, end, (double) step / STEPS);
            if (contrast(mixed, sheet) >= FOR_EDGES) {
                return mixed;
            }
        }
        return end;
    }

    static double contrast(int one, int other) {
        var a = luminance(one);
        var b = luminance(other);
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    private static double luminance(int rgb) {
        return 0.2126 * linear(rgb >> 16 & 0xff) + 0.7152 * linear(rgb >> 8 & 0xff) + 0.0722 * linear(rgb & 0xff);
    }

    private static double linear(int channel) {
        var value = channel / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }

    private static int mix(int from, int to, double part) {
        var mixed = 0;
        for (int shift = 0; shift <= 16; shift += 8) {
            var channel = (from >> shift & 0xff) * (1 - part) + (to >> shift & 0xff) * part;
            mixed |= (int) Math.round(channel) << shift;
        }
        return mixed;
    }

    private static String hex(int rgb) {
        return "#" + HexFormat.of().toHexDigits(rgb, 6);
    }
}
