package org.freedomcheckout.simulation;

import java.util.SplittableRandom;

/**
 * How bad a run is. The chances are one in so many, 0 for never; all but the shopper's end with {@link #faultsUntil}.
 *
 * @param faultsUntil when the last fault happens, in microseconds
 * @param instances processes on one database
 * @param crash at each step of a process
 * @param pause at each step of a process, for up to 90 s
 * @param switching at each step another thread may come first
 * @param outage the database fails, before or after it has committed
 * @param disturbed a call to Freedom Pay goes wrong
 * @param slow a call to Freedom Pay is slow
 * @param lagging a status is of some time before
 * @param odd Freedom Pay answers something unexpected
 * @param notifyLost a result notify is never sent
 * @param uniqueOrders Freedom Pay takes each order id once
 * @param confirmNotify as the setting
 */
record Weather(
        long faultsUntil,
        int instances,
        int crash,
        int pause,
        int switching,
        int outage,
        int disturbed,
        int slow,
        int lagging,
        int odd,
        int notifyLost,
        boolean uniqueOrders,
        boolean confirmNotify) {

    static final long SECOND = 1_000_000;
    static final long MINUTE = 60 * SECOND;
    static final long HOUR = 60 * MINUTE;

    static Weather of(SplittableRandom random) {
        return new Weather(
                oneOf(random, 2 * MINUTE, 10 * MINUTE, HOUR, 3 * HOUR),
                random.nextInt(3) == 0 ? 2 : 1,
                oneOf(random, 0, 0, 15, 40, 120),
                oneOf(random, 0, 0, 0, 60),
                oneOf(random, 3, 8, 20),
                oneOf(random, 0, 0, 0, 40),
                oneOf(random, 0, 3, 6, 20),
                oneOf(random, 0, 4, 20),
                oneOf(random, 0, 2, 5),
                oneOf(random, 0, 5, 20),
                oneOf(random, 0, 0, 2, 10),
                random.nextInt(3) == 0,
                random.nextInt(8) != 0);
    }

    private static int oneOf(SplittableRandom random, int... values) {
        return values[random.nextInt(values.length)];
    }

    private static long oneOf(SplittableRandom random, long... values) {
        return values[random.nextInt(values.length)];
    }
}
