package org.freedomcheckout.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.freedomcheckout.sandbox.Json;
import org.freedomcheckout.sandbox.SavedCard;
import org.freedomcheckout.testkit.Checkout;
import org.freedomcheckout.testkit.Eventually;
import org.freedomcheckout.testkit.Http;
import org.freedomcheckout.testkit.Http.Answer;
import org.freedomcheckout.testkit.MerchantApi;
import org.freedomcheckout.testkit.PlainShopper;
import org.freedomcheckout.testkit.RunningCheckout;
import org.freedomcheckout.testkit.WebhookReceiver;
import org.freedomcheckout.testkit.WebhookReceiver.Delivery;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The merchant is told: signed, in order, at least once, whatever its server does. */
class WebhooksTest {

    private static final String SECOND_SECRET = "whsec_c2Vjb25kLXdlYmhvb2stc2VjcmV0LXNlY29uZC0xMjM=";

    static final WebhookReceiver receiver = WebhookReceiver.start();

    @RegisterExtension
    static final RunningCheckout running = new RunningCheckout()
            .withWebhooks(receiver)
            .with("CHECKOUT_WEBHOOK_SECRET", WebhookReceiver.SECRET + "," + SECOND_SECRET);

    private final String order = MerchantApi.newOrder();

    @AfterEach
    void answerAgain() {
        receiver.answers(_ -> 204);
    }

    @AfterAll
    static void close() {
        receiver.close();
    }

    private Checkout pay(String orderId) {
        var checkout = running.merchant().open(MerchantApi.savedCard(orderId, SavedCard.PAID));
        new PlainShopper(checkout).payByCard().orElseThrow().send();
        assertThat(checkout.statusOnce("paid")).isEqualTo("paid");
        return checkout;
    }

    private static Answer management(String method, String path) {
        return Http.to(running.management() + path)
                .header("Authorization", "Bearer " + RunningCheckout.API_KEY)
                .send(method);
    }

    private static List<Map<String, Object>> outbox(String state) {
        @SuppressWarnings("unchecked")
        var data = (List<Map<String, Object>>) Json.readObject(
                        management("GET", "/webhooks?limit=1000&state=" + state).body())
                .get("data");
        return data;
    }

    @Test
    void aWebhookIsTheCheckoutSignedWithBothSecrets() throws Exception {
        var checkout = pay(order);
        assertThat(receiver.types(order, 1)).containsExactly("checkout.paid");
        var delivery = receiver.about(order).getFirst();
        new Webhook(WebhookReceiver.SECRET).verify(delivery.body(), delivery.headers());
        new Webhook(SECOND_SECRET).verify(delivery.body(), delivery.headers());
        assertThatThrownBy(() -> new Webhook(WebhookReceiver.SECRET).verify(delivery.body() + " ", delivery.headers()))
                .isInstanceOf(WebhookVerificationException.class);
        assertThat(delivery.header("content-type")).startsWith("application/json");
        assertThat(delivery.header("user-agent")).startsWith("Freedom-Checkout/");
        assertThat(Json.readObject(delivery.body()).keySet()).containsExactly("type", "timestamp", "data");
        assertThat(delivery.checkout()).isEqualTo(checkout.read());
    }

    @Tag("slow")
    @Test
    void aThousandRepeatsOfOneNotifyMakeOneMoveAndOneWebhook() {
        running.sandbox().scenario(order, "notify", "none", "redirect", "none");
        var checkout = running.merchant().open(MerchantApi.savedCard(order, SavedCard.PAID));
        new PlainShopper(checkout).payByCard();
        for (int i = 0; i < 1_000; i++) {
            var answer = running.sandbox().sendNotify(order, Map.of("pg_result", "1"));
            assertThat(answer).as("%s", i).containsEntry("accepted", true);
        }
        assertThat(checkout.statusOnce("paid")).isEqualTo("paid");
        assertThat(receiver.types(order, 1)).containsExactly("checkout.paid");
        assertThat(checkout.timeline()).filteredOn("payment.captured"::equals).hasSize(1);
        assertThat(checkout.timeline()).hasSizeLessThan(30);
    }

