package org.freedomcheckout;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.junit.platform.engine.support.store.Namespace;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/** With {@code -Dcheckout.database=postgresql} every checkout of the tests is on a real PostgreSQL, which calls fsync. */
public final class PostgresForTests implements LauncherSessionListener {

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        if (!"postgresql".equals(System.getProperty("checkout.database"))) {
            return;
        }
        try {
            var server = server();
            System.setProperty("testkit.postgresql", server.getJdbcUrl("postgres", "postgres"));
            session.getStore().put(Namespace.create(PostgresForTests.class), "server", server);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts a server that calls fsync. */
    public static EmbeddedPostgres server() throws IOException {
        return builder().start();
    }

    /** The same on files that are there already, or are made there; they are left. */
    public static EmbeddedPostgres server(Path files) throws IOException {
        return builder().setDataDirectory(files).setCleanDataDirectory(false).start();
    }

    /** It sorts by the rules of a language, as most servers do. */
    private static EmbeddedPostgres.Builder builder() {
        return EmbeddedPostgres.builder()
                .setLocaleConfig("locale-provider", "icu")
                .setLocaleConfig("icu-locale", "en-US")
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("max_connections", "300");
    }
}
