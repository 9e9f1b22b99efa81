package org.freedomcheckout.flow;

import io.github.bucket4j.TimeMeter;
import java.time.Duration;

/** A bucket's time that stands still until a test moves it. */
public final class StillTime implements TimeMeter {

    private long now;

    public void forward(Duration step) {
        now += step.toNanos();
    }

    @Override
    public long currentTimeNanos() {
        return now;
    }

    @Override
    public boolean isWallClockBased() {
        return false;
    }
}
