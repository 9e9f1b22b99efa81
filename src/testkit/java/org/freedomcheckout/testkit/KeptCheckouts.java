package org.freedomcheckout.testkit;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * Where the system property {@code testkit.keep} is {@code true}, checkouts go on running when a class of tests is over,
 * and the next one that wants the same settings goes on with the same checkout, until a test of a class fails. So a tool that runs
 * thousands of tests one by one, as mutation testing does, need not start thousands of checkouts.
 */
final class KeptCheckouts {

    private static final Map<Map<String, String>, Started> KEPT = new HashMap<>();

    private KeptCheckouts() {}

    static boolean wanted() {
        return Boolean.getBoolean("testkit.keep");
    }

    /** A checkout with these settings. */
    static synchronized Started of(Map<String, String> settings) throws IOException {
        var kept = KEPT.get(settings);
        if (kept == null) {
            kept = new Started(new HashMap<>(settings));
            KEPT.put(Map.copyOf(settings), kept);
        }
        return kept;
    }

    /** The next test gets another one: who knows what has become of this. */
    static synchronized void forget(Started failed) {
        if (KEPT.values().remove(failed)) {
            Thread.ofPlatform().daemon().start(() -> close(failed));
        }
    }

    private static void close(Started failed) {
        try {
            failed.close();
        } catch (IOException | RuntimeException e) {
            System.err.println("A checkout could not be stopped: " + e);
        }
    }
}
