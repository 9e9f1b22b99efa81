package org.freedomcheckout.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One small table without another index than its key, whose rows are written by one statement for all who want to write at
 * the same time: the least that a database can be asked for, to know how much of a return any durable one takes.
 */
final class DurableRows {

    private static final int ROWS = 100_000;
    private static final int MOST = 64;

    private final BlockingQueue<Write> waiting = new LinkedBlockingQueue<>();
    private final AtomicLong last = new AtomicLong();
    private final boolean isH2;

    private record Write(Long row, CompletableFuture<Void> done) {}

    /** The database must be empty. */
    DurableRows(String url) throws SQLException {
        this.isH2 = url.startsWith("jdbc:h2:");
        var complete = url + (isH2 ? ";WRITE_DELAY=0" : "");
        try (var connection = DriverManager.getConnection(complete);
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE least (id bigint PRIMARY KEY, version int NOT NULL)");
            statement.execute("INSERT INTO least SELECT n, 0 FROM %s n"
                    .formatted(
                            isH2 ? "system_range(1, %d)".formatted(ROWS) : "generate_series(1, %d)".formatted(ROWS)));
        }
        // As many as the application has.
        for (var writers = isH2 ? 1 : 2; writers > 0; writers--) {
            var connection = DriverManager.getConnection(complete);
            connection.setAutoCommit(false);
            Thread.ofPlatform().daemon().start(() -> write(connection));
        }
    }

    /** A row that nobody else is at. */
    long next() {
        return last.incrementAndGet() % ROWS + 1;
    }

    /** Returns when it is on the disk. */
    void write(long row) {
        var done = new CompletableFuture<Void>();
        waiting.add(new Write(row, done));
        done.join();
    }

    private void write(Connection connection) {
        var group = new ArrayList<Write>();
        try (var update = connection.prepareStatement("UPDATE least SET version = version + 1 WHERE id = ANY(?)");
                var statement = connection.createStatement()) {
            while (true) {
                group.add(waiting.take());
                waiting.drainTo(group, MOST - 1);
                update.setArray(1, connection.createArrayOf("bigint", rows(group)));
                if (update.executeUpdate() != group.size()) {
                    throw new SQLException("not all were written");
                }
                connection.commit();
                if (isH2) {
                    statement.execute("CHECKPOINT SYNC");
                }
                group.forEach(write -> write.done().complete(null));
                group.clear();
            }
        } catch (SQLException e) {
            // A floor that writes nothing any more would be a high one.
            e.printStackTrace();
            Runtime.getRuntime().halt(1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Object[] rows(List<Write> group) {
        return group.stream().map(Write::row).toArray();
    }
}
