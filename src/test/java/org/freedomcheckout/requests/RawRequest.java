package org.freedomcheckout.requests;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;

/**
 * A request byte by byte, each byte a character below 256.
 *
 * @param headers without Content-Length, which follows from the body
 */
record RawRequest(String method, String target, List<Entry<String, String>> headers, String body) {

    RawRequest {
        headers = List.copyOf(headers);
    }

    static RawRequest get(String target) {
        return new RawRequest("GET", target, List.of(Map.entry("Accept-Language", "ru")), "");
    }

    static RawRequest post(String target, String type, String body) {
        return new RawRequest("POST", target, List.of(Map.entry("Content-Type", type)), body);
    }

    RawRequest withHeader(String name, String value) {
        var all = new ArrayList<>(headers);
        all.add(Map.entry(name, value));
        return withHeaders(all);
    }

    RawRequest withMethod(String other) {
        return new RawRequest(other, target, headers, body);
    }

    RawRequest withTarget(String other) {
        return new RawRequest(method, other, headers, body);
    }

    RawRequest withHeaders(List<Entry<String, String>> others) {
        return new RawRequest(method, target, others, body);
    }

    RawRequest withBody(String other) {
        return new RawRequest(method, target, headers, other);
    }

    /** One request, and not two: what would end a line outside of the body becomes a space. */
    byte[] bytes() {
        var text = new StringBuilder(method + " " + oneLine(target) + " HTTP/1.1\r\nHost: localhost\r\n");
        headers.forEach(header -> text.append(header.getKey())
                .append(": ")
                .append(oneLine(header.getValue()))
                .append("\r\n"));
        if (!body.isEmpty() || method.equals("POST")) {
            text.append("Content-Length: ").append(body.length()).append("\r\n");
        }
        return text.append("\r\n").append(body).toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String oneLine(String text) {
        return text.replace('\r', ' ').replace('\n', ' ');
    }

    @Override
    public String toString() {
        var text = new String(bytes(), StandardCharsets.ISO_8859_1);
        return text.length() > 2000 ? text.substring(0, 2000) + "…" : text;
    }
}
