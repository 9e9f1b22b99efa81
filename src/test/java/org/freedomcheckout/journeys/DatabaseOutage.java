package org.freedomcheckout.journeys;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** A database that takes nobody in, and has thrown out who was there, until this is closed. */
final class DatabaseOutage implements AutoCloseable {

    private final Connection operator;
    private final String end;

    private DatabaseOutage(Connection operator, String end) {
        this.operator = operator;
        this.end = end;
    }

    /** Begins; the user of the URL has to be one who may do that. */
    static DatabaseOutage of(String url) {
        try {
            if (url.startsWith("jdbc:h2:")) {
                return begin(DriverManager.getConnection(url), "SET EXCLUSIVE 2", "SET EXCLUSIVE FALSE");
            }
            var name = url.replaceFirst("^.*/([a-z0-9_]+)\\?.*$", "$1");
            var operator = DriverManager.getConnection(System.getProperty("testkit.postgresql", ""));
            var outage = begin(
                    operator,
                    "ALTER DATABASE " + name + " ALLOW_CONNECTIONS false",
                    "ALTER DATABASE " + name + " ALLOW_CONNECTIONS true");
            execute(operator, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + name + "'");
            return outage;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static DatabaseOutage begin(Connection operator, String begin, String end) throws SQLException {
        execute(operator, begin);
        return new DatabaseOutage(operator, end);
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() {
        try (operator) {
            execute(operator, end);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
