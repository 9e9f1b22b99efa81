package org.freedomcheckout.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import org.freedomcheckout.sandbox.Json;
import org.freedomcheckout.testkit.BankAnswers;
import org.freedomcheckout.testkit.Checkout;
import org.freedomcheckout.testkit.Http;
import org.freedomcheckout.testkit.MerchantApi;
import org.freedomcheckout.testkit.RunningCheckout;
import org.h2.tools.Restore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A copy of the running H2 is put back: nothing is paid twice, and what has happened since is learnt again. */
class BackupTest {

    private static final String H2 = "jdbc:h2:file:";

    @RegisterExtension
    final RunningCheckout running = new RunningCheckout();

    private Checkout atTheBank(String order) {
        return running.merchant().open(running.merchant().threeDs(order));
    }

    private static void confirm(Checkout checkout) {
        var bank = BankAnswers.confirmed(checkout);
        Http.post(bank.termUrl(), bank.form());
    }

    private String backup() {
        var answer = Http.send(HttpRequest.newBuilder(URI.create(running.management() + "/backup"))
                .header("Authorization", "Bearer " + RunningCheckout.API_KEY)
                .POST(BodyPublishers.noBody()));
        assertThat(answer.statusCode()).isEqualTo(200);
        return (String) Json.readObject(answer.body()).get("file");
    }

    private void restore(String zip) {
        running.stop();
        var database = Path.of(running.settings().get("CHECKOUT_DATABASE_URL").substring(H2.length()));
        Restore.execute(zip, String.valueOf(database.getParent()), String.valueOf(database.getFileName()));
        running.start();
    }

    @Test
    void whatHappenedSinceTheBackupIsLearntAgainAndNothingIsSentTwice() {
        assumeTrue(running.settings().get("CHECKOUT_DATABASE_URL").startsWith(H2), "PostgreSQL has tools of its own");
        var order = MerchantApi.newOrder();
        var inDoubt = atTheBank(order);
        running.sandbox().fault(order, "paymentAcs", "drop");
        running.sandbox().fault(order, "status_v2", "status_503", "times", -1L);
        confirm(inDoubt);
        var paidLater = atTheBank(order + "-later");
        Http.get(paidLater.url() + "/challenge");
        assertThat(inDoubt.status()).isEqualTo("processing");

        var zip = backup();
        confirm(paidLater);
        assertThat(paidLater.statusOnce("paid")).isEqualTo("paid");
        var lost = atTheBank(order + "-lost");
        restore(zip);
        running.sandbox().faultForAll("status_v2", "delay");
        running.clock().forward(Duration.ofMinutes(1));

        assertThat(inDoubt.statusOnce("paid")).isEqualTo("paid");
        // Open in the copy, and asked about because the shopper had gone to the bank.
        assertThat(paidLater.statusOnce("paid")).isEqualTo("paid");
        assertThat(running.merchant().get("/api/v1/checkouts/" + lost.id()).statusCode())
                .isEqualTo(404);
        for (var checkout : new Checkout[] {inDoubt, paidLater}) {
            assertThat(running.sandbox().calls(checkout.orderId(), "paymentAcs"))
                    .isEqualTo(1);
            assertThat(running.sandbox().authorizations(checkout.orderId())).isEqualTo(1);
        }
    }

    @Test
    void withoutTheKeyNothingIsCopied() {
        var answer = Http.send(HttpRequest.newBuilder(URI.create(running.management() + "/backup"))
                .POST(BodyPublishers.noBody()));
        assertThat(answer.statusCode()).isEqualTo(401);
    }
}
