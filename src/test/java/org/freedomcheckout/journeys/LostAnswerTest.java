package org.freedomcheckout.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.freedomcheckout.testkit.BankAnswers;
import org.freedomcheckout.testkit.Checkout;
import org.freedomcheckout.testkit.Eventually;
import org.freedomcheckout.testkit.Http;
import org.freedomcheckout.testkit.MerchantApi;
import org.freedomcheckout.testkit.RunningCheckout;
import org.freedomcheckout.testkit.Shopper;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The bank has confirmed, Freedom Pay has been asked, and its answer is lost, unreadable or not to be trusted: the money
 * has moved, and only the status tells.
 */
@Order(2)
class LostAnswerTest {

    @RegisterExtension
    static final RunningCheckout running = new RunningCheckout().with("FREEDOMPAY_RESPONSE_TIMEOUT", "PT1S");

    /** Until the status is asked for, and asked for again. */
    private static final Duration BETWEEN_ASKS = Duration.ofSeconds(2);

    private final String order = MerchantApi.newOrder();

    private Checkout confirmed(String fault, Object... more) {
        return confirmed(BETWEEN_ASKS, fault, more);
    }

    /** With each look at the checkout so much time passes. */
    private Checkout confirmed(Duration passes, String fault, Object... more) {
        running.sandbox().fault(order, "paymentAcs", fault, more);
        var merchant = running.merchant();
        var checkout = merchant.open(merchant.threeDs(order));
        try (var shopper = Shopper.withScript()) {
            var page = shopper.open(checkout.url()).toBank().confirm();
            assertThat(page.name()).isIn("processing", "paid");
            Eventually.look(() -> laterStatus(checkout, passes), "paid"::equals);
            assertThat(page.until("paid").name()).isEqualTo("paid");
        }
        return checkout;
    }

