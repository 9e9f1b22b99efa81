package org.freedomcheckout.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.freedomcheckout.sandbox.SavedCard;
import org.freedomcheckout.testkit.Eventually;
import org.freedomcheckout.testkit.Http;
import org.freedomcheckout.testkit.MerchantApi;
import org.freedomcheckout.testkit.RunningCheckout;
import org.freedomcheckout.testkit.Shopper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is in doubt is in the database: a restart loses nothing. */
class RestartTest {

    @RegisterExtension
    static final RunningCheckout running = new RunningCheckout().with("FREEDOMPAY_RESPONSE_TIMEOUT", "PT1S");

    private final String order = MerchantApi.newOrder();

    @Test
    void aPaymentInDoubtIsSettledAfterARestart() {
        running.sandbox().fault(order, "paymentAcs", "drop");
        running.sandbox().fault(order, "status_v2", "status_503", "times", 2L);
        var merchant = running.merchant();
        var checkout = merchant.open(merchant.threeDs(order));
        try (var shopper = Shopper.withScript()) {
            assertThat(shopper.open(checkout.url()).toBank().confirm().name()).isEqualTo("processing");
        }
        running.stop();
        running.start();
        assertThat(checkout.statusOnce("paid")).isEqualTo("paid");
        assertThat(running.sandbox().calls(order, "paymentAcs")).isEqualTo(1);
    }

    @Test
    void anOpenCheckoutGoesOnAfterARestartAndKeepsItsAddress() {
        var checkout = running.merchant().open(MerchantApi.savedCard(order, SavedCard.PAID));
        Http.get(checkout.url() + "/cvc");
        running.stop();
        running.start();
        try (var shopper = Shopper.withScript()) {
            assertThat(shopper.open(checkout.url())
                            .cvc()
                            .pay("123")
                            .until("paid")
                            .name())
                    .isEqualTo("paid");
        }
        assertThat(running.sandbox().calls(order, "init")).isEqualTo(1);
    }

    @Test
    void afterThreeDaysInDoubtAnOperatorIsCalledAndNothingIsDecided() {
        running.sandbox().fault(order, "paymentAcs", "drop");
        running.sandbox().fault(order, "status_v2", "status_503", "times", -1L);
        var merchant = running.merchant();
        var checkout = merchant.open(merchant.threeDs(order));
        try (var shopper = Shopper.withScript()) {
            shopper.open(checkout.url()).toBank().confirm();
        }
        running.clock().forward(Duration.ofDays(3).plusMinutes(11));
        assertThat(Eventually.look(() -> checkout.read().get("attention"), "in_doubt_too_long"::equals))
                .isEqualTo("in_doubt_too_long");
        assertThat(checkout.status()).isEqualTo("processing");
    }
}
