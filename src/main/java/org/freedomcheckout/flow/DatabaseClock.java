package org.freedomcheckout.flow;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.freedomcheckout.store.Database;
import org.freedomcheckout.ticker.Ticker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The database's time, without asking for it each time: compared every ten seconds, and counted on by a clock that nobody
 * can set. So instances agree, and a machine whose clock is set wrong or jumps expires nothing early or never.
 */
public final class DatabaseClock implements InstantSource, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(DatabaseClock.class);
    private static final Duration BETWEEN_COMPARISONS = Duration.ofSeconds(10);

    private final Database database;
    private final InstantSource machine;
    private final Ticker ticker = new Ticker("database-clock");
    private volatile Reading reading;

    /**
     * Compares for the first time.
     *
     * @param machine this machine's clock; how far it is from the system's, as in a test, is kept
     */
    public DatabaseClock(Database database, InstantSource machine) {
        this.database = database;
        this.machine = machine;
        this.reading = read();
        ticker.every(BETWEEN_COMPARISONS, this::compare);
    }

    private record Reading(Instant time, long nanos) {}

    @Override
    public Instant instant() {
        var last = reading;
        var setAhead = Duration.between(Instant.now(), machine.instant());
        // What tests set ahead is set in whole seconds; anything less is the time between two lines.
        var ahead = setAhead.abs().compareTo(Duration.ofSeconds(1)) < 0 ? Duration.ZERO : setAhead;
        return last.time()
                .plusNanos(System.nanoTime() - last.nanos())
                .plus(ahead)
                .truncatedTo(ChronoUnit.MILLIS);
    }

    private Reading read() {
        var before = System.nanoTime();
        var time = database.now();
        var after = System.nanoTime();
        return new Reading(time, before + (after - before) / 2);
    }

    private void compare() {
        try {
            reading = read();
        } catch (RuntimeException e) {
            log.debug("The database's time cannot be had; counting on", e);
        }
    }

    @Override
    public void close() {
        ticker.close();
    }
}
