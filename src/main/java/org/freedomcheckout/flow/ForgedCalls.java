package org.freedomcheckout.flow;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which calls that are not Freedom Pay's the timeline tells of. Anybody can call us as often as they like, and each note costs a
 * look at the database: so one for each payment and reason, until ten thousand others have come, and ten in a second.
 */
final class ForgedCalls {

    private static final int IN_A_SECOND = 10;
    private static final int REMEMBERED = 10_000;
    private static final int LONGEST_ID = 64;

    private final Bucket notes;
    private final Set<String> noted = ConcurrentHashMap.newKeySet();

    ForgedCalls() {
        this(TimeMeter.SYSTEM_MILLISECONDS);
    }

    /** In another time. */
    ForgedCalls(TimeMeter time) {
        this.notes = Bucket.builder()
                .addLimit(limit -> limit.capacity(IN_A_SECOND).refillGreedy(IN_A_SECOND, Duration.ofSeconds(1)))
                .withCustomTimePrecision(time)
                .build();
    }

    /**
     * Whether a refused call is to be noted.
     *
     * @param payment what it says its payment is
     */
    boolean isNews(String payment, String reason) {
        if (payment.isEmpty() || payment.length() > LONGEST_ID) {
            return false;
        }
        if (noted.size() >= REMEMBERED) {
            noted.clear();
        }
        var call = payment + " " + reason;
        if (!noted.add(call)) {
            return false;
        }
        if (!notes.tryConsume(1)) {
            noted.remove(call);
            return false;
        }
        return true;
    }
}
