import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A shop in one file, with the JDK alone. It opens a checkout, sends the shopper there, and ships when a webhook that is
 * signed by the checkout says that the order is paid.
 *
 * <pre>
 * CHECKOUT_URL=http://localhost:8080 CHECKOUT_API_KEY=... CHECKOUT_WEBHOOK_SECRET=whsec_... java Shop.java 8000
 * </pre>
 */
public final class Shop {

    private static final String CHECKOUT = System.getenv("CHECKOUT_URL");
    private static final String API_KEY = System.getenv("CHECKOUT_API_KEY");
    private static final String WEBHOOK_SECRET = System.getenv("CHECKOUT_WEBHOOK_SECRET");

    private static final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

    /** Your database: each order and where it stands. */
    private static final Map<String, String> orders = new ConcurrentHashMap<>();

    public static void main(String[] args) throws IOException {
        var server = HttpServer.create(new InetSocketAddress("127.0.0.1", Integer.parseInt(args[0])), 0);
        server.createContext("/buy", Shop::buy);
        server.createContext("/back", Shop::back);
        server.createContext("/webhooks", Shop::webhook);
        server.start();
        System.out.println("http://127.0.0.1:" + args[0] + "/buy");
    }

    /** The shopper buys: open a checkout and send the browser to it. */
    private static void buy(HttpExchange exchange) throws IOException {
        var order = "S" + UUID.randomUUID().toString().substring(0, 8);
        var shop = "http://" + exchange.getRequestHeaders().getFirst("Host");
        var body = """
                {"order_id":"%s","amount":"1500.00","currency":"KZT","description":"Order %s","method":"card_page",
                 "success_url":"%s/back","failure_url":"%s/back"}""".formatted(order, order, shop, shop);
        var request = HttpRequest.newBuilder(URI.create(CHECKOUT + "/api/v1/checkouts"))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + API_KEY)
                .header("Content-Type", "application/json")
                // If this call is repeated, it opens no second checkout.
                .header("Idempotency-Key", order)
                .POST(BodyPublishers.ofString(body))
                .build();
        try {
            var response = client.send(request, BodyHandlers.ofString());
            if (response.statusCode() != 201) {
                answer(exchange, 502, response.body());
                return;
            }
            orders.put(order, "open");
            exchange.getResponseHeaders().set("Location", value(response.body(), "url"));
            answer(exchange, 303, "");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The shopper is back, which proves nothing: show what the webhook has said. */
    private static void back(HttpExchange exchange) throws IOException {
        var order = Pattern.compile("order_id=([A-Za-z0-9]+)").matcher(String.valueOf(exchange.getRequestURI()));
        answer(exchange, 200, order.find() ? orders.getOrDefault(order.group(1), "unknown") : "unknown");
    }

    /** The checkout tells. Verify first; answer 2xx once it is stored; expect it more than once. */
    private static void webhook(HttpExchange exchange) throws IOException {
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (!isGenuine(exchange, body)) {
            answer(exchange, 401, "");
            return;
        }
        // A JSON library would be better; these two texts of the checkout's own hold no escapes.
        var order = value(body, "order_id");
        switch (value(body, "type")) {
            case "checkout.paid" -> orders.put(order, "paid: ship it");
            case "checkout.refunded" -> orders.put(order, "refunded");
            case "checkout.failed", "checkout.expired", "checkout.canceled" -> orders.put(order, "not paid");
            default -> {
                // Something newer than this shop.
            }
        }
        answer(exchange, 204, "");
    }

    /** Standard Webhooks: HMAC-SHA256 over id, timestamp and body, joined by dots. */
    private static boolean isGenuine(HttpExchange exchange, String body) {
        var headers = exchange.getRequestHeaders();
        var id = String.valueOf(headers.getFirst("webhook-id"));
        var timestamp = String.valueOf(headers.getFirst("webhook-timestamp"));
        if (!timestamp.matches("[0-9]{1,12}")
                || Math.abs(Instant.now().getEpochSecond() - Long.parseLong(timestamp)) > 300) {
            return false;
        }
        try {
            var secret = Base64.getDecoder().decode(WEBHOOK_SECRET.substring("whsec_".length()));
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            var signed = mac.doFinal((id + "." + timestamp + "." + body).getBytes(StandardCharsets.UTF_8));
            var expected = ("v1," + Base64.getEncoder().encodeToString(signed)).getBytes(StandardCharsets.UTF_8);
            // While the secret is being changed there are two signatures, separated by a space.
            for (var given : String.valueOf(headers.getFirst("webhook-signature")).split(" ")) {
                if (MessageDigest.isEqual(expected, given.getBytes(StandardCharsets.UTF_8))) {
                    return true;
                }
            }
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String value(String json, String name) {
        var match = Pattern.compile("\"" + name + "\":\"([^\"]*)\"").matcher(json);
        return match.find() ? match.group(1) : "";
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        try (exchange) {
            var bytes = text.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}
