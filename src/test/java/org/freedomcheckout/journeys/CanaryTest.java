package org.freedomcheckout.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.freedomcheckout.sandbox.Json;
import org.freedomcheckout.sandbox.SavedCard;
import org.freedomcheckout.testkit.BankAnswers;
import org.freedomcheckout.testkit.Checkout;
import org.freedomcheckout.testkit.Http;
import org.freedomcheckout.testkit.MerchantApi;
import org.freedomcheckout.testkit.RunningCheckout;
import org.freedomcheckout.testkit.Shopper;
import org.freedomcheckout.testkit.WebhookReceiver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Plants secrets, card numbers and security codes wherever they may come in, goes every way to pay, and looks for them in
 * the log, the database's files, a backup, the pages and the webhooks. The order's number, which may stand everywhere, must
 * be found there: a search that finds nothing looks in the wrong place.
 */
class CanaryTest {

    private static final String API_KEY = "canary-of-the-api-key-2f8c61d9e07b4a53";
    private static final String CHECKOUT_KEY = "canary-of-the-checkout-key-91be04c7a6d2";
    private static final String CVC = "739";
    private static final String PAN = "4916380051724459";
    private static final String OTHER_PAN = "5367651122334457";

    @RegisterExtension
    static final RunningCheckout running = new RunningCheckout();

    @TempDir
    private Path directory;

    private final WebhookReceiver webhooks = WebhookReceiver.start();
    private final List<String> pages = new ArrayList<>();
    private final String order = "CANARY-" + MerchantApi.newOrder();

    @AfterEach
    void close() {
        webhooks.close();
    }

    private static Canaries canaries() {
        return new Canaries()
                .plant("API key", API_KEY)
                .plant("CHECKOUT_KEY", CHECKOUT_KEY)
                .plant("gateway secret", running.secretKey())
                .plant("webhook secret", WebhookReceiver.SECRET)
                .plant("card token", SavedCard.PAID.token())
                .plantCardNumber(PAN)
                .plantCardNumber(OTHER_PAN)
                .plantCvc(CVC);
    }

    @Test
    void nothingThatIsSecretIsFoundAfterEveryWayToPay() throws Exception {
        var log = directory.resolve("log");
        var database = "jdbc:h2:file:" + directory.resolve("data").resolve("checkout");
        var managementPort = ServerProcess.freePort();
        var server = new ServerProcess(running, API_KEY, database, log)
                .with("CHECKOUT_KEY", CHECKOUT_KEY)
                .with("CHECKOUT_MANAGEMENT_PORT", Integer.toString(managementPort))
                .with("CHECKOUT_WEBHOOK_URL", webhooks.url().toString())
                .with("CHECKOUT_WEBHOOK_SECRET", WebhookReceiver.SECRET)
                .with("CHECKOUT_WEBHOOK_ALLOW_PRIVATE", "true");
        try (server) {
            server.start();
            pay(server.url());
            pages.add(
                    Http.get("http://localhost:" + managementPort + "/metrics").body());
            assertThat(server.stop()).isZero();
        }
        var backup = backup(database);
        var found = new HashMap<String, List<String>>();
        found.put("log", canaries().in(log));
        found.put("backup", canaries().in(backup));
        try (var files = Files.list(directory.resolve("data"))) {
            for (var file : files.toList()) {
                found.put(file.getFileName().toString(), canaries().in(file));
                assertThat(Files.readString(file, StandardCharsets.ISO_8859_1)).contains(order);
            }
        }
        found.put("pages", canaries().in(String.join("\n", pages)));
        found.put("webhooks", canaries().in(webhooks.about(order + "1").toString()));
        assertThat(found).allSatisfy((where, what) -> assertThat(what).as(where).isEmpty());
        assertThat(Files.readString(log)).contains("Listening on port", order);
        assertThat(Files.readString(backup)).contains(order);
        assertThat(pages).anyMatch(page -> page.contains(order));
        assertThat(webhooks.about(order + "1")).isNotEmpty();
    }

    private void pay(String url) {
        var merchant = running.merchant(url, API_KEY);
        savedCard(merchant.open(MerchantApi.savedCard(order + "1", SavedCard.PAID)));
        challenge(merchant.open(merchant.threeDs(order + "2")));
        look(merchant.open(MerchantApi.cardPage(order + "3")));
        misuse(url, merchant);
        pages.add(merchant.get("/api/v1/checkouts").body());
    }

