package org.freedomcheckout.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.freedomcheckout.testkit.BankAnswers;
import org.freedomcheckout.testkit.Checkout;
import org.freedomcheckout.testkit.Eventually;
import org.freedomcheckout.testkit.Http;
import org.freedomcheckout.testkit.MerchantApi;

/** A few shoppers who pay one order after the other, until they are told to end. */
final class RunningPayments implements AutoCloseable {

    private static final int SHOPPERS = 3;

    private final MerchantApi merchant;
    private final String prefix;
    private final Queue<Checkout> paid = new ConcurrentLinkedQueue<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Future<?>> shoppers = new ArrayList<>();
    private volatile boolean over;

    /** Begins. */
    RunningPayments(MerchantApi merchant, String prefix) {
        this.merchant = merchant;
        this.prefix = prefix;
        for (int n = 0; n < SHOPPERS; n++) {
            var shopper = n;
            shoppers.add(threads.submit(() -> pay(shopper)));
        }
    }

    private void pay(int shopper) {
        for (int n = 0; !over; n++) {
            var checkout = merchant.open(merchant.threeDs(prefix + "-" + shopper + "-" + n));
            var bank = BankAnswers.confirmed(checkout);
            assertThat(Http.post(bank.termUrl(), bank.form()).statusCode()).isEqualTo(303);
            paid.add(checkout);
        }
    }

    /** Waits until so many more have been paid. */
    void awaitMore(int payments) {
        var wanted = paid.size() + payments;
        assertThat(Eventually.look(paid::size, size -> size >= wanted)).isGreaterThanOrEqualTo(wanted);
    }

    /** Lets everybody pay what they have begun; returns all there were. */
    List<Checkout> end() throws ExecutionException, InterruptedException {
        over = true;
        for (var shopper : shoppers) {
            shopper.get();
        }
        return List.copyOf(paid);
    }

    @Override
    public void close() {
        over = true;
        threads.close();
    }
}
