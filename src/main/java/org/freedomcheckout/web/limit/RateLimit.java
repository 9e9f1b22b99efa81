package org.freedomcheckout.web.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;

/**
 * So many requests in a time for each caller, by token buckets in memory. Callers are forgotten when their bucket would be
 * full again, and at most {@value #MAX_CALLERS} are remembered.
 */
public final class RateLimit {

    private static final int MAX_CALLERS = 100_000;

    private final Bandwidth bandwidth;
    private final TimeMeter time;
    private final Cache<Object, Bucket> buckets;

    /**
     * A limit.
     *
     * @param requests that may come at once, and as many more spread over each period
     */
    public RateLimit(long requests, Duration period, TimeMeter time) {
        this.time = time;
        this.bandwidth = Bandwidth.builder()
                .capacity(requests)
                .refillGreedy(requests, period)
                .build();
        this.buckets = Caffeine.newBuilder()
                .maximumSize(MAX_CALLERS)
                .expireAfterAccess(period)
                .build();
    }

    /**
     * Counts one request.
     *
     * @param caller whatever tells callers apart by {@code equals}
     * @throws TooManyRequestsException if the caller has used up what it may have
     */
    public void count(Object caller) {
        var bucket = buckets.get(caller, _ -> newBucket());
        var probe = bucket.tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            throw new TooManyRequestsException(Duration.ofNanos(probe.getNanosToWaitForRefill()));
        }
    }

    private Bucket newBucket() {
        return Bucket.builder()
                .addLimit(bandwidth)
                .withCustomTimePrecision(time)
                .build();
    }
}
