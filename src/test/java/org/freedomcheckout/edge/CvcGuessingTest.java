package org.freedomcheckout.edge;

import static org.assertj.core.api.Assertions.assertThat;

import org.freedomcheckout.sandbox.SavedCard;
import org.freedomcheckout.testkit.Checkout;
import org.freedomcheckout.testkit.Http;
import org.freedomcheckout.testkit.MerchantApi;
import org.freedomcheckout.testkit.RunningCheckout;
import org.freedomcheckout.testkit.Shopper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Somebody has got hold of another's account, and with it of a saved card; its code has to be guessed. */
class CvcGuessingTest {

    @RegisterExtension
    static final RunningCheckout running = new RunningCheckout().with("CHECKOUT_RATE_LIMIT", "on");

    private static Checkout order(SavedCard card) {
        return running.merchant().open(MerchantApi.savedCard(MerchantApi.newOrder(), card));
    }

    private static void assertRests(Checkout checkout) {
        var page = Http.get(checkout.url() + "?lang=en");
        assertThat(page.statusCode()).isEqualTo(429);
        assertThat(page.header("Retry-After").orElse("")).matches("[1-9]\\d*");
        assertThat(page.body()).contains("Too many payments with this card did not work");
        Http.get(checkout.url() + "/cvc");
        assertThat(running.sandbox().payments(checkout.orderId())).isEmpty();
        assertThat(checkout.status()).isEqualTo("open");
    }

    @Test
    void oneCodeAfterTheOtherIsTriedTenTimesWhateverTheOrders() {
        for (int i = 0; i < 2; i++) {
            var checkout = order(SavedCard.PAID);
            try (var shopper = Shopper.withoutScript()) {
                var page = shopper.open(checkout.url());
                for (int guess = 1; guess < 5; guess++) {
                    page = page.cvc().pay("000").until("pay-retry").tryAgain();
                }
                page.cvc().pay("000").until("failed");
            }
            assertThat(checkout.status()).isEqualTo("failed");
        }
        assertRests(order(SavedCard.PAID));
    }

    /** Each order could be given its code only once all of them show Freedom Pay's page. */
    @Test
    void manyOrdersOpenedBeforeTheFirstCodeIsTriedAreNoWayAroundIt() {
        for (int i = 0; i < 10; i++) {
            var checkout = order(SavedCard.PAID_AFTER_3DS);
            assertThat(Http.get(checkout.url() + "/cvc").statusCode()).isEqualTo(200);
            assertThat(running.sandbox().payments(checkout.orderId())).hasSize(1);
        }
        assertRests(order(SavedCard.PAID_AFTER_3DS));
        // Another card has not been tried.
        var other = order(SavedCard.PENDING_THEN_PAID);
        Http.get(other.url() + "/cvc");
        assertThat(running.sandbox().payments(other.orderId())).hasSize(1);
    }
}
