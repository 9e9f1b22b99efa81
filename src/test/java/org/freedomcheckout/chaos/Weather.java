package org.freedomcheckout.chaos;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.freedomcheckout.chaos.NetworkFault.Kind;

/** Decides by a seed which connections suffer, and how; until it is calm. */
final class Weather {

    /** Few bytes more than a request or an answer has. */
    private static final int REACH = 1_500;

    private static final int MAX_DELAY_MILLIS = 3_000;

    private final Random random;
    private final double badness;
    private final List<Kind> kinds;
    private volatile boolean calm;
    private volatile boolean outage;

    /**
     * Begins bad.
     *
     * @param badness which part of the connections suffers, 0 to 1
     */
    Weather(long seed, double badness, List<Kind> kinds) {
        this.random = new Random(seed);
        this.badness = badness;
        this.kinds = kinds;
    }

    /** Nobody suffers any more. */
    void calmDown() {
        calm = true;
    }

    /** Everybody suffers, or no longer everybody. */
    void outage(boolean now) {
        outage = now;
    }

    synchronized NetworkFault next() {
        if (outage) {
            return new NetworkFault(Kind.REFUSE, true, 0, Duration.ZERO);
        }
        if (calm || random.nextDouble() >= badness) {
            return NetworkFault.NONE;
        }
        var kind = kinds.get(random.nextInt(kinds.size()));
        var pause = kind == Kind.DRIP ? 5 : 1 + random.nextInt(MAX_DELAY_MILLIS);
        var toServer = random.nextBoolean() && kind != Kind.CORRUPT;
        return new NetworkFault(kind, toServer, random.nextInt(REACH), Duration.ofMillis(pause));
    }
}
