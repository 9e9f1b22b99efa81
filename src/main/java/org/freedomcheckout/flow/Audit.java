package org.freedomcheckout.flow;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.freedomcheckout.store.TimelineChain;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Chains the timeline's entries soon after they were written, and logs the end of the chain every hour. */
public final class Audit implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Audit.class);
    private static final long STOP_SECONDS = 10;

    private final TimelineChain chain;
    private final ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("audit").daemon().factory());

    Audit(TimelineChain chain) {
        this.chain = chain;
    }

    void start() {
        var _ = ticker.scheduleWithFixedDelay(this::chain, 1, 1, TimeUnit.SECONDS);
        var _ = ticker.scheduleAtFixedRate(this::logEnd, 1, 1, TimeUnit.HOURS);
    }

    private void chain() {
        try {
            while (chain.chain() > 0) {
                // Until all is chained, or another instance is at it.
                Thread.onSpinWait();
            }
        } catch (RuntimeException e) {
            log.error("The timeline could not be chained; it will be later", e);
        }
    }

    private void logEnd() {
        try {
            var end = chain.end();
            log.info("The timeline's chain ends at {} with {}", end.position(), end.link());
        } catch (RuntimeException e) {
            log.warn("The end of the timeline's chain cannot be read", e);
        }
    }

    /** Not by an interrupt, which H2 answers by closing its file. */
    @Override
    public void close() {
        ticker.shutdown();
        try {
            if (!ticker.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                log.warn("The timeline is still being chained");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
