package org.freedomcheckout.web;

import java.sql.SQLException;
import java.sql.SQLTransientException;
import org.jdbi.v3.core.ConnectionException;

/** Tells a database that is away, which passes, from a mistake of ours. */
final class Failures {

    private Failures() {}

    static Refusal refusal(RuntimeException e) {
        return isDatabaseAway(e) ? Refusal.unavailable() : new Refusal(500, "internal");
    }

    private static boolean isDatabaseAway(Throwable e) {
        for (var cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectionException || cause instanceof SQLTransientException) {
                return true;
            }
            // Class 08: connection exceptions; class 53: no disk, no memory; H2's 90xxx for a closed database or file;
            // HY000 when its file cannot be written.
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                var state = sql.getSQLState();
                return state.startsWith("08")
                        || state.startsWith("53")
                        || state.startsWith("57P")
                        || state.equals("HY000")
                        || state.equals("90098")
                        || state.equals("90121")
                        || state.equals("90028")
                        || state.equals("90031");
            }
        }
        return false;
    }
}
