package org.freedomcheckout.flow;

import io.github.bucket4j.BlockingStrategy;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;

/** Freedom Pay's own calls, so many in a second; a few more wait for their turn. It repeats what is refused. */
final class CallbackQueue {

    private static final int IN_A_SECOND = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Bucket turns;
    private final BlockingStrategy waiting;

    CallbackQueue() {
        this(TimeMeter.SYSTEM_MILLISECONDS, BlockingStrategy.PARKING);
    }

    /**
     * In another time.
     *
     * @param waiting how a call waits
     */
    CallbackQueue(TimeMeter time, BlockingStrategy waiting) {
        this.turns = Bucket.builder()
                .addLimit(limit -> limit.capacity(IN_A_SECOND).refillGreedy(IN_A_SECOND, Duration.ofSeconds(1)))
                .withCustomTimePrecision(time)
                .build();
        this.waiting = waiting;
    }

    /**
     * Waits for the turn of one call.
     *
     * @throws BusyException at once, if it would have to wait too long
     */
    void await() {
        try {
            if (!turns.asBlocking().tryConsume(1, PATIENCE, waiting)) {
                throw new BusyException();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BusyException();
        }
    }
}
