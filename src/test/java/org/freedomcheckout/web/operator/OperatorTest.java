package org.freedomcheckout.web.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.freedomcheckout.sandbox.Json;
import org.freedomcheckout.sandbox.SavedCard;
import org.freedomcheckout.testkit.Http;
import org.freedomcheckout.testkit.Http.Answer;
import org.freedomcheckout.testkit.MerchantApi;
import org.freedomcheckout.testkit.RunningCheckout;
import org.freedomcheckout.testkit.WebhookReceiver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The management listener, as operators and their tools ask it. Nobody takes the webhooks. */
class OperatorTest {

    @RegisterExtension
    static final RunningCheckout running = new RunningCheckout()
            .with("CHECKOUT_WEBHOOK_URL", "http://127.0.0.1:1/webhooks")
            .with("CHECKOUT_WEBHOOK_SECRET", WebhookReceiver.SECRET)
            .with("CHECKOUT_WEBHOOK_ALLOW_PRIVATE", "true");

    private static Answer ask(String method, String path) {
        return Http.to(running.management() + path)
                .header("Authorization", "Bearer " + RunningCheckout.API_KEY)
                .send(method);
    }

    private static Map<String, Object> json(Answer answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).hasValue("application/json;charset=UTF-8");
        return Json.readObject(answer.body());
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> webhooks(String query) {
        var data = (List<Map<String, Object>>)
                json(ask("GET", "/webhooks" + query)).get("data");
        return Objects.requireNonNull(data);
    }

    /** The id of the checkout of which a webhook tells now. */
    private static String closed() {
        var checkout = running.merchant().open(MerchantApi.savedCard(MerchantApi.newOrder(), SavedCard.PAID));
        checkout.post("expire", "");
        return checkout.id();
    }

    @ParameterizedTest
    @CsvSource({"/health/live, up", "/health/ready, ready"})
    void itsHealthNeedsNoKey(String path, String status) {
        assertThat(json(Http.get(running.management() + path))).isEqualTo(Map.of("status", status));
    }

    @Test
    void itsMetricsNeedNoKey() {
        var metrics = Http.get(running.management() + "/metrics");
        assertThat(metrics.header("Content-Type")).hasValue("text/plain;version=0.0.4;charset=UTF-8");
        assertThat(metrics.body()).contains("# TYPE checkout_connections gauge\n");
    }

    @ParameterizedTest
    @CsvSource({"GET, /timeline", "POST, /backup", "GET, /webhooks", "GET, /webhooks/x", "POST, /webhooks/x"})
    void allElseNeedsOne(String method, String path) {
        assertThat(Http.to(running.management() + path).send(method).statusCode())
                .isEqualTo(401);
    }

    @Test
    void theNewestWebhooksAreListedFirst() {
        var earlier = closed();
        var later = closed();
        assertThat(webhooks("?limit=2"))
                .extracting(webhook -> webhook.get("checkout_id"))
                .containsExactly(later, earlier);
        assertThat(webhooks("?limit=1"))
                .hasSize(1)
                .first()
                .satisfies(webhook -> assertThat(webhook)
                        .containsEntry("type", "checkout.expired")
                        .containsEntry("state", "pending")
                        .containsKeys("id", "tries", "last_answer", "created_at", "next_at"));
        assertThat(webhooks("?state=pending")).isNotEmpty();
        assertThat(webhooks("?state=delivered")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=-1", "limit=10000", "limit=x", "limit=", "state=lost", "limit=1&limit=2"})
    void whatCannotBeListedIsRefused(String query) {
        assertThat(ask("GET", "/webhooks?" + query).statusCode()).isEqualTo(400);
    }

    @Test
    void aWebhookIsShownWithItsBodyAndSentAgain() {
        var checkout = closed();
        var path = "/webhooks/" + webhooks("?limit=1").getFirst().get("id");
        var shown = json(ask("GET", path));
        assertThat(shown).containsEntry("checkout_id", checkout);
        assertThat(shown.get("body")).asString().contains("type=checkout.expired", checkout);
        assertThat(json(ask("POST", path)))
                .containsEntry("id", shown.get("id"))
                .containsEntry("state", "pending")
                .doesNotContainKey("body");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST"})
    void aWebhookThatThereIsNotIsNotFound(String method) {
        assertThat(ask(method, "/webhooks/msg_unknown").statusCode()).isEqualTo(404);
    }

    @Test
    void theTimelineIsWholeAndTellsItsEnd() {
        closed();
        assertThat(json(ask("GET", "/timeline")))
                .containsOnlyKeys("position", "link", "broken")
                .containsEntry("broken", null);
    }

    @Test
    void aBackupIsAFileBesideTheDatabase() {
        var file = Path.of((String) json(ask("POST", "/backup")).get("file"));
        assertThat(file).isNotEmptyFile();
    }
}
