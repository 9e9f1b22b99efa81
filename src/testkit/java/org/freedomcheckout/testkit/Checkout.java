package org.freedomcheckout.testkit;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.freedomcheckout.sandbox.Json;

/** A checkout as the API tells it; reads it anew for each question. */
public final class Checkout {

    private final MerchantApi api;
    private final Map<String, Object> opened;

    Checkout(MerchantApi api, Map<String, Object> opened) {
        this.api = api;
        this.opened = opened;
    }

    public String id() {
        return (String) opened.get("id");
    }

    public String orderId() {
        return (String) opened.get("order_id");
    }

    /** The shopper's page. */
    public String url() {
        return (String) opened.get("url");
    }

    /** The whole object. */
    public Map<String, Object> read() {
        return Json.readObject(api.get("/api/v1/checkouts/" + id()).body());
    }

    /** An object inside it, such as {@code payment}; empty if it is null. */
    @SuppressWarnings("unchecked")
    public Map<String, Object> read(String name) {
        return read().get(name) instanceof Map<?, ?> object ? (Map<String, Object>) object : Map.of();
    }

    /** Asks for {@code capture}, {@code cancel}, {@code refund}, {@code expire} or {@code sync}. */
    public Http.Answer post(String what, String json) {
        return api.post("/api/v1/checkouts/" + id() + "/" + what, json, "");
    }

    /** The same with an {@code Idempotency-Key}. */
    public Http.Answer post(String what, String json, String idempotencyKey) {
        return api.post("/api/v1/checkouts/" + id() + "/" + what, json, idempotencyKey);
    }

    public String status() {
        return (String) read().get("status");
    }

    /** The same, with more patience than a test should need. */
    public String statusOnceWithin(String expected, Duration patience) {
        return Eventually.look(this::status, expected::equals, patience);
    }

    /** Waits for a status; returns the one it has in the end. */
    public String statusOnce(String expected) {
        return Eventually.look(this::status, expected::equals);
    }

    /** The types of the timeline's entries. */
    public List<String> timeline() {
        var events =
                Json.readObject(api.get("/api/v1/checkouts/" + id() + "/events").body());
        return ((List<?>) events.get("data"))
                .stream()
                        .map(event -> String.valueOf(((Map<?, ?>) event).get("type")))
                        .toList();
    }
}
