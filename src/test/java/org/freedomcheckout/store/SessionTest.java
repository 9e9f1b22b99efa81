package org.freedomcheckout.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import org.freedomcheckout.checkout.Secret;
import org.freedomcheckout.testkit.RunningCheckout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the sessions with PostgreSQL are asked to keep to, whatever the server's own settings. */
class SessionTest {

    @TempDir
    private Path directory;

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
            });
        }
    }
}
