package org.freedomcheckout.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/** How long to wait after a failed try: 5 s, 30 s, minutes, hours, then every 12 hours up to 7 days. */
final class RetrySchedule {

    private static final List<Duration> WAITS = List.of(
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
    private static final Duration GIVE_UP = Duration.ofDays(7);

    /** So far from its time a try may be, so that many of them do not come together. */
    private static final double JITTER = 0.2;

    private final DoubleSupplier random;

    /**
     * Ready.
     *
     * @param random from 0 to 1
     */
    RetrySchedule(DoubleSupplier random) {
        this.random = random;
    }

    /**
     * When to try again.
     *
     * @param failures how many tries have failed, at least 1
     * @param since when the first was due
     * @return empty once the time is over
     */
    Optional<Instant> next(int failures, Instant since, Instant now) {
        var wait = WAITS.get(Math.min(failures, WAITS.size()) - 1);
        var factor = 1 - JITTER + 2 * JITTER * random.getAsDouble();
        var next = now.plusMillis(Math.round(wait.toMillis() * factor));
        return next.isAfter(since.plus(GIVE_UP)) ? Optional.empty() : Optional.of(next);
    }
}
