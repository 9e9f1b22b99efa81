package org.freedomcheckout.testkit;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Looks again and again until something is so, for as many seconds as the system property {@code testkit.patience} says, or 20. */
public final class Eventually {

    private static final Duration PATIENCE = Duration.ofSeconds(Integer.getInteger("testkit.patience", 20));
    private static final Duration SHORT_PATIENCE = Duration.ofSeconds(2);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private Eventually() {}

    /** What was looked at last, whether it became so or not: the test says what it expected. */
    public static <T> T look(Supplier<T> look, Predicate<T> until) {
        return look(look, until, PATIENCE);
    }

    /** The same for what may well not become so: looks for two seconds only. */
    public static <T> T lookShortly(Supplier<T> look, Predicate<T> until) {
        return look(look, until, SHORT_PATIENCE);
    }

    /** The same for as long as is said. */
    public static <T> T look(Supplier<T> look, Predicate<T> until, Duration patience) {
        var end = System.nanoTime() + patience.toNanos();
        var seen = look.get();
        while (!until.test(seen) && System.nanoTime() - end < 0) {
            LockSupport.parkNanos(PAUSE.toNanos());
            seen = look.get();
        }
        return seen;
    }
}
