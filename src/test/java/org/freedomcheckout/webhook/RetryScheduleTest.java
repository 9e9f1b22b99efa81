package org.freedomcheckout.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** How long a merchant's server may be away. */
class RetryScheduleTest {

    private static final Instant BEGIN = Instant.parse("2026-11-21T10:00:00Z");

    private static List<Duration> waits(RetrySchedule schedule) {
        var waits = new ArrayList<Duration>();
        var now = BEGIN;
        for (int failures = 1; ; failures++) {
            var next = schedule.next(failures, BEGIN, now);
            if (next.isEmpty()) {
                return waits;
            }
            waits.add(Duration.between(now, next.get()));
            now = next.get();
        }
    }

    @Test
    void theWaitsAreTheContractsAndEndAfterSevenDays() {
        var waits = waits(new RetrySchedule(() -> 0.5));
        assertThat(waits.subList(0, 10))
                .containsExactly(
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(30),
                        Duration.ofMinutes(2),
                        Duration.ofMinutes(10),
                        Duration.ofMinutes(30),
                        Duration.ofHours(1),
                        Duration.ofHours(2),
                        Duration.ofHours(4),
                        Duration.ofHours(8),
                        Duration.ofHours(12));
        assertThat(waits.subList(10, waits.size())).containsOnly(Duration.ofHours(12));
        var sum = waits.stream().reduce(Duration.ZERO, Duration::plus);
        assertThat(sum).isBetween(Duration.ofDays(6).plusHours(12), Duration.ofDays(7));
    }

    @Test
    void eachWaitIsAFifthShorterOrLongerAtMost() {
        var random = new Random(1);
        var even = waits(new RetrySchedule(() -> 0.5));
        for (int run = 0; run < 1_000; run++) {
            var jittered = waits(new RetrySchedule(random::nextDouble));
            for (int i = 0; i < Math.min(10, jittered.size()); i++) {
                var wait = jittered.get(i).toMillis();
                assertThat(wait)
                        .isBetween(even.get(i).toMillis() * 8 / 10, even.get(i).toMillis() * 12 / 10);
            }
        }
    }
}
