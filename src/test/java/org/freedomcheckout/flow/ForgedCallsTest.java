package org.freedomcheckout.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the timeline tells of calls that are not Freedom Pay's, in a time that stands still. */
class ForgedCallsTest {

    private final StillTime time = new StillTime();
    private final ForgedCalls calls = new ForgedCalls(time);

    private long newsAmong(int first, int last) {
        return IntStream.rangeClosed(first, last)
                .filter(number -> calls.isNews(Integer.toString(number), "signature"))
                .count();
    }

    @Test
    void eachPaymentAndReasonIsNewsOnce() {
        assertThat(calls.isNews("1", "signature")).isTrue();
        assertThat(calls.isNews("1", "signature")).isFalse();
        assertThat(calls.isNews("1", "amount")).isTrue();
        assertThat(calls.isNews("2", "signature")).isTrue();
    }

    @Test
    void tenInASecondAreNewsAndTheOthersOnceThereIsTime() {
        assertThat(newsAmong(1, 12)).isEqualTo(10);
        time.forward(Duration.ofSeconds(1));
        assertThat(newsAmong(1, 12)).isEqualTo(2);
    }

    @Test
    void whatIsNoPaymentIsNoNews() {
        assertThat(calls.isNews("", "signature")).isFalse();
        assertThat(calls.isNews("1".repeat(65), "signature")).isFalse();
        assertThat(calls.isNews("1".repeat(64), "signature")).isTrue();
    }

    @Test
    void tenThousandAreRememberedAndThenForgottenTogether() {
        for (int number = 1; number <= 10_000; number++) {
            assertThat(calls.isNews(Integer.toString(number), "signature")).isTrue();
            time.forward(Duration.ofSeconds(1));
            if (number < 10_000) {
                assertThat(calls.isNews("1", "signature")).isFalse();
            }
        }
        assertThat(calls.isNews("1", "signature")).isTrue();
    }
}
