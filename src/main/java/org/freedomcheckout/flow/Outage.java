package org.freedomcheckout.flow;

import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether Freedom Pay answers our questions, as far as this instance has seen; and that it does again, told once. */
final class Outage {

    private static final Logger log = LoggerFactory.getLogger(Outage.class);

    private final AtomicBoolean lasts = new AtomicBoolean();
    private final AtomicBoolean ended = new AtomicBoolean();

    /** A question has come back without an answer. */
    void unanswered() {
        if (!lasts.getAndSet(true)) {
            log.warn("Freedom Pay does not answer");
        }
    }

    /** A question was answered. */
    void answered() {
        if (lasts.getAndSet(false)) {
            log.info("Freedom Pay answers again");
            ended.set(true);
        }
    }

    boolean lasts() {
        return lasts.get();
    }

    /** Whether one has ended since this was last asked. */
    boolean hasJustEnded() {
        return ended.getAndSet(false);
    }
}
