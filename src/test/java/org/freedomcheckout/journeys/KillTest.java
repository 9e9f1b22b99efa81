package org.freedomcheckout.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.freedomcheckout.testkit.BankAnswers;
import org.freedomcheckout.testkit.Checkout;
import org.freedomcheckout.testkit.Eventually;
import org.freedomcheckout.testkit.Http;
import org.freedomcheckout.testkit.MerchantApi;
import org.freedomcheckout.testkit.RunningCheckout;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The server as a process of its own, killed in the middle of a payment and started again on the same database. */
@Order(2)
class KillTest {

    private static final String KEY = "kill-test-key-kill-test-key-kill-test-key";

    /** Only its sandbox is used: the server under test is another process. */
    @RegisterExtension
    static final RunningCheckout running = new RunningCheckout();

    @TempDir
    private Path directory;

    private final String order = MerchantApi.newOrder();
    private int port;
    private Process server;
    private String database;

    @BeforeEach
    void start() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        database = RunningCheckout.newDatabase(directory);
        startAgain();
    }

    private void startAgain() throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var builder = new ProcessBuilder(
                java, "-cp", System.getProperty("java.class.path"), "org.freedomcheckout.app.Main", "serve");
        var environment = builder.environment();
        environment.put("CHECKOUT_PUBLIC_URL", "http://localhost:" + port);
        environment.put("CHECKOUT_HOST", "localhost");
        environment.put("CHECKOUT_PORT", Integer.toString(port));
        environment.put("CHECKOUT_MANAGEMENT_PORT", "0");
        environment.put("CHECKOUT_API_KEYS", KEY);
        environment.put("CHECKOUT_KEY", KEY);
        environment.put("CHECKOUT_DATABASE_URL", database);
        environment.put("FREEDOMPAY_URL", running.sandboxUrl().toString());
        environment.put("FREEDOMPAY_MERCHANT_ID", "570001");
        environment.put("FREEDOMPAY_SECRET_KEY", running.secretKey());
        environment.put("FREEDOMPAY_RESPONSE_TIMEOUT", "PT1S");
        builder.redirectErrorStream(true)
                .redirectOutput(directory.resolve("log").toFile());
        server = builder.start();
        assertThat(Eventually.look(this::answers, Boolean::booleanValue)).isTrue();
    }

    private boolean answers() {
        try {
            return Http.get("http://localhost:" + port + "/nowhere").statusCode() == 404;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    @AfterEach
    void kill() throws InterruptedException {
        server.destroyForcibly().waitFor();
    }

    private MerchantApi merchant() {
        return running.merchant("http://localhost:" + port, KEY);
    }

    /** The kill comes so long after the post: before the intent, between intent and answer, and after it. */
    @ParameterizedTest
    @ValueSource(longs = {0, 2, 5, 10, 20, 40, 80, 400})
    void aKillLosesNothingAndChargesNothingTwice(long millis) throws Exception {
        running.sandbox().fault(order, "paymentAcs", "delay", "ms", 30L);
        var merchant = merchant();
        var checkout = merchant.open(merchant.threeDs(order));
        var bank = BankAnswers.confirmed(checkout);

        var post = Thread.ofVirtual().start(() -> {
            try {
                Http.post(bank.termUrl(), bank.form());
            } catch (UncheckedIOException e) {
                // The server was killed under it.
                assertThat(e).hasCauseInstanceOf(IOException.class);
            }
        });
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
        kill();
        post.join();
        startAgain();

        if (checkout.status().equals("open")) {
            // Nothing had happened yet: the shopper comes back once more.
            Http.post(bank.termUrl(), bank.form());
        }
        settle(checkout);
        assertThat(running.sandbox().authorizations(order)).isLessThanOrEqualTo(1);
        assertThat(running.sandbox().calls(order, "paymentAcs")).isLessThanOrEqualTo(1);
    }

    /** Ends paid; or, if the kill came after the intent and before the call, goes on asking. */
    private void settle(Checkout checkout) {
        if (Eventually.look(() -> running.sandbox().authorizations(order), n -> n > 0 || !sent(checkout)) > 0) {
            assertThat(checkout.statusOnce("paid")).isEqualTo("paid");
        } else {
            assertThat(checkout.status()).isEqualTo("processing");
        }
    }

    private boolean sent(Checkout checkout) {
        return !checkout.timeline().contains("status.answered");
    }

    @Test
    void toldToStopItEndsInOrder() throws InterruptedException {
        server.destroy();
        assertThat(server.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(server.exitValue()).isZero();
    }
}
