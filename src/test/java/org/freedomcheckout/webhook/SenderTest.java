package org.freedomcheckout.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.freedomcheckout.checkout.Samples.NOW;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.freedomcheckout.checkout.Checkout;
import org.freedomcheckout.checkout.CheckoutId;
import org.freedomcheckout.checkout.CheckoutKey;
import org.freedomcheckout.checkout.RandomText;
import org.freedomcheckout.checkout.Samples;
import org.freedomcheckout.checkout.Secret;
import org.freedomcheckout.checkout.Terms.CaptureMode;
import org.freedomcheckout.checkout.TimelineEntry;
import org.freedomcheckout.checkout.TimelineEntry.Actor;
import org.freedomcheckout.store.CheckoutStore;
import org.freedomcheckout.store.CheckoutStore.News;
import org.freedomcheckout.store.Database;
import org.freedomcheckout.store.DatabaseSettings;
import org.freedomcheckout.store.Outbox;
import org.freedomcheckout.store.Outbox.State;
import org.freedomcheckout.store.Webhook;
import org.freedomcheckout.testkit.RunningCheckout;
import org.freedomcheckout.testkit.WebhookReceiver;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of the webhooks in the outbox, in a time that a test moves. */
class SenderTest {

    private static final CheckoutKey KEY = new CheckoutKey(new Secret("w".repeat(32)), Optional.empty());
    private static final TimelineEntry ENTRY = new TimelineEntry(NOW, Actor.MERCHANT, "checkout.created", Map.of());
    private static final WebhookReceiver shop = WebhookReceiver.start();

    @TempDir
    private static Path directory;

    private static Database database;

    private final String order = RandomText.base62(10);
    private final MeterRegistry metrics = new SimpleMeterRegistry();
    private Instant now = NOW;

    @BeforeAll
    static void open() {
        database = Database.open(new DatabaseSettings(RunningCheckout.newDatabase(directory), "", Secret.EMPTY));
    }

    @AfterEach
    void answerAgain() {
        shop.answers(_ -> 204);
    }

    @AfterAll
    static void close() {
        database.close();
        shop.close();
    }

    /** Puts webhooks of one checkout into the outbox, in this order. */
    private List<Webhook> announce(String... types) throws Exception {
        var id = CheckoutId.at(NOW);
        var terms = Samples.terms(CaptureMode.AUTOMATIC, Samples.SAVED_CARD);
        var checkout = Checkout.open(id, KEY.payToken(id), terms, NOW);
        var webhooks = Arrays.stream(types)
                .map(type -> new Webhook(
                        "msg_" + RandomText.base62(22),
                        type,
                        "{\"type\":\"" + type + "\",\"data\":{\"order_id\":\"" + order + "\"}}"))
                .toList();
        var store = new CheckoutStore(database, KEY);
        store.insert(checkout, ENTRY);
        assertThat(store.save(checkout, checkout, NOW, new News(ENTRY, webhooks)))
                .isPresent();
        return webhooks;
    }

    private Sender sender() {
        var settings = new WebhookSettings(shop.url(), () -> List.of(new Secret(WebhookReceiver.SECRET)), true);
        return new Sender(settings, "Freedom-Checkout/1.0", new Outbox(database), () -> now, metrics);
    }

    /** Sends what is due now, and waits until all of it has ended. */
    private void sendDue() {
        try (var sender = sender()) {
            sender.tick();
        }
    }

    private static Outbox.Stored stored(Webhook webhook) {
        return new Outbox(database).find(webhook.id()).orElseThrow();
    }

    private List<String> arrived() {
        return shop.about(order).stream().map(WebhookReceiver.Delivery::type).toList();
    }

    private double counted(String answer) {
        return metrics.find("webhooks").tag("answer", answer).counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    private double givenUp() {
        return metrics.find("webhooks.dead").counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    @Test
    void whatTheShopHasIsDelivered() throws Exception {
        var webhook = announce("checkout.paid").getFirst();
        sendDue();
        assertThat(arrived()).containsExactly("checkout.paid");
        assertThat(stored(webhook).state()).isEqualTo(State.DELIVERED);
        assertThat(stored(webhook).lastAnswer()).hasValue("204");
        assertThat(counted("204")).isOne();
        sendDue();
        assertThat(arrived()).hasSize(1);
    }

    @Test
    void whatFailsComesAgainAfterFiveSecondsAndThenThirty() throws Exception {
        var webhook = announce("checkout.paid").getFirst();
        shop.answers(_ -> 500);
        sendDue();
        assertThat(stored(webhook).state()).isEqualTo(State.PENDING);
        assertThat(stored(webhook).lastAnswer()).hasValue("500");
        assertThat(stored(webhook).nextAt().orElseThrow()).isBetween(NOW.plusSeconds(4), NOW.plusSeconds(6));
        now = NOW.plusSeconds(3);
        sendDue();
        assertThat(arrived()).hasSize(1);
        now = NOW.plusSeconds(6);
        sendDue();
        assertThat(arrived()).hasSize(2);
        assertThat(stored(webhook).nextAt().orElseThrow()).isBetween(now.plusSeconds(24), now.plusSeconds(36));
        assertThat(givenUp()).isZero();
        now = now.plusSeconds(36);
        shop.answers(_ -> 200);
        sendDue();
        assertThat(shop.about(order)).extracting(WebhookReceiver.Delivery::id).containsOnly(webhook.id());
        assertThat(stored(webhook).state()).isEqualTo(State.DELIVERED);
        assertThat(stored(webhook).tries()).isEqualTo(3);
    }

    @Test
    void whoSaysGoneIsToldNoMore() throws Exception {
        var webhook = announce("checkout.paid").getFirst();
        shop.answers(_ -> 410);
        sendDue();
        assertThat(stored(webhook).state()).isEqualTo(State.DEAD);
        assertThat(givenUp()).isOne();
    }

    @Test
    void afterSevenDaysItIsGivenUpUntilSomebodySendsItAgain() throws Exception {
        var webhook = announce("checkout.paid").getFirst();
        shop.answers(_ -> 500);
        sendDue();
        now = NOW.plus(Duration.ofDays(7));
        sendDue();
        assertThat(stored(webhook).state()).isEqualTo(State.DEAD);
        assertThat(new Outbox(database).resend(webhook.id(), now)).isTrue();
        sendDue();
        assertThat(stored(webhook).state()).isEqualTo(State.PENDING);
        assertThat(stored(webhook).nextAt().orElseThrow())
                .as("the schedule begins anew")
                .isBetween(now.plusSeconds(4), now.plusSeconds(6));
    }

    @Test
    void theNextOfACheckoutWaitsForTheOneBefore() throws Exception {
        announce("checkout.paid", "checkout.refunded");
        shop.answers(_ -> 500);
        sendDue();
        sendDue();
        assertThat(arrived()).containsExactly("checkout.paid");
        shop.answers(_ -> 200);
        now = NOW.plusSeconds(6);
        sendDue();
        sendDue();
        assertThat(arrived()).containsExactly("checkout.paid", "checkout.paid", "checkout.refunded");
    }

    @Test
    void onceItIsStartedItSendsOnItsOwn() throws Exception {
        try (var sender = sender()) {
            sender.start();
            announce("checkout.paid", "checkout.refunded");
            assertThat(shop.types(order, 2)).containsExactly("checkout.paid", "checkout.refunded");
        }
    }
}
