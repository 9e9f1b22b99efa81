package org.freedomcheckout.flow;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.freedomcheckout.checkout.Secret;

/**
 * Lets a saved card rest after many payments without money: whoever has stolen an account could otherwise try one CVC after
 * the other, five with each order, or many at once.
 */
public final class CardRest {

    private static final int MOST_IN_HOUR = 10;
    private static final int MOST_IN_DAY = 20;
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);

    private final Refusals refusals;
    private final InstantSource clock;

    CardRest(Refusals refusals, InstantSource clock) {
        this.refusals = refusals;
        this.clock = clock;
    }

    /** When the latest payments with a card were begun that were refused or are not decided, the latest first. */
    @FunctionalInterface
    interface Refusals {
        List<Instant> since(Secret cardToken, Instant begin, int limit);
    }

    /** How long a card cannot be used yet; empty if it can. */
    Optional<Duration> left(Secret cardToken) {
        return left(cardToken, 0);
    }

    /**
     * Whether a payment that is stored, and counted with the others, is one too many. Of those that begin at the same moment
     * each finds room for one more; the last to be stored finds all of them here.
     */
    boolean isOverfull(Secret cardToken) {
        return left(cardToken, 1).isPresent();
    }

    private Optional<Duration> left(Secret cardToken, int own) {
        var now = clock.instant();
        var times = refusals.since(cardToken, now.minus(DAY), MOST_IN_DAY + own);
        var end = end(times, MOST_IN_DAY + own, DAY).or(() -> end(times, MOST_IN_HOUR + own, HOUR));
        return end.map(until -> Duration.between(now, until)).filter(Duration::isPositive);
    }

    private static Optional<Instant> end(List<Instant> times, int most, Duration period) {
        return times.size() < most
                ? Optional.empty()
                : Optional.of(times.get(most - 1).plus(period));
    }
}
