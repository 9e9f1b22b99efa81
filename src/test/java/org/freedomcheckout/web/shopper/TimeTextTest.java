package org.freedomcheckout.web.shopper;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.freedomcheckout.checkout.Money.Currency;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeTextTest {

    private static final Instant NIGHT = Instant.parse("2026-11-21T18:30:00Z");

    /** On different days, it may be. */
    @ParameterizedTest
    @CsvSource({
        "KZT, '21 November 2026, 23:30 (GMT+5)'",
        "UZS, '21 November 2026, 23:30 (GMT+5)'",
        "KGS, '22 November 2026, 00:30 (GMT+6)'",
        "USD, '21 November 2026, 23:30 (GMT+5)'"
    })
    void itIsTheTimeWhereTheCurrencyIsAtHome(Currency home, String text) {
        assertThat(TimeText.of(NIGHT, home, "en")).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0, 0:00", "5, 0:05", "65, 1:05", "3599, 59:59", "3600, 1:00:00", "7205, 2:00:05", "90061, 25:01:01"})
    void aSpanLooksLikeAClock(long seconds, String text) {
        assertThat(TimeText.clock(Duration.ofSeconds(seconds))).isEqualTo(text);
    }
}
