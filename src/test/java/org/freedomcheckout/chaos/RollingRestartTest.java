package org.freedomcheckout.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.flywaydb.core.Flyway;
import org.freedomcheckout.testkit.BankAnswers;
import org.freedomcheckout.testkit.Http;
import org.freedomcheckout.testkit.MerchantApi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A newer version has migrated the database while instances of this one are running, and one of them starts again. */
class RollingRestartTest {

    @TempDir
    private Path directory;

    @Test
    void instancesGoOnAfterTheMigrationOfANewerVersion() throws Exception {
        var order = MerchantApi.newOrder();
        try (var installation = new Installation(directory, Databases.POSTGRESQL.create(directory))) {
            var first = installation.add(Launch.serve());
            var merchant = installation.merchant();
            var before = merchant.open(merchant.threeDs(order + "a"));
            var bank = BankAnswers.confirmed(before);

            migrate(installation.database());
            Http.post(bank.termUrl(), bank.form());
            assertThat(before.statusOnce("paid")).isEqualTo("paid");

            installation.add(Launch.serve());
            first.kill();
            first.start();
            first.awaitReady();
            for (var instance : installation.instances()) {
                var api = installation.merchant(instance);
                var after = api.open(api.threeDs(order + "b" + instance.pid()));
                var answer = BankAnswers.confirmed(after);
                Http.post(answer.termUrl(), answer.form());
                assertThat(after.statusOnce("paid")).isEqualTo("paid");
                instance.checkTimeline();
            }
        }
    }

    /** What a next version may do: add. */
    private void migrate(String database) throws Exception {
        var migrations = Files.createDirectory(directory.resolve("newer"));
        Files.writeString(migrations.resolve("V900__newer.sql"), """
                ALTER TABLE checkout ADD COLUMN newer_note VARCHAR(100);
                ALTER TABLE payment ADD COLUMN newer_count INTEGER DEFAULT 0 NOT NULL;
                CREATE TABLE newer_table (id INTEGER NOT NULL PRIMARY KEY);
                CREATE INDEX newer_index ON checkout (updated_at);
                """);
        Flyway.configure()
                .dataSource(database, "postgres", "")
                .locations("classpath:db", "filesystem:" + migrations)
                .load()
                .migrate();
    }
}
