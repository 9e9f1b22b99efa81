package org.freedomcheckout.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.freedomcheckout.web.limit.Load;
import org.freedomcheckout.web.limit.Load.Urgency;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BodyTest {

    private static Exchange post(String body) {
        return Exchange.post("/", "text/plain", body);
    }

    private static void assertRefused(int status, Exchange exchange) {
        assertThatThrownBy(() -> Body.read(exchange.request(), 10))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.status()).isEqualTo(status));
    }

    @Test
    void itIsReadUpToItsLimit() {
        assertThat(Body.read(post("0123456789").request(), 10)).asString().isEqualTo("0123456789");
        assertThat(Body.read(post("").request(), 10)).isEmpty();
        assertRefused(413, post("0123456789x"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "br", "identity, gzip"})
    void aPackedOneIsNotTaken(String coding) {
        assertRefused(415, post("x").with("Content-Encoding", coding));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "identity", "Identity"})
    void oneThatOnlySaysSoIsTaken(String coding) {
        assertThat(Body.read(post("x").with("Content-Encoding", coding).request(), 10))
                .asString()
                .isEqualTo("x");
    }

    /** Whoever keeps us waiting for it takes no place from those who are served. */
    @Test
    void whileItComesTheRequestIsNotAtWork() {
        var load = new Load();
        var exchange = post("x");
        try (var _ = load.enter(exchange.request(), Urgency.NORMAL).orElseThrow()) {
            exchange.whenRead(() -> assertThat(load.working()).isZero());
            Body.read(exchange.request(), 10);
            assertThat(load.working()).isEqualTo(1);
        }
    }
}
