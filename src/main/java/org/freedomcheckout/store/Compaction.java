package org.freedomcheckout.store;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the file of a running H2 small. */
public final class Compaction implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Compaction.class);

    /** Bytes. */
    private static final long SMALL = 256L << 20;

    /** Who wants to write waits for a step, and does not have to wait for the next. */
    private static final long PAUSE_MILLIS = 10;

    private static final long STOP_SECONDS = 10;

    private final Database database;
    private final ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("compaction").daemon().factory());

    public Compaction(Database database) {
        this.database = database;
    }

    /** Begins to look after the file each second; returns at once. */
    public void start() {
        var _ = ticker.scheduleWithFixedDelay(this::compact, 1, 1, TimeUnit.SECONDS);
    }

    private void compact() {
        try {
            while (!ticker.isShutdown() && database.compact(SMALL)) {
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            log.error("The database's file could not be made smaller; it will be later", e);
        }
    }

    /** Not by an interrupt, which H2 answers by closing its file. */
    @Override
    public void close() {
        ticker.shutdown();
        try {
            if (!ticker.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                log.warn("The database's file is still being made smaller");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
