package org.freedomcheckout.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Map;
import org.freedomcheckout.testkit.Eventually;
import org.freedomcheckout.testkit.Http;
import org.freedomcheckout.testkit.RunningCheckout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Callers who keep connections and say little. */
class ConnectionsTest {

    @RegisterExtension
    static final RunningCheckout running = new RunningCheckout().with("CHECKOUT_RATE_LIMIT", "on");

    private static final String GET = "GET /nowhere HTTP/1.1\r\nHost: localhost\r\n\r\n";

    @Test
    void oneAddressHasAHundredConnections() throws IOException {
        var held = new ArrayList<RawHttp>();
        try {
            for (int i = 0; i < 99; i++) {
                held.add(new RawHttp(running.url(), "127.9.9.8"));
            }
            // Connections are taken in turn: what is said here, is said to the hundredth.
            held.add(new RawHttp(running.url(), "127.9.9.8"));
            held.getLast().send(GET);
            assertThat(held.getLast().statusLine()).isEqualTo("HTTP/1.1 404 ");
            assertThat(RawHttp.exchange(running.url(), "127.9.9.8", GET)).isEmpty();
            try (var other = new RawHttp(running.url(), "127.9.9.9")) {
                other.send(GET);
                assertThat(other.statusLine()).isEqualTo("HTTP/1.1 404 ");
            }
        } finally {
            held.forEach(RawHttp::close);
        }
        assertThat(Eventually.look(
                        () -> RawHttp.exchange(running.url(), "127.9.9.8", GET), answer -> !answer.isEmpty()))
                .startsWith("HTTP/1.1 404");
    }

    /** Each sends a byte from time to time, which is enough for the container's own time limit. */
    @Test
    void whoeverDripsIsCutOff() throws IOException {
        try (var header = new RawHttp(running.url(), "127.9.1.1");
                var body = new RawHttp(running.url(), "127.9.1.2");
                var between = new RawHttp(running.url(), "127.9.1.3");
                var nothing = new RawHttp(running.url(), "127.9.1.4")) {
            header.send("GET /nowhere HTTP/1.1\r\nX: ");
            body.send("POST /acs/" + "A".repeat(43) + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\n");
            body.send("x");
            var drops = Map.of(header, "y", body, "x", between, "\r\n", nothing, "");
            var served = Eventually.look(
                    () -> drops.entrySet().stream()
                            .filter(one -> one.getKey().drip(one.getValue()))
                            .count(),
                    n -> n == 0);
            assertThat(served).isZero();
        }
        assertThat(Http.get(running.url() + "/nowhere").statusCode()).isEqualTo(404);
    }
}
