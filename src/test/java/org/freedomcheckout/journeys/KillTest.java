package org.freedomcheckout.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
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
    private ServerProcess server;

    @BeforeEach
    void start() throws IOException {
        var database = RunningCheckout.newDatabase(directory);
        server = new ServerProcess(running, KEY, database, directory.resolve("log"))
                .with("FREEDOMPAY_RESPONSE_TIMEOUT", "PT1S")
                .start();
    }

    @AfterEach
    void kill() {
        server.kill();
    }

    private MerchantApi merchant() {
        return running.merchant(server.url(), KEY);
    }

    /** The kill comes so long after the post: before the intent, between intent and answer, and after it. */
    @ParameterizedTest
    @ValueSource(longs = {0, 5, 20, 80, 400})
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
        server.start();

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
        assertThat(server.stop()).isZero();
    }
}
