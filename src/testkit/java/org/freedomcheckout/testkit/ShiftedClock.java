package org.freedomcheckout.testkit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that runs, and that a test can set ahead. */
public final class ShiftedClock implements InstantSource {

    private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);

    @Override
    public Instant instant() {
        return Instant.now().plus(ahead.get()).truncatedTo(ChronoUnit.MILLIS);
    }

    /** Sets the clock ahead by so much more. */
    public void forward(Duration more) {
        ahead.accumulateAndGet(more, Duration::plus);
    }
}
