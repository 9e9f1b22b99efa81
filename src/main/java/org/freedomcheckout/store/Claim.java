package org.freedomcheckout.store;

import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jspecify.annotations.Nullable;
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

    /** So many rows that cannot be taken hold up nobody. */
    private static final int SPARE = 50;

    /** One by one each may have to wait for a lock. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Database database;

    /** What cannot be taken stays due, and would be told of several times a second. */
    private final Bucket complaints = Bucket.builder()
            .addLimit(limit -> limit.capacity(1).refillGreedy(1, Duration.ofMinutes(1)))
            .build();

    Claim(Database database) {
        this.database = database;
    }

    /** Finds the rows that are due, those first that are due longest; {@code lock} ends the query. */
    abstract List<R> due(Handle handle, Instant now, int limit, String lock);

    /** Moves the time of rows away, of each if it is still as it was read; how many rows each of these updates changed. */
    abstract int[] move(Handle handle, List<R> rows, Instant now);

    /** For the log. */
    abstract String name(R row);

    /** Takes at most so many rows. */
    final List<R> take(Instant now, int limit) {
        try {
            return database.write(handle -> {
                // What another instance is just claiming is none of ours.
                var rows = due(handle, now, limit, database.unlocked());
                var moved = move(handle, rows, now);
                // An index of H2's that does not fit its table finds rows that are not due.
                return IntStream.range(0, rows.size())
                        .filter(row -> moved[row] == 1)
                        .mapToObj(rows::get)
                        .toList();
            });
        } catch (UnableToExecuteStatementException e) {
            log.debug("What is due cannot be taken together, so it is taken one by one", e);
            return oneByOne(now, limit);
        }
    }

    private List<R> oneByOne(Instant now, int limit) {
        var end = System.nanoTime() + PATIENCE.toNanos();
        var taken = new ArrayList<R>();
        var refused = new ArrayList<String>();
        @Nullable UnableToExecuteStatementException why = null;
        for (var row : database.jdbi().withHandle(handle -> due(handle, now, limit + SPARE, ""))) {
            if (taken.size() == limit || System.nanoTime() - end > 0) {
                break;
            }
            try {
                if (database.write(handle -> move(handle, List.of(row), now))[0] == 1) {
                    taken.add(row);
                }
            } catch (UnableToExecuteStatementException e) {
                refused.add(name(row));
                why = e;
            }
        }
        if (why != null && complaints.tryConsume(1)) {
            log.error("Due, but {} cannot be written: {}", refused.size(), refused, why);
        }
        return taken;
    }
}