    private static String laterStatus(Checkout checkout, Duration passes) {
        running.clock().forward(passes);
        return checkout.status();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "status_503",
                "status_429",
                "status_500",
                "status_502",
                "redirect_302",
                "redirect_307",
                "reset",
                "drop",
                "cut",
                "empty_body",
                "not_xml",
                "html",
                "malformed_xml",
                "big",
                "wrong_charset",
                "two_roots",
                "doctype",
                "entity",
                "deep",
                "repeated_status",
                "wrong_signature",
                "no_signature",
                "no_script_name",
                "unsigned_error",
                "other_payment_id",
                "keepalive_close"
            })
    void theStatusTellsAndNothingIsSentTwice(String fault) {
        confirmed(fault);
        assertThat(running.sandbox().calls(order, "paymentAcs")).isEqualTo(1);
        assertThat(running.sandbox().authorizations(order)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"120", "10015", "9999", "1100"})
    void anAmbiguousErrorIsDecidedByTheStatus(String code) {
        confirmed("signed_error", "code", code);
        assertThat(running.sandbox().calls(order, "paymentAcs")).isEqualTo(1);
    }

    @Test
    void anAnswerThatIsTooSlowDoesNotHoldTheBrowser() {
        confirmed(Duration.ZERO, "delay", "ms", 4_000L);
        assertThat(running.sandbox().calls(order, "paymentAcs")).isEqualTo(1);
    }

    @Test
    void anotherAmountIsNeverPaid() {
        running.sandbox().fault(order, "paymentAcs", "other_amount");
        running.sandbox().fault(order, "status_v2", "other_amount", "times", -1L);
        var merchant = running.merchant();
        var checkout = merchant.open(merchant.threeDs(order));
        try (var shopper = Shopper.withScript()) {
            shopper.open(checkout.url()).toBank().confirm();
        }
        assertThat(checkout.statusOnce("processing")).isEqualTo("processing");
        assertThat(Eventually.look(() -> checkout.read().get("attention"), "amount_mismatch"::equals))
                .isEqualTo("amount_mismatch");
    }

    @ParameterizedTest
    @ValueSource(strings = {"other_currency", "other_order"})
    void anotherCurrencyOrOrderIsNeverPaid(String fault) {
        running.sandbox().fault(order, "status_v2", fault, "times", -1L);
        var merchant = running.merchant();
        var checkout = merchant.open(merchant.threeDs(order));
        try (var shopper = Shopper.withScript()) {
            assertThat(shopper.open(checkout.url()).toBank().confirm().name()).isEqualTo("processing");
        }
        assertThat(checkout.read()).containsEntry("status", "processing").containsEntry("attention", "amount_mismatch");
    }

    @Test
    void aPaymentWhoseConfirmationIsLostAgainAndAgainIsConfirmedAsLongAsFreedomPayWaits() {
        running.sandbox().fault(order, "paymentAcs", "drop", "at", "before", "times", 3L);
        var merchant = running.merchant();
        var checkout = merchant.open(merchant.threeDs(order));
        try (var shopper = Shopper.withScript()) {
            assertThat(shopper.open(checkout.url()).toBank().confirm().name()).isEqualTo("processing");
        }
        for (int sends = 2; sends <= 4; sends++) {
            var times = sends;
            running.clock().forward(Duration.ofMinutes(4));
            assertThat(Eventually.look(() -> running.sandbox().calls(order, "paymentAcs"), calls -> calls >= times))
                    .isEqualTo(times);
        }
        assertThat(checkout.statusOnce("paid")).isEqualTo("paid");
        assertThat(running.sandbox().authorizations(order)).isEqualTo(1);
    }

    @Test
    void aPaymentWhoseConfirmationNeverArrivedIsConfirmedOnceMore() {
        // Refused before it is processed, as if it had been lost on the way.
        running.sandbox().fault(order, "paymentAcs", "drop", "at", "before");
        var merchant = running.merchant();
        var checkout = merchant.open(merchant.threeDs(order));
        try (var shopper = Shopper.withScript()) {
            assertThat(shopper.open(checkout.url()).toBank().confirm().name()).isEqualTo("processing");
        }
        running.clock().forward(Duration.ofSeconds(60));
        assertThat(checkout.statusOnce("paid")).isEqualTo("paid");
        assertThat(running.sandbox().calls(order, "paymentAcs")).isEqualTo(2);
        assertThat(running.sandbox().authorizations(order)).isEqualTo(1);
    }

    @Test
    void aPaymentInDoubtIsEndedNeitherByTheMerchantNorByTime() {
        running.sandbox().fault(order, "paymentAcs", "drop");
        running.sandbox().fault(order, "status_v2", "status_503", "times", -1L);
        var merchant = running.merchant();
        var checkout = merchant.open(merchant.threeDs(order));
        var bank = BankAnswers.confirmed(checkout);
        Http.post(bank.termUrl(), bank.form());
        for (var wish : List.of("expire", "cancel", "capture", "refund")) {
            assertThat(checkout.post(wish, "").statusCode()).as(wish).isEqualTo(409);
        }
        running.clock().forward(Duration.ofDays(1));
        assertThat(Eventually.lookShortly(checkout::status, status -> !status.equals("processing")))
                .isEqualTo("processing");
        // The bank's answer once more, a day late: it is asked about, and not sent again.
        assertThat(Http.post(bank.termUrl(), bank.form()).statusCode()).isEqualTo(303);
        running.sandbox().faultForAll("status_v2", "delay");
        running.clock().forward(Duration.ofMinutes(10));
        assertThat(checkout.statusOnce("paid")).isEqualTo("paid");
        assertThat(checkout.read().get("attention")).isNull();
        assertThat(running.sandbox().calls(order, "paymentAcs")).isEqualTo(1);
        assertThat(running.sandbox().authorizations(order)).isEqualTo(1);
    }

    @Test
    void aStatusThatIsLostTooIsAskedForAgain() {
        running.sandbox().fault(order, "status_v2", "status_503", "times", 2L);
        confirmed("drop");
        assertThat(running.sandbox().authorizations(order)).isEqualTo(1);
    }

    @Test
    void aPaymentThatTheStatusDoesNotKnowYetIsAskedForAgain() {
        running.sandbox().scenario(order, "status_not_found_first", 2L);
        confirmed("drop");
        assertThat(running.sandbox().authorizations(order)).isEqualTo(1);
    }
}
