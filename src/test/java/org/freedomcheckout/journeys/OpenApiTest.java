package org.freedomcheckout.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import org.freedomcheckout.app.Server;
import org.freedomcheckout.app.Settings;
import org.freedomcheckout.checkout.Secret;
import org.freedomcheckout.flow.Idempotency;
import org.freedomcheckout.sandbox.Json;
import org.freedomcheckout.sandbox.SavedCard;
import org.freedomcheckout.testkit.Checkout;
import org.freedomcheckout.testkit.Eventually;
import org.freedomcheckout.testkit.Http;
import org.freedomcheckout.testkit.Http.Answer;
import org.freedomcheckout.testkit.MerchantApi;
import org.freedomcheckout.testkit.RunningCheckout;
import org.freedomcheckout.testkit.Shopper;
import org.freedomcheckout.testkit.WebhookReceiver;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Holds {@code openapi.yaml} against the running server: every operation with every answer it can give. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OpenApiTest {

    private static final String BASE = "https://checkout.test/openapi.json";

    static final WebhookReceiver receiver = WebhookReceiver.start();

    @RegisterExtension
    static final RunningCheckout running = new RunningCheckout().withWebhooks(receiver);

    private static final Set<String> seen = new ConcurrentSkipListSet<>();

    private static JsonNode description() {
        return new YAMLMapper()
                .readTree(Http.get(running.url() + "/api/v1/openapi.yaml").body());
    }

    private static Server other;
    private static URI unreachable;

    @BeforeAll
    static void startAnotherThatCannotReachFreedomPay() {
        var settings = new HashMap<>(running.settings());
        settings.put("CHECKOUT_PORT", "0");
        settings.put("FREEDOMPAY_URL", "http://127.0.0.1:1");
        settings.put("CHECKOUT_RATE_LIMIT", "on");
        other = new Server(Settings.of(settings), running.clock());
        unreachable = URI.create("http://localhost:" + other.port());
    }

    @AfterAll
    static void close() {
        other.close();
        receiver.close();
    }

    private static void validate(JsonNode root, String pointer, String json) {
        var document = JsonMapper.shared().writeValueAsString(root);
        var registry = SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12, builder -> builder.schemas(Map.of(BASE, document)));
        var schema = registry.getSchema(SchemaLocation.of(BASE + "#" + pointer));
        var errors = schema.validate(
                json,
                InputFormat.JSON,
                context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)));
        assertThat(errors).as("%s against %s", json, pointer).isEmpty();
    }

    /** Calls an operation and holds the answer against its description. */
    private static Answer call(String operationId, int expected, String path, String body, String... headers) {
        return callAt(running.url(), operationId, expected, path, body, headers);
    }

    private static Answer callAt(
            URI server, String operationId, int expected, String path, String body, String... headers) {
        var root = description();
        for (var pathItem : root.get("paths").properties()) {
            for (var method : List.of("get", "post", "delete")) {
                var operation = pathItem.getValue().path(method);
                if (operation.path("operationId").asString("").equals(operationId)) {
                    var response = send(server, method, path, body, headers);
                    assertThat(response.statusCode()).as(response.body()).isEqualTo(expected);
                    assertMatches(root, pathItem.getKey(), method, response);
                    assertThat(response.header("Retry-After").isPresent())
                            .isEqualTo(expected == 429 || expected == 503);
                    seen.add(operationId + " " + expected);
                    return response;
                }
            }
        }
        throw new AssertionError("no operation " + operationId);
    }

    private static Answer send(URI server, String method, String path, String body, String... headers) {
        var request = Http.to(server + path);
        var all = new LinkedHashMap<String, String>();
        all.put("Authorization", "Bearer " + RunningCheckout.API_KEY);
        if (!body.isEmpty()) {
            all.put("Content-Type", "application/json");
        }
        for (int i = 0; i < headers.length; i += 2) {
            all.put(headers[i], headers[i + 1]);
        }
        all.forEach(request::header);
        return request.send(method.toUpperCase(Locale.ROOT), body);
    }

    private static void assertMatches(JsonNode root, String path, String method, Answer response) {
        var pointer = "/paths/" + escaped(path) + "/" + method + "/responses/" + response.statusCode();
        var described = root.at(pointer);
        if (described.has("$ref")) {
            pointer = described.get("$ref").asString().substring(1);
            described = root.at(pointer);
        }
        assertThat(described.isMissingNode()).as(pointer).isFalse();
        if (described.path("content").isMissingNode()) {
            assertThat(response.body()).isEmpty();
            return;
        }
        var type = response.header("Content-Type").orElse("").split(";", 2)[0];
        assertThat(described.path("content").has(type))
                .as("%s is %s", pointer, type)
                .isTrue();
        validate(root, pointer + "/content/" + escaped(type) + "/schema", response.body());
    }

    private static String escaped(String text) {
        return text.replace("~", "~0").replace("/", "~1");
    }

    private static String order() {
        return Json.write(MerchantApi.savedCard(MerchantApi.newOrder(), SavedCard.PAID));
    }

    private static Checkout pay(String capture) {
        var wanted = MerchantApi.savedCard(MerchantApi.newOrder(), SavedCard.PAID);
        wanted.put("capture", capture);
        var checkout = running.merchant().open(wanted);
        try (var shopper = Shopper.withoutScript()) {
            shopper.open(checkout.url()).cvc().pay("123");
        }
        checkout.statusOnce(capture.equals("manual") ? "authorized" : "paid");
        return checkout;
    }

    private static String path(Checkout checkout, String what) {
        return "/api/v1/checkouts/" + checkout.id() + what;
    }

    private static void errorsOf(String operationId, String path, String goodBody) {
        call(operationId, 401, path, goodBody, "Authorization", "Bearer nobody");
        if (!goodBody.isEmpty()) {
            call(operationId, 400, path, "[]");
            call(operationId, 400, path, "{");
            call(operationId, 415, path, goodBody, "Content-Type", "text/plain");
            call(operationId, 413, path, "{\"x\":\"" + "y".repeat(70_000) + "\"}");
            call(operationId, 422, path, "{\"what\":1}");
        }
    }

    private static void untilInDoubt(Checkout checkout) {
        Eventually.look(
                checkout::timeline, timeline -> timeline.stream().anyMatch(entry -> entry.endsWith(".in_doubt")));
    }

    private static void atOnce(List<Runnable> calls) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var begun = calls.stream()
                    .map(call -> CompletableFuture.runAsync(call, threads))
                    .toList();
            begun.forEach(CompletableFuture::join);
        }
    }

    @Test
    @Order(1)
    void checkoutsAreOpenedReadAndListed() {
        var key = MerchantApi.newOrder();
        var body = order();
        call("createCheckout", 201, "/api/v1/checkouts", body, "Idempotency-Key", key);
        call("createCheckout", 201, "/api/v1/checkouts", body, "Idempotency-Key", key);
        call("createCheckout", 422, "/api/v1/checkouts", order(), "Idempotency-Key", key);
        errorsOf("createCheckout", "/api/v1/checkouts", body);
        call("listCheckouts", 200, "/api/v1/checkouts?limit=1", "");
        call("listCheckouts", 422, "/api/v1/checkouts?limit=0", "");
        errorsOf("listCheckouts", "/api/v1/checkouts", "");
        var checkout = running.merchant().open(MerchantApi.cardPage(MerchantApi.newOrder()));
        call("getCheckout", 200, path(checkout, ""), "");
        call("getCheckout", 404, "/api/v1/checkouts/co_0000000000000000000000", "");
        errorsOf("getCheckout", path(checkout, ""), "");
        call("getCheckout", 400, path(checkout, "%00"), "");
        call("listCheckouts", 400, "/api/v1/checkouts?limit=%C3%28", "");
        call("listCheckoutEvents", 400, path(checkout, "%00/events"), "");
        call("listCheckouts", 422, "/api/v1/checkouts?after=co_0000000000000000000000", "");
        call("listCheckoutEvents", 200, path(checkout, "/events"), "");
        call("listCheckoutEvents", 404, "/api/v1/checkouts/co_1/events", "");
        errorsOf("listCheckoutEvents", path(checkout, "/events"), "");
    }

    @Test
    @Order(2)
    void checkoutsAreExpiredAndSynced() {
        var checkout = running.merchant().open(MerchantApi.cardPage(MerchantApi.newOrder()));
        call("syncCheckout", 200, path(checkout, "/sync"), "");
        call("syncCheckout", 404, "/api/v1/checkouts/co_1/sync", "");
        call("expireCheckout", 200, path(checkout, "/expire"), "");
        call("expireCheckout", 404, "/api/v1/checkouts/co_1/expire", "");
        var paid = pay("automatic");
        call("expireCheckout", 409, path(paid, "/expire"), "");
        for (var operation : List.of("sync", "expire")) {
            call(operation + "Checkout", 401, path(paid, "/" + operation), "", "Authorization", "Bearer nobody");
            call(operation + "Checkout", 400, path(paid, "/" + operation), "[]");
            call(operation + "Checkout", 415, path(paid, "/" + operation), "{}", "Content-Type", "text/plain");
            call(operation + "Checkout", 422, path(paid, "/" + operation), "{\"what\":1}");
            call(operation + "Checkout", 413, path(paid, "/" + operation), "{\"x\":\"" + "y".repeat(70_000) + "\"}");
        }
        running.sandbox().fault(paid.orderId(), "get_status3.php", "status_503");
        call("syncCheckout", 503, path(paid, "/sync"), "");
    }

    @Test
    @Order(3)
    void moneyIsMoved() {
        var waiting = new ArrayList<Runnable>();
        var inDoubt = new ArrayList<Checkout>();
        for (var operation : List.of("capture", "cancel", "refund")) {
            var open = running.merchant().open(MerchantApi.savedCard(MerchantApi.newOrder(), SavedCard.PAID));
            var id = operation + "Checkout";
            var path = path(open, "/" + operation);
            call(id, 409, path, "");
            call(id, 404, "/api/v1/checkouts/co_1/" + operation, "");
            call(id, 401, path, "", "Authorization", "Bearer nobody");
            call(id, 400, path, "[]");
            call(id, 415, path, "{}", "Content-Type", "text/plain");
            call(id, 422, path, "{\"what\":1}");
            call(id, 413, path, "{\"amount\":\"" + "1".repeat(70_000) + "\"}");
            var scripts = Map.of("capture", "do_capture.php", "cancel", "cancel.php", "refund", "revoke.php");
            var capture = operation.equals("refund") ? "automatic" : "manual";
            var moved = pay(capture);
            var body = operation.equals("cancel") ? "" : "{\"amount\":\"1.00\"}";
            call(id, 200, path(moved, "/" + operation), body);
            var lost = pay(capture);
            running.sandbox().fault(lost.orderId(), scripts.get(operation), "reset", "at", "before");
            // Before a refund the status is asked for once.
            var skip = operation.equals("refund") ? 1L : 0L;
            running.sandbox().fault(lost.orderId(), "get_status3.php", "status_503", "times", -1L, "skip", skip);
            inDoubt.add(lost);
            waiting.add(() -> call(id, 202, path(lost, "/" + operation), body));
        }
        // Each waits for a while before it says that the end is not known; by the checkout's clock.
        waiting.add(() -> {
            inDoubt.forEach(OpenApiTest::untilInDoubt);
            running.clock().forward(Duration.ofSeconds(21));
        });
        atOnce(waiting);
        for (var operation : List.of("capture", "cancel", "refund")) {
            var moved = pay(operation.equals("refund") ? "automatic" : "manual");
            // The other instance cannot reach Freedom Pay.
            callAt(unreachable, operation + "Checkout", 503, path(moved, "/" + operation), "");
        }
    }

    @Test
    @Order(4)
    void cardsAreKept() {
        call("listCards", 200, "/api/v1/cards?user_id=u1", "");
        call("listCards", 422, "/api/v1/cards", "");
        call("listCards", 400, "/api/v1/cards?user_id=%C3%28", "");
        call("removeCard", 400, "/api/v1/cards/x?user_id=%C3%28", "");
        errorsOf("listCards", "/api/v1/cards?user_id=u1", "");
        var body = "{\"user_id\":\"u1\",\"return_url\":\"https://shop.kz/cards\"}";
        call("addCard", 201, "/api/v1/cards", body);
        errorsOf("addCard", "/api/v1/cards", body);
        call("removeCard", 204, "/api/v1/cards/" + SavedCard.EXPIRED.token() + "?user_id=u1", "");
        call("removeCard", 409, "/api/v1/cards/" + SavedCard.EXPIRED.token() + "?user_id=u1", "");
        call("removeCard", 404, "/api/v1/cards/" + "x".repeat(256) + "?user_id=u1", "");
        call("removeCard", 400, "/api/v1/cards/%C3%28?user_id=u1", "");
        call("removeCard", 422, "/api/v1/cards/x", "");
        call("removeCard", 401, "/api/v1/cards/x?user_id=u1", "", "Authorization", "Bearer nobody");
        for (var operation : Map.of("list", "listCards", "add", "addCard", "remove", "removeCard")
                .entrySet()) {
            for (var fault : Map.of("status_503", 503, "signed_error", 409).entrySet()) {
                Http.postJson(
                        running.sandboxUrl() + "/sandbox/scenarios",
                        Json.write(Map.of(
                                "faults",
                                List.of(Map.of(
                                        "endpoint", operation.getKey(), "fault", fault.getKey(), "at", "before")))));
                switch (operation.getKey()) {
                    case "list" -> call("listCards", fault.getValue(), "/api/v1/cards?user_id=u1", "");
                    case "add" -> call("addCard", fault.getValue(), "/api/v1/cards", body);
                    default -> call("removeCard", fault.getValue(), "/api/v1/cards/x?user_id=u1", "");
                }
            }
        }
    }

    @Test
    @Order(5)
    void theFirstRequestWithTheSameKeyMayStillBeRunning() throws SQLException {
        var body = order();
        var key = MerchantApi.newOrder();
        var used = Idempotency.Key.of(
                new Secret(RunningCheckout.API_KEY), "/api/v1/checkouts", key, body.getBytes(StandardCharsets.UTF_8));
        // As a first request that another instance has begun and not ended.
        try (var first = DriverManager.getConnection(running.databaseUrl());
                var take = first.prepareStatement(
                        "INSERT INTO idempotency_key (scope_hash, request_hash, created_at) VALUES (?, ?, ?)")) {
            first.setAutoCommit(false);
            take.setString(1, used.scopeHash());
            take.setString(2, used.requestHash());
            take.setObject(3, OffsetDateTime.now(ZoneOffset.UTC));
            take.executeUpdate();
            call("createCheckout", 409, "/api/v1/checkouts", body, "Idempotency-Key", key);
            first.rollback();
        }
        call("createCheckout", 201, "/api/v1/checkouts", body, "Idempotency-Key", key);
    }

    @Test
    @Order(6)
    void theDatabaseMayBeAway() {
        var checkout = running.merchant().open(MerchantApi.savedCard(MerchantApi.newOrder(), SavedCard.PAID));
        var calls = new ArrayList<Runnable>();
        try (var _ = DatabaseOutage.of(running.databaseUrl())) {
            calls.add(() -> call("createCheckout", 503, "/api/v1/checkouts", order()));
            calls.add(() -> call("listCheckouts", 503, "/api/v1/checkouts", ""));
            calls.add(() -> call("getCheckout", 503, path(checkout, ""), ""));
            calls.add(() -> call("listCheckoutEvents", 503, path(checkout, "/events"), ""));
            calls.add(() -> call("expireCheckout", 503, path(checkout, "/expire"), ""));
            // Each waits a few seconds for a connection.
            atOnce(calls);
        }
        Eventually.look(() -> running.merchant().get(path(checkout, "")).statusCode(), status -> status == 200);
        call("getCheckout", 200, path(checkout, ""), "");
    }

    @Test
    @Order(7)
    void webhooksAreAsDescribed() {
        var checkout = pay("automatic");
        receiver.types(checkout.orderId(), 1);
        validate(
                description(),
                "/components/schemas/Webhook",
                receiver.about(checkout.orderId()).getFirst().body());
    }

    @Test
    @Order(8)
    void whoTriesOneKeyAfterTheOtherIsToldToWait() {
        for (int i = 0; i < 10; i++) {
            assertThat(send(unreachable, "get", "/api/v1/checkouts", "", "Authorization", "Bearer " + i)
                            .statusCode())
                    .isEqualTo(401);
        }
        for (var path : description().get("paths").properties()) {
            for (var method : List.of("get", "post", "delete")) {
                var operation = path.getValue().path(method);
                if (operation.path("responses").has("429")) {
                    var id = operation.get("operationId").asString();
                    var any = path.getKey().replaceAll("\\{[a-z]+}", "x");
                    var answer = callAt(unreachable, id, 429, any, "", "Authorization", "Bearer nobody");
                    assertThat(answer.header("Retry-After").orElse("")).matches("[1-6]");
                }
            }
        }
    }

    @Test
    @Order(9)
    void everyDescribedAnswerWasSeen() {
        var described = new TreeSet<String>();
        for (var path : description().get("paths").properties()) {
            for (var operation : path.getValue().properties()) {
                var id = operation.getValue().path("operationId").asString("");
                operation.getValue().path("responses").propertyNames().stream()
                        .filter(code -> !code.equals("default"))
                        .forEach(code -> described.add(id + " " + code));
            }
        }
        assertThat(seen).containsAll(described);
    }

    @Test
    void thePageShowsEveryOperationAndNeedsNobodyElse() {
        var page = Http.get(running.url() + "/api/v1/docs");
        assertThat(page.statusCode()).isEqualTo(200);
        for (var path : description().get("paths").propertyNames()) {
            assertThat(page.body()).contains(path);
        }
        assertThat(page.body())
                .contains("CHECKOUT_WEBHOOK_URL", "webhook-signature", "&quot;type&quot; : &quot;checkout.paid&quot;");
        var links = Pattern.compile("href=\"#(\\w+)\"").matcher(page.body()).results();
        assertThat(links.map(link -> "id=\"" + link.group(1) + "\""))
                .contains("id=\"Webhook\"", "id=\"NewCheckout\"", "id=\"checkoutMoved\"")
                .allSatisfy(id -> assertThat(page.body()).contains(id));
        assertThat(page.body()).doesNotContain("<script").doesNotContainPattern("(src|href)=\"https?://");
        assertThat(page.header("Content-Security-Policy").orElse("")).contains("default-src 'none'");
    }

    @Test
    void aWrongAnswerWouldBeNoticed() {
        var json = running.merchant()
                .open(MerchantApi.cardPage(MerchantApi.newOrder()))
                .read();
        json.put("amount", 1500L);
        json.remove("failure");
        json.put("surprise", true);
        assertThatThrownBy(() -> validate(description(), "/components/schemas/Checkout", Json.write(json)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("amount")
                .hasMessageContaining("failure")
                .hasMessageContaining("surprise");
    }

    @Test
    void theExamplesAreWhatTheServerTakes() {
        var root = description();
        var examples = root.at("/paths/~1api~1v1~1checkouts/post/requestBody/content/application~1json/examples");
        for (var example : examples.properties()) {
            var body = JsonMapper.shared().writeValueAsString(example.getValue().get("value"));
            validate(root, "/components/schemas/NewCheckout", body);
            assertThat(send(running.url(), "post", "/api/v1/checkouts", body).statusCode())
                    .as(example.getKey())
                    .isEqualTo(201);
        }
        validate(
                root,
                "/components/schemas/Checkout",
                JsonMapper.shared().writeValueAsString(root.at("/components/schemas/Checkout/example")));
    }
}
