package org.freedomcheckout.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.freedomcheckout.sandbox.Json;

/** The merchant's webhook address in a test: keeps what comes, and answers as the test wishes. */
public final class WebhookReceiver implements AutoCloseable {

    /** Any 32 bytes. */
    public static final String SECRET = "whsec_dGVzdGtpdC13ZWJob29rLXNlY3JldC10ZXN0a2l0LTE=";

    private final HttpServer server;
    private final Map<String, List<Delivery>> deliveries = new ConcurrentHashMap<>();
    private final Set<String> talkative = ConcurrentHashMap.newKeySet();
    private volatile Function<Delivery, Integer> answer = _ -> 204;

    /** One try of one webhook. */
    public record Delivery(Map<String, List<String>> headers, String body) {

        public String id() {
            return header("webhook-id");
        }

        public String header(String name) {
            return headers.entrySet().stream()
                    .filter(header -> header.getKey().equalsIgnoreCase(name))
                    .map(header -> header.getValue().getFirst())
                    .findFirst()
                    .orElse("");
        }

        public String type() {
            return (String) Json.readObject(body).get("type");
        }

        /** The checkout object in it. */
        @SuppressWarnings("unchecked")
        public Map<String, Object> checkout() {
            return (Map<String, Object>) Json.readObject(body).get("data");
        }
    }

    private WebhookReceiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::take);
        server.start();
    }

    public static WebhookReceiver start() {
        try {
            return new WebhookReceiver();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/webhooks");
    }

    /** What to answer from now on; the function may take its time, or throw to hang up. */
    public void answers(Function<Delivery, Integer> status) {
        answer = status;
    }

    /** Answers everything about an order with a body that does not end. */
    public void talksForEver(String orderId) {
        talkative.add(orderId);
    }

    /** Everything, for each order in the order of arrival. */
    public List<Delivery> all() {
        return deliveries.values().stream().flatMap(List::stream).toList();
    }

    /** Everything about an order, in the order of arrival. */
    public List<Delivery> about(String orderId) {
        return List.copyOf(deliveries.getOrDefault(orderId, List.of()));
    }

    /** The types that came about an order, once there are {@code count}. */
    public List<String> types(String orderId, int count) {
        return Eventually.look(
                () -> about(orderId).stream().map(Delivery::type).toList(), types -> types.size() >= count);
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var delivery = new Delivery(Map.copyOf(exchange.getRequestHeaders()), body);
            var order = String.valueOf(delivery.checkout().get("order_id"));
            deliveries.computeIfAbsent(order, _ -> new CopyOnWriteArrayList<>()).add(delivery);
            if (talkative.contains(order)) {
                exchange.sendResponseHeaders(200, 0);
                while (true) {
                    exchange.getResponseBody().write(delivery.body().getBytes(StandardCharsets.UTF_8));
                }
            }
            var status = answer.apply(delivery);
            if (status / 100 == 3) {
                exchange.getResponseHeaders().add("Location", url().toString());
            }
            exchange.sendResponseHeaders(status, -1);
        }
    }

    @Override
    public void close() {
        // A checkout that goes on running sends here in the class's next test.
        if (!KeptCheckouts.wanted()) {
            server.stop(0);
        }
    }
}
