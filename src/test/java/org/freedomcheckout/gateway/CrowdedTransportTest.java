package org.freedomcheckout.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.freedomcheckout.checkout.Secret;
import org.freedomcheckout.testkit.Eventually;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Freedom Pay answers nobody for a while, and more want to call it than may wait. */
class CrowdedTransportTest {

    private static final int UNDER_WAY = 20;
    private static final int MAY_WAIT = 5 * UNDER_WAY;
    private static final int TOO_MANY = 10;
    private static final long PATIENCE_SECONDS = 60;

    /** Nobody's time is over before the test is. */
    private static final Duration DEADLINE = Duration.ofMinutes(10);

    private final CountDownLatch answering = new CountDownLatch(1);
    private final AtomicInteger arrived = new AtomicInteger();
    private final AtomicInteger atOnce = new AtomicInteger();
    private final AtomicInteger mostAtOnce = new AtomicInteger();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private HttpServer server;
    private URI url;

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), UNDER_WAY);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
        url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/x");
    }

    @AfterEach
    void close() {
        threads.shutdownNow();
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        arrived.incrementAndGet();
        mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
        try {
            answering.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        // Before the answer, after which the next call may be here.
        atOnce.decrementAndGet();
        try (exchange) {
            exchange.sendResponseHeaders(200, 2);
            exchange.getResponseBody().write("hi".getBytes(StandardCharsets.UTF_8));
        }
    }

    private Transport transport() {
        var settings = new GatewaySettings(
                url,
                "570001",
                () -> List.of(new Secret("secret")),
                DEADLINE,
                DEADLINE,
                UNDER_WAY,
                false,
                "pg_md",
                false);
        return new Transport(settings, DEADLINE);
    }

    @Test
    void callsWaitInTurnUpToACapAndWhoComesThenIsNotSent() throws Exception {
        try (var transport = transport()) {
            var calls = new ExecutorCompletionService<byte[]>(threads);
            for (int n = 0; n < UNDER_WAY + MAY_WAIT + TOO_MANY; n++) {
                calls.submit(() -> transport.post(url, "a=b".getBytes(StandardCharsets.UTF_8)));
            }
            for (int n = 0; n < TOO_MANY; n++) {
                assertThat(next(calls))
                        .failsWithin(Duration.ZERO)
                        .withThrowableOfType(ExecutionException.class)
                        .withCauseInstanceOf(NotSentException.class);
            }
            assertThat(Eventually.look(arrived::get, count -> count >= UNDER_WAY))
                    .isEqualTo(UNDER_WAY);

            answering.countDown();
            for (int n = 0; n < UNDER_WAY + MAY_WAIT; n++) {
                assertThat(next(calls).get()).asString(StandardCharsets.UTF_8).isEqualTo("hi");
            }
            assertThat(mostAtOnce).hasValue(UNDER_WAY);
            assertThat(arrived).hasValue(UNDER_WAY + MAY_WAIT);
        }
    }

    /** The next that has ended. */
    private static Future<byte[]> next(ExecutorCompletionService<byte[]> calls) throws InterruptedException {
        var ended = calls.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(ended).as("nothing has ended").isNotNull();
        return ended;
    }
}
