package org.freedomcheckout.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.freedomcheckout.app.Server;
import org.freedomcheckout.app.Settings;
import org.freedomcheckout.sandbox.Json;
import org.freedomcheckout.sandbox.TestCard;
import org.freedomcheckout.testkit.Eventually;
import org.freedomcheckout.testkit.Http;
import org.freedomcheckout.testkit.RunningCheckout;
import org.freedomcheckout.testkit.Shopper;
import org.freedomcheckout.testkit.WebhookReceiver;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What {@code docs/merchant-guide.md} tells merchants to type is typed here. */
class MerchantGuideTest {

    private static final int SHOP_PORT = freePort();

    @RegisterExtension
    static final RunningCheckout running = new RunningCheckout()
            .with("CHECKOUT_WEBHOOK_URL", "http://127.0.0.1:" + SHOP_PORT + "/webhooks")
            .with("CHECKOUT_WEBHOOK_SECRET", WebhookReceiver.SECRET)
            .with("CHECKOUT_WEBHOOK_ALLOW_PRIVATE", "true");

    private static Process shop;

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @BeforeAll
    static void openShop() throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var builder = new ProcessBuilder(java, "docs/examples/Shop.java", Integer.toString(SHOP_PORT));
        builder.environment()
                .putAll(Map.of(
                        "CHECKOUT_URL", running.url().toString(),
                        "CHECKOUT_API_KEY", RunningCheckout.API_KEY,
                        "CHECKOUT_WEBHOOK_SECRET", WebhookReceiver.SECRET));
        shop = builder.redirectErrorStream(true).start();
        var greeting = new byte[1];
        assertThat(shop.getInputStream().read(greeting)).isEqualTo(1);
    }

    @AfterAll
    static void closeShop() throws InterruptedException {
        shop.destroy();
        assertThat(shop.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }

    private static String address(String path) {
        return "http://127.0.0.1:" + SHOP_PORT + path;
    }

    /** Runs a command of the guide as it stands there. */
    private static String run(String name, String checkoutId) throws Exception {
        var guide = Files.readString(Path.of("docs/merchant-guide.md"));
        var block = Pattern.compile("<!-- run: " + name + " -->\n```sh\n(.*?)```", Pattern.DOTALL)
                .matcher(guide);
        assertThat(block.find()).as(name).isTrue();
        var builder = new ProcessBuilder("sh", "-c", block.group(1));
        builder.environment()
                .putAll(Map.of(
                        "CHECKOUT", running.url().toString(), "API_KEY", RunningCheckout.API_KEY, "ID", checkoutId));
        var process = builder.redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }

    private static void pay(String url) {
        try (var shopper = Shopper.withoutScript()) {
            assertThat(shopper.open(url)
                            .newCard()
                            .pay(TestCard.VISA_PLAIN.pan(), "123")
                            .until("paid")
                            .name())
                    .isEqualTo("paid");
        }
    }

    @Test
    void theSettingsForTryingItOutServe(@TempDir Path directory) throws Exception {
        var settings = new HashMap<String, String>();
        exported().forEach((name, value) -> settings.put(name.toString(), value.toString()));
        // Where the test has its own.
        settings.put("CHECKOUT_PORT", "0");
        settings.put("CHECKOUT_MANAGEMENT_PORT", "0");
        settings.put("CHECKOUT_DATABASE_URL", RunningCheckout.newDatabase(directory));
        settings.put("FREEDOMPAY_URL", running.sandboxUrl().toString());
        try (var server = new Server(Settings.of(settings), running.clock())) {
            // Freedom Pay takes the signature, and so do we.
            var cards = Http.to("http://localhost:" + server.port() + "/api/v1/cards?user_id=u42")
                    .header("Authorization", "Bearer " + settings.get("CHECKOUT_API_KEYS"))
                    .get();
            assertThat(cards.statusCode()).as(cards.body()).isEqualTo(200);
        }
    }

    /** What the guide's first section exports, as a shell makes it. */
    private static Properties exported() throws Exception {
        var exports = Files.readString(Path.of("docs/merchant-guide.md"))
                .lines()
                .filter(line -> line.startsWith("export "))
                .collect(Collectors.joining("\n"));
        assertThat(exports).contains("export FREEDOMPAY_SECRET_KEY=", "export CHECKOUT_WEBHOOK_SECRET=");
        var shell = new ProcessBuilder("sh", "-c", exports + "\nenv");
        shell.environment().keySet().retainAll(List.of("PATH"));
        var process = shell.start();
        var properties = new Properties();
        properties.load(process.inputReader());
        assertThat(process.waitFor()).isZero();
        return properties;
    }

    @Test
    void theCommandsOpenReadAndRefund() throws Exception {
        var created = Json.readObject(run("create", ""));
        assertThat(created).containsEntry("status", "open").containsEntry("order_id", "A1001");
        var id = created.get("id").toString();
        assertThat(Json.readObject(run("create", ""))).containsEntry("id", id);
        pay(created.get("url").toString());
        assertThat(Json.readObject(run("read", id))).containsEntry("status", "paid");
        assertThat(Json.readObject(run("refund", id))).containsEntry("refunded_amount", "500.00");
        assertThat(Json.readObject(run("refund", id))).containsEntry("refunded_amount", "500.00");
        assertThat(run("events", id)).contains("refund.done");
    }

    @Test
    void theCommandsListAndSaveCards() throws Exception {
        assertThat((List<?>) Json.readObject(run("cards", "")).get("data")).isNotEmpty();
        assertThat(Json.readObject(run("add-card", ""))).containsKey("url");
    }

    @Test
    void theExampleShopSellsAndShipsOnASignedWebhookOnly() {
        var redirect = Http.get(address("/buy"));
        assertThat(redirect.statusCode()).as(redirect.body()).isEqualTo(303);
        var url = redirect.header("Location").orElseThrow();
        assertThat(URI.create(url)).hasHost("localhost");
        pay(url);
        var order = running.sandbox().payments("").stream()
                .map(payment -> payment.get("order_id").toString())
                .filter(id -> id.startsWith("S"))
                .findFirst()
                .orElseThrow();
        assertThat(Eventually.look(
                        () -> Http.get(address("/back?order_id=" + order)).body(), "paid: ship it"::equals))
                .isEqualTo("paid: ship it");
        var forged = Http.postJson(
                address("/webhooks"), "{\"type\":\"checkout.paid\",\"data\":{\"order_id\":\"S0000000\"}}");
        assertThat(forged.statusCode()).isEqualTo(401);
        assertThat(Http.get(address("/back?order_id=S0000000")).body()).isEqualTo("unknown");
    }
}
