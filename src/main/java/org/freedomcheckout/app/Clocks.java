package org.freedomcheckout.app;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** The clock of the running server. */
final class Clocks {

    private Clocks() {}

    /** In whole milliseconds, so that an instant is the same after the database has kept it. */
    static InstantSource wall() {
        return () -> Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }
}
