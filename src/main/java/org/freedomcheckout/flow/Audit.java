package org.freedomcheckout.flow;

import java.time.Duration;
import org.freedomcheckout.store.TimelineChain;
import org.freedomcheckout.ticker.Ticker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Chains the timeline's entries soon after they were written, and logs the end of the chain every hour. */
public final class Audit implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Audit.class);

    private final TimelineChain chain;
    private final Ticker ticker = new Ticker("audit");

    Audit(TimelineChain chain) {
        this.chain = chain;
    }

    void start() {
        ticker.every(Duration.ofSeconds(1), this::chain);
        ticker.every(Duration.ofHours(1), this::logEnd);
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

    @Override
    public void close() {
        ticker.close();
    }
}