    private void savedCard(Checkout checkout) {
        look(checkout);
        try (var shopper = Shopper.withScript()) {
            shopper.open(checkout.url()).cvc().pay(CVC).until("paid");
        }
        assertThat(checkout.statusOnce("paid")).isEqualTo("paid");
        var notify =
                Map.<String, Object>of("pg_result", "1", "pg_card_pan", PAN, "pg_card_cvc", CVC, "note", OTHER_PAN);
        assertThat(running.sandbox().sendNotify(checkout.orderId(), notify)).containsEntry("accepted", true);
        look(checkout);
        assertThat(webhooks.types(checkout.orderId(), 1)).contains("checkout.paid");
    }

    private void challenge(Checkout checkout) {
        running.sandbox().fault(checkout.orderId(), "paymentAcs", "drop");
        var bank = BankAnswers.confirmed(checkout);
        look(checkout);
        pages.add(Http.post(bank.termUrl(), bank.form() + "&pan=" + PAN + "&cvc=" + CVC)
                .body());
        assertThat(checkout.statusOnce("paid")).isEqualTo("paid");
        look(checkout);
    }

    private void look(Checkout checkout) {
        for (var path : List.of("", "/status", "?lang=ru&pan=" + PAN)) {
            pages.add(Http.get(checkout.url() + path).body());
        }
        pages.add(checkout.read().toString());
        pages.add(checkout.timeline().toString());
    }

    /** Card data and keys in all the wrong places. */
    private void misuse(String url, MerchantApi merchant) {
        var wrong = new HashMap<>(MerchantApi.savedCard(order + "4", SavedCard.PAID));
        wrong.put("description", "Card " + PAN + " CVC " + CVC);
        wrong.put("metadata", Map.of("card", OTHER_PAN));
        var refused = merchant.create(Json.write(wrong));
        assertThat(refused.statusCode()).isEqualTo(422);
        pages.add(refused.body());
        var form =
                "pg_card_pan=" + PAN + "&pg_card_cvc=" + CVC + "&pg_order_id=" + order + "1&pg_sig=" + "0".repeat(32);
        for (var path : List.of("/callbacks/freedompay/result", "/callbacks/freedompay/check", "/acs/" + PAN, "/csp")) {
            pages.add(Http.post(url + path, form).body());
            pages.add(Http.get(url + path + "?" + form + "&key=" + API_KEY).body());
        }
        for (var header : List.of("Bearer " + API_KEY + "x", "Basic " + API_KEY, running.secretKey())) {
            pages.add(Http.to(url + "/api/v1/checkouts?key=" + API_KEY)
                    .header("Authorization", header)
                    .header("User-Agent", PAN)
                    .send("POST", "{\"pan\": " + PAN)
                    .body());
        }
        for (var query : List.of("order_id", "status", "after", "limit")) {
            pages.add(merchant.get("/api/v1/checkouts?" + query + "=" + PAN).body());
        }
        pages.add(merchant.post("/api/v1/checkouts", Json.write(wrong), PAN).body());
        var page = merchant.open(MerchantApi.savedCard(order + "5", SavedCard.PAID))
                .url();
        pages.add(Http.get(page + "?lang=" + PAN).body());
        pages.add(Http.to(page)
                .header("Origin", url)
                .header("Accept-Language", PAN)
                .post("card=" + PAN + "&cvc=" + CVC)
                .body());
        for (var type : List.of("application/csp-report", "application/reports+json")) {
            pages.add(Http.to(url + "/csp")
                    .header("Content-Type", type)
                    .send(
                            "POST",
                            "{\"csp-report\":{\"blocked-uri\":\"" + PAN + "\",\"violated-directive\":\"" + PAN
                                    + "\",\"document-uri\":\"https://x/" + PAN + "\"}}")
                    .body());
        }
        var quoted = URLEncoder.encode("{\"card\":\"" + OTHER_PAN + "\"}", StandardCharsets.UTF_8);
        pages.add(Http.get(url + "/pay/" + PAN + "?" + quoted).body());
    }

    /** As an operator makes one: the whole database as text. */
    private Path backup(String database) throws Exception {
        var backup = directory.resolve("backup.sql");
        try (var connection = DriverManager.getConnection(database + ";ACCESS_MODE_DATA=r");
                var statement = connection.createStatement()) {
            statement.execute("SCRIPT TO '" + backup + "'");
        }
        return backup;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                API_KEY,
                CHECKOUT_KEY,
                WebhookReceiver.SECRET,
                PAN,
                "4916 3800 5172 4459",
                "4916-3800-5172-4459",
                OTHER_PAN,
                "pg_card_cvc=739",
                "\"cvc\":\"739\"",
                "ef741cfc-f85e-41a0-84e6-2ba964912182"
            })
    void theSearchFindsWhatIsThere(String leak) throws IOException {
        var file = Files.writeString(directory.resolve("leak"), "x\0" + leak + "\n\u00ff", StandardCharsets.ISO_8859_1);
        assertThat(canaries().in(file)).hasSize(1);
    }
}
