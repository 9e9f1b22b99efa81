package org.freedomcheckout.flow;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.freedomcheckout.gateway.NotSentException;

/** Keeps a process that stood still from sending what others have given up in the meantime. */
final class Freshness {

    /** Far below the time after which an unanswered call is taken for ended. */
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private Freshness() {}

    /** Just before a call that moves money leaves: its intent must have been stored a moment ago. */
    static void check(Instant stored, InstantSource clock) throws NotSentException {
        if (clock.instant().isAfter(stored.plus(LIMIT))) {
            throw new NotSentException("the intent is too old");
        }
    }
}
