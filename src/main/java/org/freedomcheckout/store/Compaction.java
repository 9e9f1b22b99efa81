package org.freedomcheckout.store;

import java.time.Duration;
import org.freedomcheckout.ticker.Ticker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the file of a running H2 small. */
public final class Compaction implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Compaction.class);

    /** Bytes. */
    private static final long SMALL = 256L << 20;

    /** Who wants to write waits for a step, and does not have to wait for the next. */
    private static final long PAUSE_MILLIS = 10;

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    private final Database database;
    private final Ticker ticker = new Ticker("compaction");

    public Compaction(Database database) {
        this.database = database;
    }

    /** Begins to look after the file each second; returns at once. */
    public void start() {
        ticker.every(BETWEEN_LOOKS, this::compact);
    }

    private void compact() {
        try {
            while (!ticker.isClosed() && database.compact(SMALL)) {
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            log.error("The database's file could not be made smaller; it will be later", e);
        }
    }

    @Override
    public void close() {
        ticker.close();
    }
}
