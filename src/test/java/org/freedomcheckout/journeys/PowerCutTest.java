package org.freedomcheckout.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Random;
import org.freedomcheckout.store.FilesWithoutPower;
import org.freedomcheckout.testkit.BankAnswers;
import org.freedomcheckout.testkit.Http;
import org.freedomcheckout.testkit.MerchantApi;
import org.freedomcheckout.testkit.RunningCheckout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The power is cut while Freedom Pay is being called, and H2 keeps what was synced: the intent. */
class PowerCutTest {

    private static final int CUTS = 20;

    @TempDir
    static Path directory;

    private final Path file = directory.resolve("checkout.mv.db");

    @RegisterExtension
    final RunningCheckout running =
            new RunningCheckout().with("CHECKOUT_DATABASE_URL", FilesWithoutPower.url(directory.resolve("checkout")));

    @Test
    void theIntentIsOnTheDiskAndThePaymentIsAskedAbout() throws Exception {
        var order = MerchantApi.newOrder();
        var checkout = running.merchant().open(running.merchant().threeDs(order));
        var bank = BankAnswers.confirmed(checkout);
        running.sandbox().fault(order, "paymentAcs", "drop");
        running.sandbox().fault(order, "status_v2", "status_503", "times", -1L);
        assertThat(Http.post(bank.termUrl(), bank.form()).statusCode()).isEqualTo(303);
        assertThat(running.sandbox().authorizations(order)).isEqualTo(1);

        var left = new ArrayList<String>();
        for (int cut = 0; cut < CUTS; cut++) {
            left.add(cut(cut));
        }
        running.stop();
        for (var database : left) {
            assertThat(state(database)).as(database).isEqualTo("confirming");
        }

        running.with("CHECKOUT_DATABASE_URL", left.getFirst()).start();
        assertThat(checkout.status()).isEqualTo("processing");
        running.sandbox().faultForAll("status_v2", "delay");
        assertThat(checkout.statusOnce("paid")).isEqualTo("paid");
        assertThat(running.sandbox().calls(order, "paymentAcs")).isEqualTo(1);
    }

    private String cut(int number) throws IOException {
        var database = Files.createDirectory(directory.resolve("cut-" + number)).resolve("checkout");
        Files.write(Path.of(database + ".mv.db"), FilesWithoutPower.afterCut(file, new Random(number)));
        return "jdbc:h2:file:" + database;
    }

    private static String state(String database) throws SQLException {
        try (var connection = DriverManager.getConnection(database + ";IFEXISTS=TRUE");
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT state FROM payment")) {
            rows.next();
            return rows.getString(1);
        }
    }
}
