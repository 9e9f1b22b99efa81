package org.freedomcheckout.testkit;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.freedomcheckout.sandbox.Field;
import org.freedomcheckout.sandbox.Json;
import org.freedomcheckout.sandbox.SavedCard;
import org.freedomcheckout.sandbox.Signature;
import org.freedomcheckout.sandbox.TestCard;

/** The merchant's server in a test: opens and reads checkouts, and makes card payments at the sandbox. */
public final class MerchantApi {

    private static final AtomicInteger ORDERS = new AtomicInteger();

    private final URI checkout;
    private final String key;
    private final URI gateway;
    private final String merchantId;
    private final String secretKey;

    /**
     * Ready.
     *
     * @param checkout and {@code gateway}: their base addresses
     * @param key the bearer key at the checkout
     */
    public MerchantApi(URI checkout, String key, URI gateway, String merchantId, String secretKey) {
        this.checkout = checkout;
        this.key = key;
        this.gateway = gateway;
        this.merchantId = merchantId;
        this.secretKey = secretKey;
    }

    /** An order id that no test has used. */
    public static String newOrder() {
        return "T" + System.currentTimeMillis() + "-" + ORDERS.incrementAndGet();
    }

    /** What every checkout needs but its method. */
    public static Map<String, Object> order(String orderId) {
        var order = new LinkedHashMap<String, Object>();
        order.put("order_id", orderId);
        order.put("amount", "1500.00");
        order.put("currency", "KZT");
        order.put("description", "Order " + orderId);
        order.put("success_url", "https://shop.kz/ok");
        order.put("failure_url", "https://shop.kz/fail");
        order.put("language", "en");
        return order;
    }

    /** A checkout to be paid with a saved card of the sandbox. */
    public static Map<String, Object> savedCard(String orderId, SavedCard card) {
        var order = order(orderId);
        order.put("method", "saved_card");
        order.put("saved_card", Map.of("token", card.token(), "user_id", "u42", "mask", card.mask()));
        return order;
    }

    /** A checkout to be paid with a new card, typed on Freedom Pay's page. */
    public static Map<String, Object> cardPage(String orderId) {
        var order = order(orderId);
        order.put("method", "card_page");
        return order;
    }

    /** Makes a payment that wants a challenge, and what a checkout for it needs. */
    public Map<String, Object> threeDs(String orderId) {
        return threeDs(orderId, true);
    }

    /** The same, held only if not {@code autoClearing}. */
    public Map<String, Object> threeDs(String orderId, boolean autoClearing) {
        return threeDs(orderId, autoClearing, Map.of());
    }

    /** The same, with more fields in the merchant's own call, such as {@code pg_result_url}. */
    public Map<String, Object> threeDs(String orderId, boolean autoClearing, Map<String, Object> more) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("pg_order_id", orderId);
        fields.put("pg_amount", "1500.00");
        fields.put("pg_currency", "KZT");
        fields.put("pg_description", "Order " + orderId);
        fields.put("pg_card_pan", TestCard.VISA_3DS.pan());
        fields.put("pg_card_cvc", "123");
        fields.put("pg_card_year", "31");
        fields.put("pg_card_month", "12");
        fields.put("pg_card_name", "TEST CARD");
        fields.put("pg_auto_clearing", autoClearing ? "1" : "0");
        fields.putAll(more);
        var answer = gateway("/g2g/payment", fields);
        var order = order(orderId);
        order.put("method", "three_ds");
        order.put(
                "three_ds",
                Map.of(
                        "payment_id", answer.get("pg_payment_id"),
                        "acs_url", answer.get("pg_3d_acsurl"),
                        "pareq", answer.get("pg_3d_pareq"),
                        "md", answer.get("pg_3d_md")));
        order.put("capture", autoClearing ? "automatic" : "manual");
        return order;
    }

    /** Calls Freedom Pay as the merchant's own server does, with a signature; answers the fields. */
    public Map<String, String> gateway(String path, Map<String, Object> wanted) {
        var fields = new ArrayList<>(List.of(
                new Field("pg_merchant_id", merchantId), new Field("pg_salt", "testkit" + ORDERS.incrementAndGet())));
        wanted.forEach((name, value) -> fields.add(new Field(name, value.toString())));
        fields.add(new Field("pg_sig", Signature.of(Signature.scriptOf(path), fields, secretKey)));
        var form = fields.stream()
                .map(f -> f.name() + "=" + URLEncoder.encode(f.value(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return Xml.read(Http.post(gateway + path, form).body());
    }

    /** Opens a checkout; fails the test if the API does not. */
    public Checkout open(Map<String, Object> order) {
        var response = create(Json.write(order));
        if (response.statusCode() != 201) {
            throw new AssertionError(response.statusCode() + " " + response.body());
        }
        return checkout(response);
    }

    /** The checkout of which a response of the API tells. */
    public Checkout checkout(Http.Answer response) {
        return new Checkout(this, Json.readObject(response.body()));
    }

    public Http.Answer create(String json) {
        return request("/api/v1/checkouts").postJson(json);
    }

    /** Posts JSON, with an {@code Idempotency-Key} unless it is empty. */
    public Http.Answer post(String path, String json, String idempotencyKey) {
        var request = request(path);
        if (!idempotencyKey.isEmpty()) {
            request.header("Idempotency-Key", idempotencyKey);
        }
        return request.postJson(json);
    }

    public Http.Answer delete(String path) {
        return request(path).send("DELETE");
    }

    public Http.Answer get(String path) {
        return request(path).get();
    }

    private Http.Request request(String path) {
        return Http.to(checkout + path).header("Authorization", "Bearer " + key);
    }
}
