package org.freedomcheckout.web.shopper;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import org.freedomcheckout.checkout.Money.Currency;

/** Times and spans as people write them. */
final class TimeText {

    private TimeText() {}

    /** Date and time of day where the currency is at home, with the zone: a bank's list may show another. */
    static String of(Instant instant, Currency home, String language) {
        var locale = Locale.of(language);
        var date = switch (language) {
            // The JDK's are the American and a bookish one.
            case "en" -> DateTimeFormatter.ofPattern("d MMMM uuuu", locale);
            case "uz" -> DateTimeFormatter.ofPattern("uuuu-'yil' d-MMMM", locale);
            default -> DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG).withLocale(locale);
        };
        var time = instant.atZone(zone(home));
        return date.format(time)
                + DateTimeFormatter.ofPattern(", HH:mm (O)", Locale.ROOT).format(time);
    }

    /** A span that grows or shrinks before the reader's eyes: {@code 1:05}, {@code 2:00:05}. */
    static String clock(Duration span) {
        return span.toHours() > 0
                ? "%d:%02d:%02d".formatted(span.toHours(), span.toMinutesPart(), span.toSecondsPart())
                : "%d:%02d".formatted(span.toMinutes(), span.toSecondsPart());
    }

    private static ZoneId zone(Currency home) {
        return ZoneId.of(
                switch (home) {
                    case UZS -> "Asia/Tashkent";
                    case KGS -> "Asia/Bishkek";
                    case KZT, USD, EUR, RUB -> "Asia/Almaty";
                });
    }
}
