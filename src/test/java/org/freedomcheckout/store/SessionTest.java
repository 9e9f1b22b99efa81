package org.freedomcheckout.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.freedomcheckout.checkout.Secret;
import org.freedomcheckout.testkit.RunningCheckout;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What sessions with the database keep to, whatever the server's own settings and whatever was done in them before. */
class SessionTest {

    @TempDir
    private Path directory;

    @Test
    void aLimitForOneStatementIsNoneForTheNext() throws SQLException {
        var url = RunningCheckout.newDatabase(directory);
        try (var database = Database.open(new DatabaseSettings(url, "", Secret.EMPTY))) {
            var now = Instant.now();
            database.jdbi().useHandle(handle -> {
                database.together(() -> {
                    new IdempotencyKeys(database).take("scope", "request", now, now.minus(Duration.ofDays(31)));
                    return "taken";
                });
                assertThat(queryTimeout(handle)).isZero();
            });
            database.jdbi().useHandle(handle -> assertThat(queryTimeout(handle)).isZero());
        }
    }

    private static int queryTimeout(Handle handle) throws SQLException {
        try (var statement = handle.getConnection().createStatement()) {
            return statement.getQueryTimeout();
        }
    }

    @Test
    void everySessionSyncsItsCommitsAndLosesALockThatItSitsOn() {
        var url = RunningCheckout.newDatabase(directory);
        assumeTrue(url.startsWith("jdbc:postgresql:"), "H2 is in the process, and dies with it");
        try (var database = Database.open(new DatabaseSettings(url, "", Secret.EMPTY))) {
            database.jdbi().useTransaction(handle -> {
                assertThat(handle.createQuery("SHOW synchronous_commit")
                                .mapTo(String.class)
                                .one())
                        .isEqualTo("on");
                assertThat(handle.createQuery("SHOW lock_timeout")
                                .mapTo(String.class)
                                .one())
                        .isEqualTo("5s");
                assertThat(handle.createQuery("SHOW idle_in_transaction_session_timeout")
                                .mapTo(String.class)
                                .one())
                        .isEqualTo("30s");
                assertThat(handle.createQuery("SHOW plan_cache_mode")
                                .mapTo(String.class)
                                .one())
                        .isEqualTo("force_generic_plan");
                assertThat(handle.createQuery("SHOW enable_seqscan")
                                .mapTo(String.class)
                                .one())
                        .isEqualTo("off");
            });
        }
    }
}
