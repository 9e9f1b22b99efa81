package org.freedomcheckout.flow;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether Freedom Pay answers our questions, as far as this instance has seen; and that it does again, told once. A single
 * lost answer is none: each end makes all payments in doubt due, which a Freedom Pay that flaps could not bear.
 */
final class Outage {

    private static final Logger log = LoggerFactory.getLogger(Outage.class);
    private static final int BEGINS_AFTER = 3;

    private int unanswered;
    private boolean ended;

    /** A question has come back without an answer. */
    synchronized void unanswered() {
        unanswered++;
        if (unanswered == BEGINS_AFTER) {
            log.warn("Freedom Pay does not answer");
        }
    }

    /** A question was answered. */
    synchronized void answered() {
        if (lasts()) {
            log.info("Freedom Pay answers again");
            ended = true;
        }
        unanswered = 0;
    }

    /** Whether the last questions, several of them, had no answer. */
    synchronized boolean lasts() {
        return unanswered >= BEGINS_AFTER;
    }

    /** Whether one has ended since this was last asked. */
    synchronized boolean hasJustEnded() {
        var was = ended;
        ended = false;
        return was;
    }
}
