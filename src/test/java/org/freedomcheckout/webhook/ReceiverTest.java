package org.freedomcheckout.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.exceptions.WebhookVerificationException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.freedomcheckout.checkout.RandomText;
import org.freedomcheckout.checkout.Secret;
import org.freedomcheckout.store.Webhook;
import org.freedomcheckout.testkit.WebhookReceiver;
import org.freedomcheckout.webhook.Receiver.Outcome;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One try to deliver one webhook. */
class ReceiverTest {

    private static final String OTHER_SECRET = "whsec_c2Vjb25kLXdlYmhvb2stc2VjcmV0LXNlY29uZC0xMjM=";
    private static final WebhookReceiver shop = WebhookReceiver.start();

    private final String order = RandomText.base62(10);
    private final Webhook webhook = new Webhook(
            "msg_0123456789abcdefghijkl",
            "checkout.paid",
            "{\"type\":\"checkout.paid\",\"data\":{\"order_id\":\"" + order + "\",\"description\":\"Заказ\"}}");

    @AfterEach
    void answerAgain() {
        shop.answers(_ -> 204);
    }

    @AfterAll
    static void close() {
        shop.close();
    }

    private static Receiver receiver(URI url, boolean allowPrivate, Duration deadline) {
        var secrets = List.of(new Secret(WebhookReceiver.SECRET), new Secret(OTHER_SECRET));
        return new Receiver(new WebhookSettings(url, () -> secrets, allowPrivate), "Freedom-Checkout/1.0", deadline);
    }

    private Outcome deliver() {
        try (var receiver = receiver(shop.url(), true, Receiver.DEADLINE)) {
            return receiver.deliver(webhook, Instant.now());
        }
    }

    @Test
    void theShopHasTheBodySignedWithEachSecret() throws Exception {
        var now = Instant.now();
        try (var receiver = receiver(shop.url(), true, Receiver.DEADLINE)) {
            assertThat(receiver.deliver(webhook, now)).isEqualTo(new Outcome(204, "204"));
        }
        var delivery = shop.about(order).getFirst();
        assertThat(delivery.body()).isEqualTo(webhook.body());
        assertThat(delivery.id()).isEqualTo("msg_0123456789abcdefghijkl");
        assertThat(delivery.header("webhook-timestamp")).isEqualTo(Long.toString(now.getEpochSecond()));
        assertThat(delivery.header("content-type")).isEqualTo("application/json; charset=UTF-8");
        assertThat(delivery.header("user-agent")).isEqualTo("Freedom-Checkout/1.0");
        assertThat(delivery.header("webhook-signature")).matches("v1,[^ ]+ v1,[^ ]+");
        for (var secret : List.of(WebhookReceiver.SECRET, OTHER_SECRET)) {
            new com.standardwebhooks.Webhook(secret).verify(delivery.body(), delivery.headers());
        }
        assertThatThrownBy(() -> new com.standardwebhooks.Webhook(WebhookReceiver.SECRET)
                        .verify(delivery.body() + " ", delivery.headers()))
                .isInstanceOf(WebhookVerificationException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "200, true,  false",
        "299, true,  false",
        "302, false, false",
        "404, false, false",
        "410, false, true",
        "500, false, false"
    })
    void itsStatusSaysWhetherTheShopHasIt(int status, boolean delivered, boolean gone) {
        shop.answers(_ -> status);
        var outcome = deliver();
        assertThat(outcome).isEqualTo(new Outcome(status, Integer.toString(status)));
        assertThat(outcome.isDelivered()).isEqualTo(delivered);
        assertThat(outcome.isGone()).isEqualTo(gone);
        assertThat(shop.about(order)).as("nothing is followed or repeated").hasSize(1);
    }

    @Test
    void aShopThatNeverStopsTalkingHasIt() {
        shop.talksForEver(order);
        assertThat(deliver()).isEqualTo(new Outcome(200, "200"));
    }

    @Test
    void aShopThatHangsIsNotWaitedForForEver() {
        var end = new CountDownLatch(1);
        shop.answers(_ -> {
            awaitQuietly(end);
            return 200;
        });
        try (var receiver = receiver(shop.url(), true, Duration.ofMillis(200))) {
            assertThat(receiver.deliver(webhook, Instant.now())).isEqualTo(new Outcome(0, "timeout"));
        } finally {
            end.countDown();
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aShopThatHangsUpIsTriedOnce() {
        shop.answers(_ -> {
            throw new IllegalStateException("hangs up");
        });
        assertThat(deliver().status()).isZero();
        assertThat(shop.about(order)).hasSize(1);
    }

    @Test
    void whereNobodyListensNothingIsDelivered() throws IOException {
        int port;
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        try (var receiver = receiver(URI.create("http://127.0.0.1:" + port), true, Receiver.DEADLINE)) {
            var outcome = receiver.deliver(webhook, Instant.now());
            assertThat(outcome).isEqualTo(new Outcome(0, "HttpHostConnectException"));
            assertThat(outcome.isDelivered()).isFalse();
        }
    }

    @Test
    void aPrivateAddressIsNotEvenTried() {
        try (var receiver = receiver(shop.url(), false, Receiver.DEADLINE)) {
            assertThat(receiver.deliver(webhook, Instant.now())).isEqualTo(new Outcome(0, "UnknownHostException"));
        }
        assertThat(shop.about(order)).isEmpty();
    }
}
