package org.freedomcheckout.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.freedomcheckout.web.Shop;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A shop may choose any color. */
class AccentTest {

    private static final Pattern THEME =
            Pattern.compile("--accent:(#[0-9a-f]{6});--on-accent:(#[0-9a-f]{6});--edge:(#[0-9a-f]{6})");

    static Stream<String> colors() {
        var all = IntStream.range(0, 6 * 6 * 6)
                .mapToObj(i -> "#%02x%02x%02x".formatted(i / 36 * 51, i / 6 % 6 * 51, i % 6 * 51));
        return Stream.concat(Stream.of("#0a7", "#fff", "#767676", "#777777"), all);
    }

    @ParameterizedTest
    @MethodSource("colors")
    void isReadableAndStandsOut(String color) {
        var themes = THEME.matcher(Objects.requireNonNull(new Shop("", null, color, null, null).accentStyle()));
        for (var sheet : new String[] {"#ffffff", "#181b21"}) {
            assertThat(themes.find()).isTrue();
            assertThat(contrast(themes.group(1), themes.group(2))).isGreaterThanOrEqualTo(4.5);
            assertThat(contrast(themes.group(3), sheet)).isGreaterThanOrEqualTo(3);
        }
    }

    /** The least that is needed in twentieths of the way to black, or in the dark to white. */
    @ParameterizedTest
    @CsvSource({
        "#ffff00, #999900, #ffff00",
        "#800000, #800000, #a64d4d",
        "#0a7c5c, #0a7c5c, #0a7c5c",
        "#102040, #102040, #646e83",
        "#ffc0e0, #b3869d, #ffc0e0"
    })
    void anEdgeStaysAsNearToTheColorAsItCan(String color, String light, String dark) {
        var themes = THEME.matcher(Objects.requireNonNull(new Shop("", null, color, null, null).accentStyle()));
        assertThat(themes.results().map(theme -> theme.group(3))).containsExactly(light, dark);
    }

    private static double contrast(String one, String other) {
        var a = luminance(one);
        var b = luminance(other);
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    private static double luminance(String hex) {
        double[] parts = {0.2126, 0.7152, 0.0722};
        return IntStream.range(0, 3)
                .mapToDouble(i -> {
                    var channel = Integer.parseInt(hex.substring(1 + 2 * i, 3 + 2 * i), 16) / 255.0;
                    return parts[i] * (channel <= 0.04045 ? channel / 12.92 : Math.pow((channel + 0.055) / 1.055, 2.4));
                })
                .sum();
    }
}
