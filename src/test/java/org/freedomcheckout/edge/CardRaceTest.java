package org.freedomcheckout.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.freedomcheckout.sandbox.SavedCard;
import org.freedomcheckout.testkit.Checkout;
import org.freedomcheckout.testkit.Http;
import org.freedomcheckout.testkit.MerchantApi;
import org.freedomcheckout.testkit.RunningCheckout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Payments with one saved card that begin at the same moment. */
class CardRaceTest {

    @RegisterExtension
    static final RunningCheckout running = new RunningCheckout().with("CHECKOUT_RATE_LIMIT", "on");

    private static long made(List<Checkout> orders) {
        return orders.stream()
                .mapToLong(order -> running.sandbox().payments(order.orderId()).size())
                .sum();
    }

    /** Each would find room for one more, if none had to be counted before it is sent. */
    @Test
    void manyOrdersAtTheSameMomentAreNoWayAroundTheLimit() throws Exception {
        var orders = Stream.generate(
                        () -> running.merchant().open(MerchantApi.savedCard(MerchantApi.newOrder(), SavedCard.PAID)))
                .limit(30)
                .toList();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var answer : threads.invokeAll(orders.stream()
                    .<Callable<Integer>>map(
                            order -> () -> Http.get(order.url() + "/cvc").statusCode())
                    .toList())) {
                assertThat(answer.get()).isEqualTo(200);
            }
        }
        assertThat(made(orders)).isLessThanOrEqualTo(10);
        // Those that stood in each other's way can be paid, up to the limit and no further.
        orders.forEach(order -> Http.get(order.url() + "/cvc"));
        assertThat(made(orders)).isEqualTo(10);
        assertThat(orders).allMatch(order -> order.status().equals("open"));
    }
}
