package org.freedomcheckout.shop;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.freedomcheckout.sandbox.Json;

/** The demo shop: three goods, two ways to pay, a thank-you page. */
public final class DemoShop implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ShopSettings settings;
    private final Merchant merchant;
    private final WebhookVerifier verifier;
    private final Map<String, String> webhooks = new ConcurrentHashMap<>();

    private DemoShop(ShopSettings settings) throws IOException {
        this.settings = settings;
        this.server =
                HttpServer.create(new InetSocketAddress(InetAddress.getByName(settings.host()), settings.port()), 128);
        this.merchant = new Merchant(settings, uri());
        this.verifier = new WebhookVerifier(settings.webhookSecret());
    }

    /** Starts; when this returns it can be visited. */
    public static DemoShop start(ShopSettings settings) throws IOException {
        var shop = new DemoShop(settings);
        shop.server.createContext("/", shop::serve);
        shop.server.setExecutor(shop.threads);
        shop.server.start();
        return shop;
    }

    /** Where shoppers come. */
    public URI uri() {
        return URI.create(
                "http://" + settings.host() + ":" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            var language = language(exchange);
            switch (exchange.getRequestURI().getPath()) {
                case "/" -> send(exchange, 200, ShopPages.front(language));
                case "/pay" -> pay(exchange, language);
                case "/thanks" -> thanks(exchange, language);
                case "/webhook" -> webhook(exchange);
                default -> send(exchange, 404, ShopPages.problem(language, "404"));
            }
        }
    }

    private void pay(HttpExchange exchange, Language language) throws IOException {
        var form = fields(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        var cart = new Cart(form, language);
        if (cart.total() == 0) {
            send(
                    exchange,
                    200,
                    ShopPages.problem(language, language.say("Корзина пуста.", "Себет бос.", "The cart is empty.")));
            return;
        }
        try {
            var next = switch (form.getOrDefault("method", "")) {
                case "three_ds" -> merchant.payWithThreeDs(cart, form);
                case "choice" -> merchant.payWithAnyCard(cart, form);
                default -> merchant.payWithSavedCard(cart, form);
            };
            exchange.getResponseHeaders().set("Location", next);
            exchange.sendResponseHeaders(303, -1);
        } catch (Merchant.CannotPayException e) {
            send(exchange, 200, ShopPages.problem(language, e.getMessage()));
        }
    }

    private void thanks(HttpExchange exchange, Language language) throws IOException {
        var query = exchange.getRequestURI().getRawQuery();
        var id = fields(query == null ? "" : query).getOrDefault("checkout_id", "");
        var told = webhooks.get(id);
        try {
            var checkout = told == null ? merchant.read(id) : told;
            send(exchange, 200, ShopPages.thanks(language, checkout, told != null, settings.gateway()));
        } catch (Merchant.CannotPayException e) {
            send(exchange, 200, ShopPages.problem(language, e.getMessage()));
        }
    }

    /** The checkout tells what became of an order; the shop keeps it for its thank-you page. */
    private void webhook(HttpExchange exchange) throws IOException {
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (!verifier.isGenuine(exchange.getRequestHeaders(), body)) {
            exchange.sendResponseHeaders(401, -1);
            return;
        }
        if (Json.readObject(body).get("data") instanceof Map<?, ?> checkout) {
            webhooks.put(String.valueOf(checkout.get("id")), Json.write(checkout));
        }
        exchange.sendResponseHeaders(204, -1);
    }

    private static Language language(HttpExchange exchange) {
        return Language.of(
                String.valueOf(exchange.getRequestURI().getRawQuery()),
                String.valueOf(exchange.getRequestHeaders().getFirst("Accept-Language")));
    }

    private static Map<String, String> fields(String form) {
        var fields = new LinkedHashMap<String, String>();
        for (var pair : form.split("&", -1)) {
            var parts = pair.split("=", 2);
            fields.put(
                    URLDecoder.decode(parts[0], StandardCharsets.UTF_8),
                    parts.length < 2 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return fields;
    }

    private static void send(HttpExchange exchange, int status, String html) throws IOException {
        var bytes = html.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
