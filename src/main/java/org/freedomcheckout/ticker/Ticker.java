package org.freedomcheckout.ticker;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does things again and again, one at a time, on a thread of its own that keeps no process alive. */
public final class Ticker implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Ticker.class);
    private static final long STOP_SECONDS = 5;

    private final String name;
    private final ScheduledExecutorService thread;

    /** @param name of the thread */
    public Ticker(String name) {
        this.name = name;
        this.thread = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name(name).daemon().factory());
    }

    /**
     * Does it now and then again and again; returns at once. What has thrown is not done again.
     *
     * @param pause between the end of one time and the beginning of the next
     */
    public void nowAndEvery(Duration pause, Runnable task) {
        after(Duration.ZERO, pause, task);
    }

    /** The same, for the first time after one pause. */
    public void every(Duration pause, Runnable task) {
        after(pause, pause, task);
    }

    private void after(Duration delay, Duration pause, Runnable task) {
        var _ = thread.scheduleWithFixedDelay(task, delay.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Whether it is being closed: what takes long should come to its end. */
    public boolean isClosed() {
        return thread.isShutdown();
    }

    /** Begins nothing more, and waits for what is being done; not by an interrupt, which H2 answers by closing its file. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                log.warn("{} has not come to its end", name);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
