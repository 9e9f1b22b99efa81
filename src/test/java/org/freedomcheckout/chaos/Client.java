package org.freedomcheckout.chaos;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Asks again when no answer comes, as merchants' servers and people do. */
final class Client {

    private static final Duration PATIENCE = Duration.ofSeconds(25);
    private static final Duration PAUSE = Duration.ofMillis(60);

    private final AtomicInteger inFlight = new AtomicInteger();

    /** How many requests are on their way or being answered. */
    int inFlight() {
        return inFlight.get();
    }

    /**
     * Sends a request until it is answered.
     *
     * @param isAnswer whether this is what a client waits for, and not a 503
     * @return empty if it was not, for a long time
     */
    <T> Optional<T> ask(Supplier<T> request, Predicate<T> isAnswer) {
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() - end < 0) {
            var answer = once(request).filter(isAnswer);
            if (answer.isPresent()) {
                return answer;
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        return Optional.empty();
    }

    /** Sends a request; empty if the connection broke or a page led nowhere. */
    <T> Optional<T> once(Supplier<T> request) {
        inFlight.incrementAndGet();
        try {
            return Optional.of(request.get());
        } catch (UncheckedIOException | IllegalStateException e) {
            return Optional.empty();
        } finally {
            inFlight.decrementAndGet();
        }
    }
}
