package org.freedomcheckout.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.freedomcheckout.app.Server;
import org.freedomcheckout.app.Settings;
import org.freedomcheckout.sandbox.Json;
import org.freedomcheckout.sandbox.SavedCard;
import org.freedomcheckout.testkit.BankAnswers;
import org.freedomcheckout.testkit.Checkout;
import org.freedomcheckout.testkit.Http;
import org.freedomcheckout.testkit.Http.Answer;
import org.freedomcheckout.testkit.MerchantApi;
import org.freedomcheckout.testkit.RunningCheckout;
import org.freedomcheckout.testkit.Shopper;
import org.freedomcheckout.testkit.WebhookReceiver;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two instances on one PostgreSQL behave as one. */
class TwoInstancesTest {

    static final WebhookReceiver receiver = WebhookReceiver.start();

    @RegisterExtension
    static final RunningCheckout running = new RunningCheckout()
            .with("CHECKOUT_RATE_LIMIT", "off")
            .withWebhooks(receiver)
            .with("FREEDOMPAY_RESPONSE_TIMEOUT", "PT1S");

    private static Server second;
    private static URI secondUrl;

    private final String order = MerchantApi.newOrder();

    @BeforeAll
    static void startTheSecond() {
        assumeTrue(
                running.settings().get("CHECKOUT_DATABASE_URL").startsWith("jdbc:postgresql:"),
                "H2 is for one process; run with -Dcheckout.database=postgresql");
        var settings = new HashMap<>(running.settings());
        settings.put("CHECKOUT_PORT", "0");
        second = new Server(Settings.of(settings), running.clock());
        secondUrl = URI.create("http://localhost:" + second.port());
    }

    @AfterAll
    static void close() {
        if (second != null) {
            second.close();
        }
        receiver.close();
    }

    private static MerchantApi merchant(int n) {
        return n % 2 == 0 ? running.merchant() : running.merchant(secondUrl.toString(), RunningCheckout.API_KEY);
    }

    /** An address of the checkout's at the first or the second instance. */
    private static String at(int n, String url) {
        return n % 2 == 0 ? url : url.replace(running.url().toString(), secondUrl.toString());
    }

    private static <T> List<T> atOnce(int times, IntFunction<Callable<T>> task)
            throws InterruptedException, ExecutionException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var futures =
                    threads.invokeAll(IntStream.range(0, times).mapToObj(task).toList());
            var results = new ArrayList<T>();
            for (var future : futures) {
                results.add(future.get());
            }
            return results;
        }
    }

    private Checkout paid() {
        var checkout = merchant(0).open(MerchantApi.savedCard(order, SavedCard.PAID));
        try (var shopper = Shopper.withoutScript()) {
            shopper.open(checkout.url()).cvc().pay("123");
        }
        assertThat(checkout.statusOnce("paid")).isEqualTo("paid");
        return checkout;
    }

    /** {@code -Dreturns.checkouts=1000} does it with more. */
    @Test
    void fiftyReturnsToBothConfirmOnce() throws Exception {
        var checkouts = Integer.getInteger("returns.checkouts", 10);
        for (int round = 0; round < checkouts; round++) {
            var id = order + "-" + round;
            var checkout = merchant(0).open(merchant(0).threeDs(id));
            var bank = BankAnswers.confirmed(checkout);
            var codes = atOnce(
                    50, n -> () -> Http.post(at(n, bank.termUrl()), bank.form()).statusCode());
            assertThat(codes).containsOnly(303);
            assertThat(checkout.statusOnce("paid")).isEqualTo("paid");
            assertThat(running.sandbox().calls(id, "paymentAcs")).isEqualTo(1);
            assertThat(running.sandbox().authorizations(id)).isEqualTo(1);
        }
    }

    @Test
    void eachMayBeAskedAnything() throws IOException {
        var created = Json.readObject(merchant(1)
                .create(Json.write(MerchantApi.savedCard(order, SavedCard.PAID)))
                .body());
        var url = created.get("url").toString();
        for (int n = 0; n < 2; n++) {
            assertThat(Http.get(at(n, url)).statusCode()).isEqualTo(200);
            assertThat(Http.get(at(n, url) + "/cvc").body()).contains("pg_payment_id");
            assertThat(merchant(n).get("/api/v1/checkouts/" + created.get("id")).statusCode())
                    .isEqualTo(200);
        }
        assertThat(running.sandbox().calls(order, "init")).isEqualTo(1);
    }

    @Test
    void aHundredRefundsToBothGiveBackWhatWasTaken() throws Exception {
        var checkout = paid();
        var path = "/api/v1/checkouts/" + checkout.id() + "/refund";
        var codes = atOnce(
                100,
                n -> () -> merchant(n).post(path, "{\"amount\":\"30.00\"}", "").statusCode());
        assertThat(codes).filteredOn(code -> code == 200).hasSize(50);
        assertThat(codes).filteredOn(code -> code == 409).hasSize(50);
        assertThat(checkout.read()).containsEntry("refunded_amount", "1500.00");
        assertThat(running.sandbox().calls(order, "revoke.php")).isEqualTo(50);
    }

    @Test
    void aKeyIsOneKeyForBoth() throws Exception {
        var body = Json.write(MerchantApi.savedCard(order, SavedCard.PAID));
        var responses = atOnce(50, n -> () -> merchant(n).post("/api/v1/checkouts", body, order));
        assertThat(responses).extracting(Answer::statusCode).containsAnyOf(201).isSubsetOf(201, 409);
        var list = Json.readObject(
                merchant(1).get("/api/v1/checkouts?order_id=" + order).body());
        assertThat((List<?>) list.get("data")).hasSize(1);
    }

    @Test
    void aWebhookIsDeliveredByOneAndInOrder() {
        var checkout = paid();
        for (int n = 0; n < 10; n++) {
            var path = "/api/v1/checkouts/" + checkout.id() + "/refund";
            assertThat(merchant(n).post(path, "{\"amount\":\"1.00\"}", "").statusCode())
                    .isEqualTo(200);
        }
        receiver.types(order, 11);
        assertThat(receiver.about(order))
                .extracting(WebhookReceiver.Delivery::id)
                .doesNotHaveDuplicates();
        assertThat(receiver.about(order))
                .extracting(delivery -> delivery.checkout().get("refunded_amount"))
                .containsExactly(
                        "0.00", "1.00", "2.00", "3.00", "4.00", "5.00", "6.00", "7.00", "8.00", "9.00", "10.00");
    }

    @Test
    void whatIsDueIsLookedAtByOne() {
        running.sandbox().scenario(order, "notify", "none");
        running.sandbox().fault(order, "paymentAcs", "reset");
        var checkout = merchant(0).open(merchant(0).threeDs(order));
        var bank = BankAnswers.confirmed(checkout);
        Http.post(bank.termUrl(), bank.form());
        assertThat(checkout.statusOnce("paid")).isEqualTo("paid");
        assertThat(running.sandbox().calls(order, "status_v2")).isEqualTo(1);
        var closed = merchant(0).open(MerchantApi.savedCard(order + "-x", SavedCard.PAID));
        running.clock().forward(Duration.ofHours(1));
        assertThat(closed.statusOnce("expired")).isEqualTo("expired");
        assertThat(closed.timeline()).containsOnlyOnce("checkout.expired");
    }
}
