package org.freedomcheckout.store;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.CRC32;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/**
 * The tables, as the scripts in {@code db} make them. Flyway takes a quarter of a start even if there is nothing to do, so it
 * is asked only where its own list does not say that all of ours was done.
 */
final class Schema {

    private static final String FOLDER = "db";

    private Schema() {}

    /**
     * Makes the tables, or brings them up to date. They may be those of a newer version, which has only added to them.
     *
     * @param placeholders what stands for {@code ${name}} in the scripts
     * @throws RuntimeException if the database cannot be reached or has tables that are none of ours
     */
    static void migrate(DataSource database, Map<String, String> placeholders) {
        if (!isDone(database)) {
            Flyway.configure(Schema.class.getClassLoader())
                    .dataSource(database)
                    .locations("classpath:" + FOLDER)
                    .placeholders(placeholders)
                    .load()
                    .migrate();
        }
    }

    private static boolean isDone(DataSource database) {
        try (var connection = database.getConnection()) {
            return hasList(connection) && isDone(connection);
        } catch (SQLException e) {
            throw new IllegalStateException("the database's list of migrations cannot be read", e);
        }
    }

    /** Asked first, because H2 and PostgreSQL log who reads a table that is not there. */
    private static boolean hasList(Connection connection) throws SQLException {
        try (var query = connection.prepareStatement("""
                        SELECT TABLE_NAME FROM INFORMATION_SCHEMA.TABLES
                         WHERE TABLE_SCHEMA = CURRENT_SCHEMA AND TABLE_NAME = 'flyway_schema_history'
                        """);
                var rows = query.executeQuery()) {
            return rows.next();
        }
    }

    /** Whether each script was run as it is now, and none has failed. */
    static boolean isDone(Connection connection) throws SQLException {
        try (var query = connection.prepareStatement(
                        "SELECT \"script\", \"checksum\", \"success\" FROM \"flyway_schema_history\"");
                var rows = query.executeQuery()) {
            var done = new HashMap<String, Integer>();
            var sound = true;
            while (rows.next()) {
                done.put(rows.getString("script"), rows.getInt("checksum"));
                sound &= rows.getBoolean("success");
            }
            return sound && scripts().stream().allMatch(script -> Objects.equals(done.get(script), checksum(script)));
        }
    }

    /** Their names stand in a file beside them: to look for them in a jar takes longer than to ask whether they were run. */
    static List<String> scripts() {
        return lines("scripts.txt");
    }

    /** As Flyway makes it, of the lines without their ends. */
    private static int checksum(String script) {
        var crc = new CRC32();
        lines(script).forEach(line -> crc.update(line.getBytes(StandardCharsets.UTF_8)));
        return (int) crc.getValue();
    }

    private static List<String> lines(String file) {
        try (var in = Objects.requireNonNull(Schema.class.getResourceAsStream("/" + FOLDER + "/" + file), file);
                var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return reader.lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
