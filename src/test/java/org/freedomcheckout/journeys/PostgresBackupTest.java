package org.freedomcheckout.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.freedomcheckout.PostgresForTests;
import org.freedomcheckout.testkit.RunningCheckout;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The same on PostgreSQL, with its own ways to copy a running server. */
class PostgresBackupTest {

    @TempDir
    static Path directory;

    private final Path files = Files.createTempDirectory(directory, "server");
    private final EmbeddedPostgres server = PostgresForTests.server(files);
    private final String url = server.getJdbcUrl("postgres", "postgres");

    private EmbeddedPostgres restored = server;

    /** After the checkout that uses them. */
    @RegisterExtension
    @Order(1)
    final AfterEachCallback servers = _ -> {
        restored.close();
        server.close();
    };

    @RegisterExtension
    @Order(2)
    final RunningCheckout running = new RunningCheckout().with("CHECKOUT_DATABASE_URL", url);

    PostgresBackupTest() throws IOException {}

    /** Works with every PostgreSQL, and needs no tool: what {@code pg_basebackup} does, by hand. */
    @Test
    void aCopyOfTheFilesOfTheRunningServerIsPutBack() throws Exception {
        new BackupScenario(running).play(this::copyFiles, this::startOn);
    }

    private Path copyFiles() {
        var copy = directory.resolve("copy");
        try (var connection = DriverManager.getConnection(url);
                var statement = connection.createStatement()) {
            statement.execute("SELECT pg_backup_start('backup', fast => true)");
            var all = new PostgresFiles(files);
            all.copy(copy);
            try (var rows = statement.executeQuery("SELECT labelfile FROM pg_backup_stop()")) {
                rows.next();
                Files.writeString(copy.resolve("backup_label"), rows.getString(1));
            }
            all.copyLog(copy);
            return copy;
        } catch (SQLException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void startOn(Path copy) {
        try {
            server.close();
            restored = PostgresForTests.server(copy);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        running.with("CHECKOUT_DATABASE_URL", restored.getJdbcUrl("postgres", "postgres"));
    }

    @Test
    void aBaseBackupOfTheRunningServerIsPutBack() throws Exception {
        assumeFits("pg_basebackup");
        new BackupScenario(running).play(this::baseBackup, this::startOn);
    }

    private Path baseBackup() {
        var copy = directory.resolve("base");
        output("pg_basebackup", "-d", uri("postgres"), "-c", "fast", "-X", "stream", "-D", copy.toString());
        return copy;
    }

    @Test
    void aDumpOfTheRunningDatabaseIsPutBack() throws Exception {
        assumeFits("pg_dump");
        new BackupScenario(running).play(this::dump, this::load);
    }

    private Path dump() {
        var file = directory.resolve("checkout.dump");
        output("pg_dump", "--format=custom", "--file=" + file, "--dbname=" + uri("postgres"));
        return file;
    }

    private void load(Path dump) {
        output("psql", "--command=CREATE DATABASE restored", uri("postgres"));
        output("pg_restore", "--exit-on-error", "--dbname=" + uri("restored"), dump.toString());
        running.with("CHECKOUT_DATABASE_URL", server.getJdbcUrl("postgres", "restored"));
    }

    private String uri(String database) {
        return "postgresql://postgres@localhost:" + server.getPort() + "/" + database;
    }

    /** Tools are for their server's version and those before. */
    private void assumeFits(String tool) throws SQLException {
        assumeTrue(major(output(tool, "--version")) >= serverMajor(), "no " + tool + " for this server here");
    }

    private int serverMajor() throws SQLException {
        try (var connection = DriverManager.getConnection(url)) {
            return connection.getMetaData().getDatabaseMajorVersion();
        }
    }

    /** Of {@code pg_dump (PostgreSQL) 18.1}; 0 if there is none. */
    private static int major(String version) {
        var digits = version.replaceFirst("^\\D*", "").replaceFirst("\\D.*$", "");
        return digits.isEmpty() ? 0 : Integer.parseInt(digits);
    }

    /** What a tool says; nothing if it is not installed. */
    private static String output(String... command) {
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(said).isZero();
            return said.strip();
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
