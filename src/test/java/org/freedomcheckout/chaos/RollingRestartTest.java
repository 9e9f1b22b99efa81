package org.freedomcheckout.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.freedomcheckout.testkit.BankAnswers;
import org.freedomcheckout.testkit.Checkout;
import org.freedomcheckout.testkit.Http;
import org.freedomcheckout.testkit.MerchantApi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An instance of a newer version starts beside one of this, migrates the database under it, and both go on as one. */
class RollingRestartTest {

    @TempDir
    private Path directory;

    private final String order = MerchantApi.newOrder();

    @Test
    void twoVersionsWorkSideBySideAndTheOldOneStartsAgain() throws Exception {
        try (var installation = new Installation(directory, Databases.POSTGRESQL.create(directory))) {
            var old = installation.add(Launch.serve());
            var opened = open(installation, old, "opened");
            var bank = BankAnswers.confirmed(opened);

            assertThat(isMigrated(installation)).isFalse();
            var newer = installation.add(Launch.newer(resources()));
            assertThat(isMigrated(installation)).isTrue();
            Http.post(installation.at(old, bank.termUrl()), bank.form());
            assertThat(opened.statusOnce("paid")).isEqualTo("paid");
            assertOneOpensAndTheOtherConfirms(installation, old, newer, "a");
            assertOneOpensAndTheOtherConfirms(installation, newer, old, "b");

            old.kill();
            old.start();
            old.awaitReady();
            assertOneOpensAndTheOtherConfirms(installation, newer, old, "c");
            old.checkTimeline();
            newer.checkTimeline();
        }
    }

    private Checkout open(Installation installation, Instance at, String name) {
        var merchant = installation.merchant(at);
        return merchant.open(merchant.threeDs(order + "-" + name));
    }

    private void assertOneOpensAndTheOtherConfirms(
            Installation installation, Instance one, Instance other, String name) {
        var checkout = open(installation, one, name);
        var bank = BankAnswers.confirmed(checkout);
        assertThat(Http.post(installation.at(other, bank.termUrl()), bank.form())
                        .statusCode())
                .isEqualTo(303);
        assertThat(checkout.statusOnce("paid")).isEqualTo("paid");
        assertThat(installation.sandbox().calls(checkout.orderId(), "paymentAcs"))
                .isEqualTo(1);
    }

    private static boolean isMigrated(Installation installation) throws SQLException {
        try (var connection = DriverManager.getConnection(installation.database());
                var query = connection.prepareStatement(
                        "SELECT table_name FROM information_schema.tables WHERE table_name = 'newer_table'");
                var rows = query.executeQuery()) {
            return rows.next();
        }
    }

    /** What a next version may do: add. */
    private Path resources() throws IOException {
        var resources = Files.createDirectories(directory.resolve("newer"));
        var scripts = Files.createDirectory(resources.resolve("db"));
        Files.writeString(scripts.resolve("scripts.txt"), "V001__checkout.sql\nV900__newer.sql\n");
        Files.writeString(scripts.resolve("V900__newer.sql"), """
                ALTER TABLE checkout ADD COLUMN newer_note VARCHAR(100);
                ALTER TABLE payment ADD COLUMN newer_count INTEGER DEFAULT 0 NOT NULL;
                CREATE TABLE newer_table (id INTEGER NOT NULL PRIMARY KEY);
                CREATE INDEX newer_index ON checkout (updated_at);
                """);
        return resources;
    }
}
