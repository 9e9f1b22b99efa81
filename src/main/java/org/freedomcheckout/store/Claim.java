package org.freedomcheckout.store;

import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes rows that are due, so that of several instances one gets each: all in one transaction, and if the database refuses
 * that, those that it lets have. Else a single row that cannot be written would hold up all that are due after it.
 *
 * @param <R> a row
 */
abstract class Claim<R> {

    private static final Logger log = LoggerFactory.getLogger(Claim.class);

    /** So many rows that cannot be claimed hold up nobody. */
    private static final int LOOK_AT = 1_000;

    /** Finds the rows that are due, those first that are due longest; {@code lock} ends the query. */
    abstract List<R> due(Handle handle, int limit, String lock);

    /** Moves the time of rows away, of each if it is still as it was read; how many rows each of these updates changed. */
    abstract int[] take(Handle handle, List<R> rows);

    /** Takes at most so many rows. */
    final List<R> of(Database database, int limit) {
        try {
            return database.write(handle -> {
                // What another instance is just claiming is none of ours.
                var rows = due(handle, limit, "FOR UPDATE SKIP LOCKED");
                take(handle, rows);
                return rows;
            });
        } catch (UnableToExecuteStatementException e) {
            log.error("What is due cannot be claimed together, so it is claimed one by one", e);
            return oneByOne(database, limit);
        }
    }

    private List<R> oneByOne(Database database, int limit) {
        var taken = new ArrayList<R>();
        for (var row : database.jdbi().withHandle(handle -> due(handle, LOOK_AT, ""))) {
            if (taken.size() == limit) {
                break;
            }
            try {
                if (database.write(handle -> take(handle, List.of(row)))[0] == 1) {
                    taken.add(row);
                }
            } catch (UnableToExecuteStatementException e) {
                log.error("A row that is due cannot be claimed", e);
            }
        }
        return taken;
    }
}
