package org.freedomcheckout.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import org.freedomcheckout.testkit.BankAnswers;
import org.freedomcheckout.testkit.Checkout;
import org.freedomcheckout.testkit.Http;
import org.freedomcheckout.testkit.MerchantApi;
import org.freedomcheckout.testkit.RunningCheckout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Freedom Pay goes away while shoppers come back from their bank, takes their money, and answers nobody: once it is back,
 * all of them are paid. {@code -Dsettling.payments=500 -Dsettling.outage=PT10S} measures how soon, and prints it.
 */
class SettlingTest {

    private static final int PAYMENTS = Integer.getInteger("settling.payments", 20);
    private static final Duration OUTAGE = Duration.parse(System.getProperty("settling.outage", "PT2S"));

    @RegisterExtension
    static final RunningCheckout running = new RunningCheckout().with("CHECKOUT_RATE_LIMIT", "off");

    private final String prefix = MerchantApi.newOrder();

    @Test
    void whatWasInDoubtIsPaidOnceFreedomPayIsBack() throws Exception {
        var checkouts = new ArrayList<Checkout>();
        for (int n = 0; n < PAYMENTS; n++) {
            checkouts.add(running.merchant().open(running.merchant().threeDs(prefix + "-" + n)));
        }
        var banks = checkouts.stream().map(BankAnswers::confirmed).toList();
        running.sandbox().faultForAll("paymentAcs", "drop");
        running.sandbox().faultForAll("status_v2", "status_503");
        var away = System.nanoTime();
        returnAll(banks);
        LockSupport.parkNanos(OUTAGE.toNanos() - (System.nanoTime() - away));
        running.sandbox().faultForAll("paymentAcs", "delay");
        running.sandbox().faultForAll("status_v2", "delay");
        var back = running.clock().instant();
        for (var checkout : checkouts) {
            assertThat(checkout.statusOnceWithin("paid", Duration.ofMinutes(2))).isEqualTo("paid");
            assertThat(running.sandbox().calls(checkout.orderId(), "paymentAcs"))
                    .isEqualTo(1);
        }
        print(checkouts, back);
    }

    /** Evenly over the time of the outage. */
    private static void returnAll(List<BankAnswers> banks) throws InterruptedException {
        var returns = new ArrayList<Callable<Integer>>();
        for (int n = 0; n < banks.size(); n++) {
            var bank = banks.get(n);
            var wait = OUTAGE.multipliedBy(n).dividedBy(banks.size());
            returns.add(() -> {
                LockSupport.parkNanos(wait.toNanos());
                return Http.post(bank.termUrl(), bank.form()).statusCode();
            });
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            assertThat(threads.invokeAll(returns))
                    .allSatisfy(done -> assertThat(done.get()).isEqualTo(303));
        }
    }

    private static void print(List<Checkout> checkouts, Instant back) {
        var millis = checkouts.stream()
                .map(checkout -> Instant.parse((String) checkout.read().get("updated_at")))
                .mapToLong(paid -> Math.max(0, Duration.between(back, paid).toMillis()))
                .sorted()
                .toArray();
        System.out.printf(
                Locale.ROOT,
                "%d payments in doubt, Freedom Pay away for %s: paid %.1f s (p50), %.1f s (p99), %.1f s (last) after it is back%n",
                millis.length,
                OUTAGE,
                millis[millis.length / 2] / 1e3,
                millis[millis.length * 99 / 100] / 1e3,
                millis[millis.length - 1] / 1e3);
    }
}
