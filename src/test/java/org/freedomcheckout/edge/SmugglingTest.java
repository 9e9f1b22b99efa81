package org.freedomcheckout.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.freedomcheckout.testkit.RunningCheckout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Requests that two servers in a row might cut in different places. Each hides a second request in what is, read strictly,
 * the first one's body or head: there must never be a second answer.
 */
class SmugglingTest {

    @RegisterExtension
    static final RunningCheckout running = new RunningCheckout();

    private static final String HIDDEN = "GET /smuggled HTTP/1.1\r\nHost: localhost\r\n\r\n";
    private static final Pattern FINAL_ANSWER = Pattern.compile("HTTP/1\\.[01] [2-5]\\d\\d");

    private static String post(String fields, String body) {
        return "POST /csp HTTP/1.1\r\nHost: localhost\r\n" + fields + "\r\n" + body;
    }

    private static String chunked(String text) {
        return Integer.toHexString(text.length()) + "\r\n" + text + "\r\n0\r\n\r\n";
    }

    /** Both framings, in both orders: by one the hidden request is body, by the other it is not. */
    private static Map<String, String> transferEncodings() {
        var all = new LinkedHashMap<String, String>();
        var ends = "0\r\n\r\n" + HIDDEN;
        var chunk = chunked(HIDDEN);
        var sizeLine = chunk.indexOf("\r\n") + 2;
        var fields = List.of(
                "Transfer-Encoding: chunked",
                "Transfer-Encoding:chunked",
                "transfer-encoding: CHUNKED",
                "Transfer-Encoding: \tchunked",
                "Transfer-Encoding: chunked\t",
                "Transfer-Encoding: xchunked",
                "Transfer-Encoding: chunkedx",
                "Transfer-Encoding: chunk",
                "Transfer-Encoding: identity",
                "Transfer-Encoding: chunked, identity",
                "Transfer-Encoding: identity, chunked",
                "Transfer-Encoding: gzip, chunked",
                "Transfer-Encoding: chunked, gzip",
                "Transfer-Encoding: chunked, chunked",
                "Transfer-Encoding: chunked;q=1",
                "Transfer-Encoding: \"chunked\"",
                "Transfer-Encoding: ,chunked",
                "Transfer-Encoding: chunked,",
                "Transfer-Encoding: x chunked",
                "Transfer-Encoding: \u000bchunked",
                "Transfer-Encoding: \u000cchunked",
                "Transfer-Encoding: \0chunked",
                "Transfer-Encoding: chunked\0",
                "Transfer-Encoding: \u00a0chunked",
                "Transfer-Encoding: chun\rked",
                "Transfer-Encoding: \nchunked",
                "Transfer-Encoding:\r\n chunked",
                "Transfer-Encoding:",
                "Transfer-Encoding : chunked",
                "Transfer-Encoding\t: chunked",
                "Transfer-Encoding\0: chunked",
                "Transfer-Encoding\u000b: chunked",
                "Transfer-Encoding\r\n : chunked",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity",
                "Transfer-Encoding: identity\r\nTransfer-Encoding: chunked",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked");
        for (var field : fields) {
            all.put(
                    "length first, ends early: " + field,
                    post("Content-Length: " + ends.length() + "\r\n" + field + "\r\n", ends));
            all.put(
                    "coding first, ends early: " + field,
                    post(field + "\r\nContent-Length: " + ends.length() + "\r\n", ends));
            all.put(
                    "length first, ends late: " + field,
                    post("Content-Length: " + sizeLine + "\r\n" + field + "\r\n", chunk));
            all.put(
                    "coding first, ends late: " + field,
                    post(field + "\r\nContent-Length: " + sizeLine + "\r\n", chunk));
        }
        return all;
    }

    /** The hidden request is the body, if the length is read as it stands. */
    private static Map<String, String> lengths() {
        var all = new LinkedHashMap<String, String>();
        var n = HIDDEN.length();
        var values = List.of(
                n + "",
                " " + n,
                n + " ",
                "0" + n,
                "+" + n,
                "-" + n,
                n + "," + n,
                n + ", 0",
                "0, " + n,
                n + ".0",
                n + "e0",
                "0x" + Integer.toHexString(n),
                "",
                "\u000b" + n,
                n + "\0",
                "4294967296",
                "18446744073709551616",
                "-1",
                n + " 0",
                "\"" + n + "\"",
                n + ";x",
                "\u0666");
        for (var value : values) {
            all.put("length " + value, post("Content-Length: " + value + "\r\n", HIDDEN));
        }
        for (var name : List.of(
                "Content-Length ",
                " Content-Length",
                "\tContent-Length",
                "Content-Length\t",
                "Content-Length\0",
                "Content-Length\u000b",
                "Content-Length\r\n ",
                "Content-Length\u00a0",
                "Content\rLength",
                "CONTENT-LENGTH")) {
            all.put("field " + name, post(name + ": " + n + "\r\n", HIDDEN));
        }
        all.put("two lengths", post("Content-Length: 0\r\nContent-Length: " + n + "\r\n", HIDDEN));
        all.put("two lengths, turned", post("Content-Length: " + n + "\r\nContent-Length: 0\r\n", HIDDEN));
        all.put("one length twice", post("Content-Length: " + n + "\r\nContent-Length: " + n + "\r\n", HIDDEN));
        return all;
    }

    /** The hidden request is inside the chunks, or after a chunk that is none. */
    private static Map<String, String> chunks() {
        var all = new LinkedHashMap<String, String>();
        var hex = Integer.toHexString(HIDDEN.length());
        for (var size : List.of(
                hex,
                "0" + hex,
                hex.toUpperCase(Locale.ROOT),
                "0x" + hex,
                "+" + hex,
                "-" + hex,
                " " + hex,
                hex + " ",
                hex + "\t",
                "0_" + hex,
                hex + ";a=b",
                hex + ";a=\"b",
                hex + ";\n",
                hex + ";a\rb",
                "\n" + hex,
                hex + "g",
                "100000000" + hex,
                "",
                "\0" + hex)) {
            all.put("size " + size, post("Transfer-Encoding: chunked\r\n", size + "\r\n" + HIDDEN + "\r\n0\r\n\r\n"));
        }
        for (var end : List.of("\n", "\r", "", "XX", "\n\r", "XX\r\n", "\r\r\n")) {
            all.put(
                    "end of chunk " + end,
                    post("Transfer-Encoding: chunked\r\n", hex + "\r\n" + HIDDEN + end + "0\r\n\r\n"));
            all.put("end of size " + end, post("Transfer-Encoding: chunked\r\n", hex + end + HIDDEN + "\r\n0\r\n\r\n"));
        }
        for (var last : List.of("-0", "0x0", "+0", "0 0", "0\r", "0\u000b", "z", "0;\r")) {
            all.put("last chunk " + last, post("Transfer-Encoding: chunked\r\n", last + "\r\n\r\n" + HIDDEN));
        }
        for (var trailer : List.of("Content-Length : 0", " x: y", "x", "x\0: y", ": y", "x y: z", "\u000b: x")) {
            all.put(
                    "trailer " + trailer,
                    post("Transfer-Encoding: chunked\r\n", "0\r\n" + trailer + "\r\n\r\n" + HIDDEN));
        }
        all.put("chunked in HTTP/1.0", "POST /csp HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + HIDDEN);
        return all;
    }

    /** The hidden request follows a head that cannot be one, or one that asks to close. */
    private static Map<String, String> heads() {
        var all = new LinkedHashMap<String, String>();
        for (var line : List.of(
                "GET /",
                "GET / HTTP/0.9",
                "GET / HTTP/1.2",
                "GET / HTTP/2.0",
                "GET / HTTP/1.1 HTTP/1.1",
                "GET / http/1.1",
                "GET /\0 HTTP/1.1",
                "GET /a b HTTP/1.1",
                "GET\r/ HTTP/1.1",
                "GET /\r HTTP/1.1",
                "G\0T / HTTP/1.1",
                "GET / HTTP/1.1\rX: y",
                "GET http:// HTTP/1.1",
                "GET /%zz HTTP/1.1",
                "GET / HTTP/1.1x",
                "GET",
                "POST / HTTP/1.1\r\nContent-Length: x",
                ": / HTTP/1.1")) {
            all.put("line " + line, line + "\r\nHost: localhost\r\n\r\n" + HIDDEN);
        }
        for (var field : List.of(
                "Host: other",
                "Host: local host",
                "Host: localhost:x",
                "x\0: y",
                "x: \0",
                "x y: z",
                ": y",
                "no colon",
                "x: a\rb",
                "Connection: close",
                "Connection: CLOSE, x")) {
            all.put("field " + field, "GET /nowhere HTTP/1.1\r\nHost: localhost\r\n" + field + "\r\n\r\n" + HIDDEN);
        }
        // To some a line feed ends a line, to others it is a character like any other.
        for (var end : List.of("\n\n", "\n\r\n", "\r\n\n", "\n \n\n", "\r\n \n\r\n", "\r\n \r\n", "\r\n z\r\n\r\n")) {
            all.put("head's end " + end, "GET /nowhere HTTP/1.1\r\nHost: localhost\r\nx: y" + end + HIDDEN);
        }
        all.put("line's end in the request line", "GET /nowhere HTTP/1.1\nHost: localhost\r\n\r\n" + HIDDEN);
        all.put("line's end in a field", "GET /nowhere HTTP/1.1\r\nHost: localhost\nx: y\r\n\r\n" + HIDDEN);
        all.put("line's end at the last field", "GET /nowhere HTTP/1.1\r\nx: y\r\nHost: localhost\n\r\n" + HIDDEN);
        all.put(
                "length after a line's end",
                "POST /csp HTTP/1.1\r\nHost: localhost\r\nx: y\nContent-Length: 0\r\n\r\n" + HIDDEN);
        all.put("no host", "GET /nowhere HTTP/1.1\r\n\r\n" + HIDDEN);
        return all;
    }

    /** Whatever an address does with a body, it does not leave it to be the next request. */
    private static Map<String, String> bodiesNobodyReads() {
        var all = new LinkedHashMap<String, String>();
        for (var method : List.of("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH")) {
            for (var path : List.of("/nowhere", "/pay/x", "/api/v1/checkouts", "/assets/css/x.css")) {
                var line = method + " " + path + " HTTP/1.1\r\nHost: localhost\r\n";
                all.put(
                        method + " " + path + " with a length",
                        line + "Content-Length: " + HIDDEN.length() + "\r\n\r\n" + HIDDEN);
                all.put(
                        method + " " + path + " in chunks",
                        line + "Transfer-Encoding: chunked\r\n\r\n" + chunked(HIDDEN));
            }
        }
        return all;
    }

    @Test
    void aHiddenRequestIsNeverAnswered() {
        var all = new LinkedHashMap<String, String>();
        all.putAll(transferEncodings());
        all.putAll(lengths());
        all.putAll(chunks());
        all.putAll(heads());
        all.putAll(bodiesNobodyReads());
        assertThat(all).hasSizeGreaterThanOrEqualTo(200);
        var answered = new ArrayList<String>();
        all.forEach((name, bytes) -> {
            var answer = RawHttp.exchange(running.url(), bytes);
            if (FINAL_ANSWER.matcher(answer).results().count() > 1) {
                answered.add(name.replace("\r", "\\r").replace("\n", "\\n") + ": "
                        + answer.lines().filter(l -> l.startsWith("HTTP/")).toList());
            }
        });
        assertThat(answered).isEmpty();
    }

    /** A line feed in a body is none in a head. */
    @Test
    void aRequestThatIsNotHiddenIsAnswered() {
        for (var first : List.of(
                "GET /nowhere HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "POST /nowhere HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\n\r\n\n\n\n")) {
            assertThat(FINAL_ANSWER
                            .matcher(RawHttp.exchange(running.url(), first + HIDDEN))
                            .results())
                    .as(first)
                    .hasSize(2);
        }
    }
}
