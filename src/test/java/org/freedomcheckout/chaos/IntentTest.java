package org.freedomcheckout.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.freedomcheckout.testkit.BankAnswers;
import org.freedomcheckout.testkit.Eventually;
import org.freedomcheckout.testkit.Http;
import org.freedomcheckout.testkit.MerchantApi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Before Freedom Pay is called the intent is on the disk; and if it cannot be, Freedom Pay is not called. */
class IntentTest {

    @TempDir
    private Path directory;

    private final String order = MerchantApi.newOrder();

    static List<Databases> databases() {
        return Databases.wanted().toList();
    }

    @ParameterizedTest
    @MethodSource("databases")
    void theIntentIsOnTheDiskBeforeFreedomPayIsCalled(Databases database) throws Exception {
        assumeTrue(SystemCalls.canBeSeen(), "there is no strace here, or it may not look");
        var file = directory.resolve("calls");
        try (var installation = new Installation(directory, database.create(directory))) {
            installation.add(Launch.serve().under(SystemCalls.writtenTo(file)));
            var merchant = installation.merchant();
            var checkout = merchant.open(merchant.threeDs(order));
            var bank = BankAnswers.confirmed(checkout);
            Http.post(bank.termUrl(), bank.form());
            assertThat(checkout.statusOnce("paid")).isEqualTo("paid");

            var calls = SystemCalls.read(file);
            var returned = calls.begun("\"POST /acs/", -1);
            var connected = calls.begun(
                    "connect\\(.*port=htons\\(" + installation.gateway().port() + "\\)", -1);
            assertThat(returned).as("the bank's answer arrives").isNotNegative();
            assertThat(connected)
                    .as("only then is a connection to Freedom Pay made, the first one")
                    .isGreaterThan(returned);
            if (database == Databases.H2) {
                var written = calls.ended("pwrite64\\([0-9]+<.*checkout\\.mv\\.db", returned);
                var synced = calls.ended("f(data)?sync\\([0-9]+<.*checkout\\.mv\\.db", written);
                assertThat(List.of(returned, written, synced, connected))
                        .as("returned, written, on the disk, connected")
                        .isSorted();
            } else {
                var intent = calls.begun("UPDATE payment", returned);
                var committed = calls.begun("(recvfrom|read)(\\(|\\s+resumed).*COMMIT\\\\0", intent);
                assertThat(List.of(returned, intent, committed, connected))
                        .as("returned, sent to PostgreSQL, committed, connected")
                        .isSorted();
                assertThat(calls.begun("SET synchronous_commit = on", -1)).isBetween(0, returned);
                assertThat(serverSetting(installation.database(), "fsync")).isEqualTo("on");
            }
        }
    }

    private static String serverSetting(String database, String name) throws SQLException {
        try (var connection = DriverManager.getConnection(database);
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SHOW " + name)) {
            rows.next();
            return rows.getString(1);
        }
    }

    @Test
    void withoutPostgresNothingIsSentAndTheShopperIsTold() throws Exception {
        try (var installation = new Installation(directory, Databases.POSTGRESQL.create(directory))) {
            installation.add(Launch.serve());
            var merchant = installation.merchant();
            var checkout = merchant.open(merchant.threeDs(order));
            var bank = BankAnswers.confirmed(checkout);

            installation.cutOffDatabase(true);
            assertNothingIsSent(installation, bank);
            installation.cutOffDatabase(false);
            // The disk under PostgreSQL is full: it can be read, and not written.
            change(installation, """
                CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                RAISE EXCEPTION USING ERRCODE = '53100', MESSAGE = 'could not extend file: No space left on device';
                END $$
                """);
            change(
                    installation,
                    "CREATE TRIGGER full_disk BEFORE UPDATE ON payment FOR EACH ROW EXECUTE FUNCTION full_disk()");
            assertNothingIsSent(installation, bank);

            change(installation, "DROP TRIGGER full_disk ON payment");
            assertThat(Http.post(bank.termUrl(), bank.form()).statusCode()).isEqualTo(303);
            assertThat(checkout.statusOnce("paid")).isEqualTo("paid");
            assertThat(installation.sandbox().calls(order, "paymentAcs")).isEqualTo(1);
        }
    }

    @Test
    void onAFullDiskH2SendsNothingAndTheShopperIsTold() throws Exception {
        assumeTrue(Path.of("/usr/bin/prlimit").toFile().canExecute(), "there is no prlimit here");
        try (var installation = new Installation(directory, Databases.H2.create(directory))) {
            var instance = installation.add(Launch.serve());
            var merchant = installation.merchant();
            var checkout = merchant.open(merchant.threeDs(order));
            var bank = BankAnswers.confirmed(checkout);

            // No byte more behind the first 4096 of any file.
            instance.limitFiles(4096);
            assertNothingIsSent(installation, bank);

            instance.kill();
            instance.start();
            instance.awaitReady();
            assertThat(Http.post(bank.termUrl(), bank.form()).statusCode()).isEqualTo(303);
            assertThat(checkout.statusOnce("paid")).isEqualTo("paid");
            assertThat(installation.sandbox().calls(order, "paymentAcs")).isEqualTo(1);
        }
    }

    private void assertNothingIsSent(Installation installation, BankAnswers bank) {
        var page = Http.to(bank.termUrl()).header("Accept-Language", "en").post(bank.form());
        assertThat(page.statusCode()).isEqualTo(503);
        assertThat(page.body()).contains("The payment page is not available right now");
        assertThat(Eventually.lookShortly(() -> installation.sandbox().calls(order, "paymentAcs"), calls -> calls > 0))
                .isZero();
    }

    private static void change(Installation installation, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(installation.database());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
