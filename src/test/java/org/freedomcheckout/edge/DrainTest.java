package org.freedomcheckout.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.freedomcheckout.sandbox.SavedCard;
import org.freedomcheckout.testkit.Eventually;
import org.freedomcheckout.testkit.Http;
import org.freedomcheckout.testkit.MerchantApi;
import org.freedomcheckout.testkit.RunningCheckout;
import org.freedomcheckout.testkit.Shopper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The server is told to stop while it works. */
class DrainTest {

    @RegisterExtension
    final RunningCheckout running = new RunningCheckout();

    @Test
    void whatIsRunningEndsAndNothingNewBegins() throws Exception {
        var order = MerchantApi.newOrder();
        var checkout = running.merchant().open(MerchantApi.savedCard(order, SavedCard.PAID));
        try (var shopper = Shopper.withoutScript()) {
            shopper.open(checkout.url()).cvc().pay("123");
        }
        assertThat(checkout.statusOnce("paid")).isEqualTo("paid");
        running.sandbox().fault(order, "revoke.php", "delay", "ms", 4_000L);
        var ready = running.management() + "/health/ready";
        assertThat(Http.get(ready).statusCode()).isEqualTo(200);
        var open = new RawHttp(running.url());
        open.send("GET /api/v1/openapi.yaml HTTP/1.1\r\nHost: localhost\r\n");
        var refund = CompletableFuture.supplyAsync(
                () -> checkout.post("refund", "{\"amount\":\"1.00\"}"), Thread::startVirtualThread);
        Eventually.look(() -> running.sandbox().calls(order, "revoke.php"), calls -> calls == 1);

        var stop = CompletableFuture.runAsync(running::stop, Thread::startVirtualThread);

        assertThat(Eventually.look(() -> Http.get(ready).statusCode(), status -> status == 503))
                .isEqualTo(503);
        assertThat(Eventually.look(this::takesConnections, takes -> !takes)).isFalse();
        // A connection from before is told that it is too late.
        open.send("\r\n");
        assertThat(open.statusLine()).contains(" 503");
        open.close();
        var answer = refund.get(20, TimeUnit.SECONDS);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"refunded_amount\":\"1.00\"");
        stop.get(30, TimeUnit.SECONDS);
        running.start();
    }

    private boolean takesConnections() {
        try (var other = new RawHttp(running.url())) {
            other.send("GET /nowhere HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
            return other.statusLine().contains(" 404");
        } catch (IOException | UncheckedIOException e) {
            return false;
        }
    }
}
