package org.freedomcheckout.app;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.freedomcheckout.ticker.Ticker;

/** Looks every two seconds whether a file with secrets has changed. */
final class Rotation implements AutoCloseable {

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);

    private final Ticker ticker = new Ticker("secrets");

    Rotation(List<RotatingSecrets> secrets, InstantSource clock) {
        for (var rotating : secrets) {
            ticker.every(BETWEEN_LOOKS, () -> rotating.look(clock.instant()));
        }
    }

    @Override
    public void close() {
        ticker.close();
    }
}
