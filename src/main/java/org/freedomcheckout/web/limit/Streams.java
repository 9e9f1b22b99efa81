package org.freedomcheckout.web.limit;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/** Answers that have no end of their own: so many about each thing, and so many in all. */
public final class Streams {

    private static final int MOST = 5_000;
    private static final int MOST_OF_ONE = 4;

    /** When another one may have ended. */
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(10);

    private final Semaphore free;
    private final int mostOfOne;
    private final Map<Object, Integer> ofOne = new ConcurrentHashMap<>();

    /**
     * None yet.
     *
     * @param limitsEach whether there are only so many about one thing
     */
    public Streams(boolean limitsEach) {
        this(MOST, limitsEach ? MOST_OF_ONE : MOST);
    }

    Streams(int most, int mostOfOne) {
        this.free = new Semaphore(most);
        this.mostOfOne = mostOfOne;
    }

    /** One of them; close it when it ends. */
    @FunctionalInterface
    public interface Place extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * Opens one.
     *
     * @param thing whatever tells things apart by {@code equals}
     * @return empty if there are too many in all
     * @throws TooManyRequestsException if there are enough about this thing
     */
    public Optional<Place> open(Object thing) {
        if (!free.tryAcquire()) {
            return Optional.empty();
        }
        if (ofOne.merge(thing, 1, Integer::sum) > mostOfOne) {
            release(thing);
            throw new TooManyRequestsException(LOOK_AGAIN);
        }
        return Optional.of(() -> release(thing));
    }

    private void release(Object thing) {
        ofOne.computeIfPresent(thing, (_, n) -> n == 1 ? null : n - 1);
        free.release();
    }
}
