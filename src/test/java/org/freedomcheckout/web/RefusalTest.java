package org.freedomcheckout.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefusalTest {

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 1", "1000, 1", "1001, 2", "60000, 60"})
    void theTimeToWaitIsToldInWholeSecondsAndNotTooShort(long millis, String seconds) {
        assertThat(Refusal.tooMany(Duration.ofMillis(millis)).retryAfter()).hasValue(seconds);
    }

    @Test
    void whatDoesNotPassNamesNone() {
        assertThat(Refusal.notFound().retryAfter()).isEmpty();
        assertThat(Refusal.badRequest()).hasMessage("400 bad_request");
    }
}