    @Tag("slow")
    @ParameterizedTest
    @ValueSource(ints = {500, 302})
    void whatIsNotTakenComesAgainWithTheSameId(int status) {
        receiver.answers(delivery -> delivery.checkout().get("order_id").equals(order)
                        && receiver.about(order).size() == 1
                ? status
                : 200);
        pay(order);
        assertThat(receiver.types(order, 2)).containsExactly("checkout.paid", "checkout.paid");
        var tries = receiver.about(order);
        assertThat(tries.get(1).id()).isEqualTo(tries.get(0).id());
        assertThat(tries.get(1).body()).isEqualTo(tries.get(0).body());
    }

    @Tag("slow")
    @Test
    void theNextWebhookOfACheckoutWaitsForTheOneBefore() {
        receiver.answers(delivery -> delivery.type().equals("checkout.paid")
                        && receiver.about(order).stream()
                                        .filter(earlier -> earlier.type().equals("checkout.paid"))
                                        .count()
                                < 2
                ? 500
                : 200);
        var checkout = pay(order);
        assertThat(checkout.post("refund", "{\"amount\":\"1.00\"}").statusCode())
                .isEqualTo(200);
        assertThat(receiver.types(order, 3)).containsExactly("checkout.paid", "checkout.paid", "checkout.refunded");
    }

    @Tag("slow")
    @Test
    void aReceiverThatHangsForOneOrderDelaysNoOther() {
        var hold = new CountDownLatch(1);
        receiver.answers(delivery -> {
            if (delivery.checkout().get("order_id").equals(order)) {
                await(hold);
            }
            return 200;
        });
        pay(order);
        assertThat(receiver.types(order, 1)).containsExactly("checkout.paid");
        for (int i = 0; i < 3; i++) {
            var other = MerchantApi.newOrder();
            pay(other);
            assertThat(receiver.types(other, 1)).containsExactly("checkout.paid");
        }
        assertThat(receiver.about(order)).hasSize(1);
        hold.countDown();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void goneStopsAndTheDeadLetterCanBeSentAgain() {
        receiver.answers(delivery -> delivery.checkout().get("order_id").equals(order) ? 410 : 200);
        var checkout = pay(order);
        var dead = Eventually.look(
                        () -> outbox("dead").stream()
                                .filter(webhook -> checkout.id().equals(webhook.get("checkout_id")))
                                .toList(),
                        found -> !found.isEmpty())
                .getFirst();
        assertThat(dead).containsEntry("last_answer", "410").containsEntry("tries", 1L);
        receiver.answers(_ -> 200);
        var id = dead.get("id").toString();
        assertThat(Json.readObject(management("GET", "/webhooks/" + id).body())).containsKey("body");
        assertThat(management("POST", "/webhooks/" + id).statusCode()).isEqualTo(200);
        assertThat(receiver.types(order, 2)).hasSize(2);
        var again = Eventually.look(
                () -> Json.readObject(management("GET", "/webhooks/" + id).body()),
                webhook -> webhook.get("state").equals("delivered"));
        assertThat(again).containsEntry("state", "delivered");
        assertThat(receiver.about(order)).extracting(Delivery::id).containsOnly(id);
    }

    @Test
    void expiryIsToldToo() {
        var checkout = running.merchant().open(MerchantApi.savedCard(order, SavedCard.PAID));
        assertThat(checkout.post("expire", "").statusCode()).isEqualTo(200);
        assertThat(checkout.status()).isEqualTo("expired");
        assertThat(checkout.post("expire", "").statusCode()).isEqualTo(200);
        assertThat(receiver.types(order, 1)).containsExactly("checkout.expired");
    }

    @Test
    void theManagementAddressesWantAKey() {
        assertThat(Http.get(running.management() + "/webhooks").statusCode()).isEqualTo(401);
        assertThat(Http.post(running.management() + "/webhooks/msg_1", "").statusCode())
                .isEqualTo(401);
        assertThat(management("GET", "/webhooks/msg_1").statusCode()).isEqualTo(404);
        assertThat(management("GET", "/webhooks?state=none").statusCode()).isEqualTo(400);
    }

    @Test
    void aReceiverThatNeverStopsTalkingHasTheWebhookAllTheSame() {
        receiver.talksForEver(order);
        pay(order);
        assertThat(receiver.types(order, 1)).containsExactly("checkout.paid");
        var delivered = Eventually.look(
                () -> outbox("delivered").stream()
                        .filter(webhook -> receiver.about(order).getFirst().id().equals(webhook.get("id")))
                        .toList(),
                found -> !found.isEmpty());
        assertThat(delivered).hasSize(1);
    }
}
