package org.freedomcheckout.requests;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Changes a good request a little, so that it comes far before it is found out. */
final class Mutations {

    /** Would be an element if it came back unescaped. */
    static final String ELEMENT = "<q7x>";

    /** Would be a header if it came back in one. */
    static final String HEADER = "x-q7x";

    private static final List<String> METHODS =
            List.of("GET", "POST", "HEAD", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "get", "X", "");

    private static final List<String> PIECES = List.of(
            ELEMENT,
            "%3Cq7x%3E",
            "\"'>" + ELEMENT,
            "&lt;q7x&gt;",
            "\\u003cq7x\\u003e",
            "%0d%0a" + HEADER + ":%201",
            "\r\n" + HEADER + ": 1",
            "${7*7}",
            "__${T(q)}__::.x",
            "[[${#ctx}]]",
            "' OR '1'='1",
            "..",
            "/../",
            "%2e%2e%2f",
            ";a=b",
            "//",
            "\\",
            "%",
            "%00",
            "%ff",
            "%u0041",
            "\0",
            "\u00ff\u00fe",
            "\u00d1\u008f",
            "\u00ed\u00a0\u0080",
            "&",
            "=",
            "&amp;",
            "+",
            " ",
            "\t",
            "#",
            "?",
            "{",
            "}",
            "[",
            "]",
            "null",
            "true",
            "-1",
            "0",
            "1e999",
            "99999999999999999999",
            "0.001",
            "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/hostname\">]>",
            "<a>",
            "]]>",
            "&e;",
            "--",
            "javascript:alert(1)",
            "https://evil.example/",
            "A".repeat(300),
            "%41".repeat(700),
            "[".repeat(1500),
            "x=1&".repeat(250));

    private static final List<String> HEADERS = List.of(
            "Content-Type",
            "Accept",
            "Accept-Language",
            "Accept-Encoding",
            "Authorization",
            "Idempotency-Key",
            "Cookie",
            "Origin",
            "Referer",
            "Range",
            "If-None-Match",
            "If-Modified-Since",
            "Sec-Fetch-Site",
            "Sec-Fetch-Mode",
            "User-Agent",
            "X-Forwarded-For",
            "X-Forwarded-Proto",
            "X-Forwarded-Host",
            "Forwarded",
            "Content-Encoding",
            "Upgrade",
            "Connection",
            "Last-Event-ID");

    private static final List<String> VALUES = List.of(
            "",
            "*/*",
            "text/html",
            "application/json",
            "application/json;charset=x",
            "application/x-www-form-urlencoded",
            "application/x-www-form-urlencoded; charset=utf-16",
            "multipart/form-data",
            "multipart/form-data; boundary=b",
            "text/xml",
            "gzip",
            "gzip, br;q=0, *;q=-1",
            "bytes=0-,5-1",
            "same-origin",
            "cross-site",
            "null",
            "Bearer",
            "Basic eDp5",
            "203.0.113.9, 10.0.0.1",
            "[::1]:99999",
            "for=\"[::]\";proto=https",
            "https",
            "ru-RU,kk;q=0.x",
            "h2c",
            "Sun, 99 Nov 9999 99:99:99 GMT",
            "W/\"x\"");

    private final SplittableRandom random;

    Mutations(SplittableRandom random) {
        this.random = random;
    }

    /** The request after one to three changes. */
    RawRequest of(RawRequest request) {
        var changed = request;
        for (int count = random.nextInt(1, 4); count > 0; count--) {
            changed = once(changed);
        }
        return changed;
    }

    private RawRequest once(RawRequest request) {
        return switch (random.nextInt(10)) {
            case 0 -> request.withMethod(any(METHODS));
            case 1, 2, 3 -> request.withTarget(text(request.target()));
            case 4 -> request.withHeader(any(HEADERS), any(VALUES));
            case 5 -> request.withHeader(any(HEADERS), text(any(VALUES)));
            case 6 -> header(request);
            default ->
                request.body().isEmpty()
                        ? request.withTarget(text(request.target()))
                        : request.withBody(text(request.body()));
        };
    }

    private RawRequest header(RawRequest request) {
        if (request.headers().isEmpty()) {
            return request;
        }
        var headers = new ArrayList<>(request.headers());
        var chosen = headers.remove(random.nextInt(headers.size()));
        if (random.nextBoolean()) {
            headers.add(Map.entry(chosen.getKey(), text(chosen.getValue())));
        }
        return request.withHeaders(headers);
    }

    private String text(String text) {
        var from = random.nextInt(text.length() + 1);
        var to = Math.min(text.length(), from + random.nextInt(1, 12));
        var before = text.substring(0, from);
        var middle = text.substring(from, to);
        var after = text.substring(to);
        return switch (random.nextInt(7)) {
            case 0 -> before + after;
            case 1 -> before + middle + middle + after;
            case 2 -> before + (char) random.nextInt(256) + text.substring(from);
            case 3 -> text + text;
            case 4 -> text + any(PIECES);
            default -> before + any(PIECES) + (random.nextBoolean() ? after : text.substring(from));
        };
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
