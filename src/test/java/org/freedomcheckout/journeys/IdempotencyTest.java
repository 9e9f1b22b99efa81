package org.freedomcheckout.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.freedomcheckout.sandbox.Json;
import org.freedomcheckout.sandbox.SavedCard;
import org.freedomcheckout.testkit.Http.Answer;
import org.freedomcheckout.testkit.MerchantApi;
import org.freedomcheckout.testkit.RunningCheckout;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Creating, repeated; and reading page by page. */
class IdempotencyTest {

    private static final String OTHER_KEY = "another-api-key-another-api-key-another";

    @RegisterExtension
    static final RunningCheckout running =
            new RunningCheckout().with("CHECKOUT_API_KEYS", RunningCheckout.API_KEY + "," + OTHER_KEY);

    private final String order = MerchantApi.newOrder();

    private String body() {
        return Json.write(MerchantApi.savedCard(order, SavedCard.PAID));
    }

    private static Answer create(MerchantApi merchant, String body, String key) {
        return merchant.post("/api/v1/checkouts", body, key);
    }

    @SuppressWarnings("unchecked")
    private List<Map<String, Object>> list(String query) {
        var response = running.merchant().get("/api/v1/checkouts?" + query);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return (List<Map<String, Object>>) Json.readObject(response.body()).get("data");
    }

    @Tag("slow")
    @Test
    void aHundredEqualRequestsAtOnceOpenOneCheckout() throws Exception {
        var responses = new ArrayList<Answer>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var futures = IntStream.range(0, 100)
                    .mapToObj(_ -> threads.submit(() -> create(running.merchant(), body(), order)))
                    .toList();
            for (var future : futures) {
                responses.add(future.get());
            }
        }
        assertThat(responses).allMatch(response -> response.statusCode() == 201 || response.statusCode() == 409);
        var created = responses.stream()
                .filter(response -> response.statusCode() == 201)
                .toList();
        assertThat(created)
                .extracting(Answer::body)
                .containsOnly(created.getFirst().body());
        assertThat(created)
                .filteredOn(response -> response.header("Idempotent-Replayed").isEmpty())
                .hasSize(1);
        assertThat(created).allMatch(response -> response.header("Location").isPresent());
        assertThat(list("order_id=" + order)).hasSize(1);
    }

    @Test
    void aRestartForgetsNoKey() {
        var first = create(running.merchant(), body(), order);
        running.stop();
        running.start();
        var again = create(running.merchant(), body(), order);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.header("Idempotent-Replayed")).hasValue("true");
    }

    @Test
    void anotherBodyIsRefused() {
        create(running.merchant(), body(), order);
        var other = create(running.merchant(), body().replace("1500.00", "1600.00"), order);
        assertThat(other.statusCode()).isEqualTo(422);
        assertThat(other.body()).contains("\"field\":\"Idempotency-Key\"");
    }

    @Test
    void aKeyBelongsToAnApiKeyAndAPath() {
        create(running.merchant(), body(), order);
        var others = create(running.merchant(running.url().toString(), OTHER_KEY), body(), order);
        assertThat(others.statusCode()).isEqualTo(201);
        assertThat(others.header("Idempotent-Replayed")).isEmpty();
        assertThat(list("order_id=" + order)).hasSize(2);
    }

    @Test
    void aRefusedRequestDoesNotUseUpItsKey() {
        assertThat(create(running.merchant(), body().replace("1500.00", "0"), order)
                        .statusCode())
                .isEqualTo(422);
        assertThat(create(running.merchant(), body(), order).statusCode()).isEqualTo(201);
    }

    @Test
    void aKeyIsNotTooLong() {
        assertThat(create(running.merchant(), body(), "k".repeat(256)).statusCode())
                .isEqualTo(422);
        assertThat(create(running.merchant(), body(), order + "k".repeat(255 - order.length()))
                        .statusCode())
                .isEqualTo(201);
    }

    @Test
    void aKeyIsOfPrintableCharacters() {
        assertThat(create(running.merchant(), body(), order + " ~!\"/,;").statusCode())
                .isEqualTo(201);
        var response = create(running.merchant(), body(), order + "\t.");
        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(response.body())
                .contains("{\"field\":\"Idempotency-Key\",\"detail\":\"must be 1 to 255 printable characters\"}");
    }

    @Test
    void withoutAKeyEveryRequestOpensACheckout() {
        create(running.merchant(), body(), "");
        create(running.merchant(), body(), "");
        assertThat(list("order_id=" + order)).hasSize(2);
    }

    @Test
    void aKeyIsForgottenAfterThirtyOneDays() {
        var first = create(running.merchant(), body(), order);
        running.clock().forward(Duration.ofDays(32));
        running.stop();
        running.start();
        var later = create(running.merchant(), body(), order);
        assertThat(later.statusCode()).isEqualTo(201);
        assertThat(later.body()).isNotEqualTo(first.body());
    }

    @Test
    void checkoutsAreReadPageByPageTheNewestFirst() {
        var ids = new ArrayList<Object>();
        for (int i = 0; i < 5; i++) {
            ids.addFirst(Json.readObject(create(running.merchant(), body(), "").body())
                    .get("id"));
            // Those of one millisecond come in no order.
            running.clock().forward(Duration.ofMillis(1));
        }
        var read = new ArrayList<Object>();
        var next = "";
        do {
            var page = Json.readObject(running.merchant()
                    .get("/api/v1/checkouts?order_id=" + order + "&limit=2" + next)
                    .body());
            assertThat((List<?>) page.get("data")).hasSizeLessThanOrEqualTo(2);
            ((List<?>) page.get("data")).forEach(one -> read.add(((Map<?, ?>) one).get("id")));
            next = page.get("next") == null ? "" : "&after=" + page.get("next");
        } while (!next.isEmpty());
        assertThat(read).isEqualTo(ids);
        assertThat(list("order_id=" + order + "&status=open")).hasSize(5);
        assertThat(list("order_id=" + order + "&status=paid")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=0",
                "limit=101",
                "limit=x",
                "status=none",
                "after=co_1",
                "order_id=a%20b",
                "x=1",
                "limit=1&limit=2"
            })
    void aWrongQueryIsNamed(String query) {
        var response = running.merchant().get("/api/v1/checkouts?" + query);
        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(response.body()).contains("\"field\":\"" + query.substring(0, query.indexOf('=')) + "\"");
    }
}
