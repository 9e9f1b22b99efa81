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
    private final String table;

    private record Write(Long row, CompletableFuture<Void> done) {}

    /**
     * Makes the table, on PostgreSQL.
     *
     * @param table which must not be there
     */
    DurableRows(String url, String table) throws SQLException {
        this.table = table;
        try (var connection = DriverManager.getConnection(url);
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE " + table + " (id bigint PRIMARY KEY, version int NOT NULL)");
            statement.execute("INSERT INTO " + table + " SELECT n, 0 FROM generate_series(1, " + ROWS + ") n");
        }
        // As many as the application has for each kind of thing that it writes.
        for (var writer = 0; writer < 2; writer++) {
            var connection = DriverManager.getConnection(url);
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
        var sql = "UPDATE " + table + " SET version = version + 1 WHERE id = ANY(?)";
        try (var update = connection.prepareStatement(sql)) {
            while (true) {
                group.add(waiting.take());
                waiting.drainTo(group, MOST - 1);
                update.setArray(1, connection.createArrayOf("bigint", rows(group)));
                if (update.executeUpdate() != group.size()) {
                    throw new SQLException("not all were written");
                }
                connection.commit();
                group.forEach(write -> write.done().complete(null));
                group.clear();
            }
        } catch (SQLException | InterruptedException | RuntimeException e) {
            // A floor that writes nothing any more would be a high one.
            e.printStackTrace();
            Runtime.getRuntime().halt(1);
        }
    }

    private static Object[] rows(List<Write> group) {
        return group.stream().map(Write::row).toArray();
    }
}
