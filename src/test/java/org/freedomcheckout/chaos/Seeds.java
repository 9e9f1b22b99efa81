package org.freedomcheckout.chaos;

import java.util.Random;

/** Chance that can be repeated. */
final class Seeds {

    /** The golden ratio's: neighbors differ in all bits. {@link Random} begins alike for seeds that are alike. */
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private Seeds() {}

    /** One of many sequences of a run. */
    static Random random(long seed, int number) {
        return new Random((seed * 1_000_003 + number) * SPREAD);
    }
}
