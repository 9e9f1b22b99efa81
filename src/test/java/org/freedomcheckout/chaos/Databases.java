package org.freedomcheckout.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.freedomcheckout.PostgresForTests;

/** Where an installation keeps its checkouts: both kinds, unless {@code chaos.database} names one. */
enum Databases {
    H2 {
        @Override
        String create(Path directory) {
            return "jdbc:h2:file:" + directory.resolve("checkout");
        }
    },
    POSTGRESQL {
        @Override
        String create(Path directory) {
            var name = "chaos_" + CREATED.incrementAndGet();
            var server = Server.URL;
            try (var connection = DriverManager.getConnection(server);
                    var statement = connection.createStatement()) {
                statement.execute("CREATE DATABASE " + name);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
            return server.replaceFirst("/postgres\\?", "/" + name + "?");
        }
    };

    private static final AtomicInteger CREATED = new AtomicInteger();

    /** A new, empty one. */
    abstract String create(Path directory);

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Those that are wanted. */
    static Stream<Databases> wanted() {
        var wanted = System.getProperty("chaos.database", "");
        return Arrays.stream(values()).filter(one -> wanted.isEmpty() || wanted.equals(one.word()));
    }

    /** One PostgreSQL for all tests of this process; it ends with the process. */
    private static final class Server {

        static final String URL = start();

        private static String start() {
            try {
                return PostgresForTests.server().getJdbcUrl("postgres", "postgres");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
