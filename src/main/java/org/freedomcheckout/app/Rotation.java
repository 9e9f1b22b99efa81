package org.freedomcheckout.app;

import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Looks every two seconds whether a file with secrets has changed. */
final class Rotation implements AutoCloseable {

    private static final long PAUSE_SECONDS = 2;

    private final ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("secrets").daemon().factory());

    Rotation(List<RotatingSecrets> secrets, InstantSource clock) {
        for (var rotating : secrets) {
            var _ = ticker.scheduleWithFixedDelay(
                    () -> rotating.look(clock.instant()), PAUSE_SECONDS, PAUSE_SECONDS, TimeUnit.SECONDS);
        }
    }

    @Override
    public void close() {
        ticker.shutdownNow();
    }
}
