package org.freedomcheckout.sandbox;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the sandbox answers, and how badly. */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record HttpResponse(int status, Map<String, String> headers, byte[] body, Delivery delivery) {

    /** How the bytes go out. */
    sealed interface Delivery {
        /** As they should. */
        record Whole() implements Delivery {}

        /** As they should, and then the kept connection is closed. */
        record WholeThenClose() implements Delivery {}

        /** No byte; the connection is reset. */
        record Reset() implements Delivery {}

        /** No byte; the connection is closed. */
        record Drop() implements Delivery {}

        /** Half of the body, then closed. */
        record Cut() implements Delivery {}

        /** One byte at a time. */
        record Drip(long millis) implements Delivery {}
    }

    static HttpResponse of(int status, String type, String body) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("Content-Type", type + "; charset=utf-8");
        headers.put("Cache-Control", "no-store");
        return new HttpResponse(status, headers, body.getBytes(StandardCharsets.UTF_8), new Delivery.Whole());
    }

    static HttpResponse xml(String body) {
        return of(200, "application/xml", body);
    }

    static HttpResponse html(String body) {
        return of(200, "text/html", body);
    }

    static HttpResponse json(int status, Object body) {
        return of(status, "application/json", Json.write(body));
    }

    static HttpResponse redirect(int status, String location) {
        return of(status, "text/plain", "").with("Location", location);
    }

    HttpResponse with(String header, String value) {
        var all = new LinkedHashMap<>(headers);
        all.put(header, value);
        return new HttpResponse(status, all, body, delivery);
    }

    HttpResponse by(Delivery how) {
        return new HttpResponse(status, headers, body, how);
    }

    HttpResponse body(byte[] other) {
        return new HttpResponse(status, headers, other, delivery);
    }

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }
}
