package org.freedomcheckout.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.TreeMap;
import org.freedomcheckout.testkit.BankAnswers;
import org.freedomcheckout.testkit.MerchantApi;
import org.freedomcheckout.testkit.RunningCheckout;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Requests that are too much: refused before they cost anything, wherever they are sent. */
class OversizedRequestsTest {

    @RegisterExtension
    static final RunningCheckout running = new RunningCheckout();

    private static final String FORM = "Content-Type: application/x-www-form-urlencoded\r\n";

    private static final String CHUNK = "10000\r\n" + "x".repeat(0x10000) + "\r\n";

    /** What a socket and its buffers may have taken before the connection is gone. */
    private static final long ENDED_AFTER = 64L << 20;

    /** The addresses that read a body, by their headers. */
    private static final Map<String, String> READERS = new TreeMap<>();

    @BeforeAll
    static void open() {
        var merchant = running.merchant();
        var checkout = merchant.open(merchant.threeDs(MerchantApi.newOrder()));
        var acs = URI.create(BankAnswers.confirmed(checkout).termUrl()).getPath();
        READERS.put(acs, FORM);
        READERS.put(acs.replace("/acs/", "/return/") + "/success", FORM);
        READERS.put(
                URI.create(merchant.open(MerchantApi.cardPage(MerchantApi.newOrder()))
                                .url())
                        .getPath(),
                FORM + "Sec-Fetch-Site: same-origin\r\n");
        READERS.put("/callbacks/freedompay/result", FORM);
        READERS.put("/callbacks/freedompay/check", FORM);
        READERS.put("/callbacks/freedompay/card", FORM);
        READERS.put("/csp", "Content-Type: application/csp-report\r\n");
        READERS.put(
                "/api/v1/checkouts",
                "Content-Type: application/json\r\nAuthorization: Bearer " + RunningCheckout.API_KEY + "\r\n");
    }

    private static String head(String path, String headers) {
        return "POST " + path + " HTTP/1.1\r\nHost: localhost\r\n" + headers;
    }

    private static void assertAnswered(int status, String name, String request) {
        assertThat(RawHttp.exchange(running.url(), request)).as(name).startsWith("HTTP/1.1 " + status + " ");
    }

    @Test
    void twelveHundredFieldsAreTooMany() {
        var body = "a=1&".repeat(1_200) + "a=1";
        READERS.forEach((path, headers) -> {
            if (headers.startsWith(FORM)) {
                var sized = "Content-Length: " + body.length() + "\r\nConnection: close\r\n\r\n";
                assertAnswered(400, path, head(path, headers) + sized + body);
            }
        });
        assertAnswered(
                400,
                "query",
                "GET /callbacks/freedompay/result?" + "a&".repeat(1_201)
                        + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    }

    @Test
    void aHundredFieldsInTheHeadAreEnough() {
        var line = "GET /health/x HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n";
        assertAnswered(404, "100 fields", line + "X: y\r\n".repeat(98) + "\r\n");
        assertAnswered(400, "101 fields", line + "X: y\r\n".repeat(99) + "\r\n");
        assertAnswered(400, "8 KiB", line + "X: " + "y".repeat(8_192) + "\r\n\r\n");
    }

    @Test
    void aCompressedBodyIsNotTaken() {
        READERS.forEach((path, headers) -> {
            for (var coding : new String[] {"gzip", "deflate", "br", "x", "gzip, gzip"}) {
                assertAnswered(
                        415,
                        path,
                        head(path, headers) + "Content-Encoding: " + coding
                                + "\r\nContent-Length: 3\r\nConnection: close\r\n\r\na=1");
            }
        });
    }

    @Test
    void aLengthOfAGigabyteIsRefusedBeforeAByteOfItHasCome() throws IOException {
        for (var reader : READERS.entrySet()) {
            try (var http = new RawHttp(running.url())) {
                http.send(head(reader.getKey(), reader.getValue()) + "Content-Length: 1073741824\r\n\r\n");
                assertThat(http.statusLine()).as(reader.getKey()).isEqualTo("HTTP/1.1 413 ");
            }
        }
    }

    /** Whether anybody reads it or not. */
    @Tag("slow")
    @Test
    void aBodyWithoutEndIsRefusedAndNotReadOn() throws IOException {
        var readers = new TreeMap<>(READERS);
        readers.put("/nowhere", FORM);
        for (var reader : readers.entrySet()) {
            try (var http = new RawHttp(running.url())) {
                http.send(head(reader.getKey(), reader.getValue()) + "Transfer-Encoding: chunked\r\n\r\n");
                http.send(CHUNK.repeat(3));
                assertThat(http.statusLine())
                        .as(reader.getKey())
                        .isEqualTo(READERS.containsKey(reader.getKey()) ? "HTTP/1.1 413 " : "HTTP/1.1 404 ");
                assertThat(flood(http)).as(reader.getKey()).isLessThan(ENDED_AFTER);
            }
        }
    }

    /** A gigabyte, or what of it the other side took. */
    private static long flood(RawHttp http) {
        var sent = 0L;
        try {
            while (sent < 1L << 30) {
                http.send(CHUNK);
                sent += CHUNK.length();
            }
        } catch (IOException e) {
            return sent;
        }
        return sent;
    }
}
