package org.freedomcheckout.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.freedomcheckout.testkit.Checkout;
import org.freedomcheckout.testkit.Http;
import org.freedomcheckout.testkit.MerchantApi;
import org.freedomcheckout.testkit.RunningCheckout;
import org.freedomcheckout.testkit.Shopper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** A shopper answers the bank's challenge: real client and pages, the sandbox as Freedom Pay and as the bank. */
@ParameterizedClass(name = "script: {0}")
@ValueSource(booleans = {true, false})
class ChallengeJourneyTest {

    @RegisterExtension
    static final RunningCheckout running = new RunningCheckout();

    private final Shopper shopper;
    private final String order = MerchantApi.newOrder();

    ChallengeJourneyTest(boolean script) {
        shopper = script ? Shopper.withScript() : Shopper.withoutScript();
    }

    @AfterEach
    void close() {
        shopper.close();
    }

    private Checkout open() {
        var merchant = running.merchant();
        return merchant.open(merchant.threeDs(order));
    }

    private long confirmations() {
        return running.sandbox().calls(order, "paymentAcs");
    }

    @Test
    void confirmingPays() {
        var checkout = open();
        var page = shopper.open(checkout.url()).toBank().confirm().until("paid");
        assertThat(page.name()).isEqualTo("paid");
        assertThat(page.text()).contains("Paid", order, "1 500 ₸");
        assertThat(checkout.read("payment")).containsEntry("three_ds", true).containsKey("reference");
        assertThat(confirmations()).isEqualTo(1);
        assertThat(running.sandbox().authorizations(order)).isEqualTo(1);
    }

    @Test
    void aManualCaptureHoldsTheMoney() {
        var merchant = running.merchant();
        var checkout = merchant.open(merchant.threeDs(order, false));
        assertThat(shopper.open(checkout.url())
                        .toBank()
                        .confirm()
                        .until("authorized")
                        .name())
                .isEqualTo("authorized");
        assertThat(checkout.status()).isEqualTo("authorized");
    }

    @Test
    void aWrongCodeFailsTheCheckout() {
        var checkout = open();
        var page = shopper.open(checkout.url()).toBank().wrongCode().until("failed");
        assertThat(page.text()).contains("The bank's code was not entered, or was wrong.", "No money has been taken.");
        assertThat(checkout.read()).containsEntry("status", "failed");
        assertThat(checkout.read("failure")).containsEntry("code", "10004");
    }

    @Test
    void aRefusalOfTheBankFailsTheCheckout() {
        running.sandbox().scenario(order, "outcome", "decline", "code", "10009");
        var page = shopper.open(open().url()).toBank().confirm().until("failed");
        assertThat(page.text()).contains("There is not enough money on the card.");
    }

    @Test
    void aPendingPaymentIsCheckedUntilItIsPaid() {
        running.sandbox().scenario(order, "outcome", "pending", "pending_polls", 2L);
        var checkout = open();
        var page = shopper.open(checkout.url()).toBank().confirm();
        assertThat(page.name()).isIn("processing", "paid");
        assertThat(page.until("paid").name()).isEqualTo("paid");
        assertThat(confirmations()).isEqualTo(1);
    }

    @Test
    void cancelingAtTheBankLeavesTheCheckoutOpenForAnotherTry() {
        var checkout = open();
        var page = shopper.open(checkout.url()).toBank().cancel();
        assertThat(page.name()).isEqualTo("pay-challenge");
        assertThat(page.text()).contains("The confirmation is not finished");
        assertThat(confirmations()).isZero();
        assertThat(page.toBank().confirm().until("paid").name()).isEqualTo("paid");
        assertThat(checkout.status()).isEqualTo("paid");
    }

    @Test
    void aShopperWhoClosesTheTabCanGoOnInAnother() {
        var checkout = open();
        shopper.open(checkout.url()).toBank().closeTab();
        assertThat(checkout.status()).isEqualTo("open");
        try (var phone = Shopper.withScript()) {
            assertThat(phone.open(checkout.url())
                            .toBank()
                            .confirm()
                            .until("paid")
                            .name())
                    .isEqualTo("paid");
        }
    }

    @Test
    void anEmptyMdIsSentAndComesBack() {
        running.sandbox().scenario(order, "md", "empty");
        assertThat(shopper.open(open().url()).toBank().confirm().until("paid").name())
                .isEqualTo("paid");
    }

    @Test
    void anAbsentMdIsNoObstacle() {
        running.sandbox().scenario(order, "md", "omit");
        assertThat(shopper.open(open().url()).toBank().confirm().until("paid").name())
                .isEqualTo("paid");
    }

    @Test
    void anAlteredMdIsRefusedAndChangesNothing() {
        running.sandbox().scenario(order, "md", "altered");
        var checkout = open();
        var page = shopper.open(checkout.url()).toBank().confirm();
        assertThat(page.text()).contains("This answer belongs to another payment");
        assertThat(checkout.status()).isEqualTo("open");
        assertThat(checkout.timeline()).contains("return.refused");
        assertThat(confirmations()).isZero();
    }

    @Test
    void aLongPaReqWithPlusAndSlashArrivesUnchanged() {
        running.sandbox().scenario(order, "pareq", "zlib");
        assertThat(shopper.open(open().url()).toBank().confirm().until("paid").name())
                .isEqualTo("paid");
    }

    @Test
    void aPaReqAndPaResOfThreeDSecureTwoArriveUnchanged() {
        running.sandbox().scenario(order, "pareq", "creq", "pares", "cres");
        assertThat(shopper.open(open().url()).toBank().confirm().until("paid").name())
                .isEqualTo("paid");
    }

    @Test
    void aPaResWithLineBreaksArrivesUnchanged() {
        running.sandbox().scenario(order, "pares", "mime");
        assertThat(shopper.open(open().url()).toBank().confirm().until("paid").name())
                .isEqualTo("paid");
    }

    @Test
    void plusSignsThatTheBankDidNotEncodeAreRepaired() {
        running.sandbox().scenario(order, "pares", "plus_as_space");
        assertThat(shopper.open(open().url()).toBank().confirm().until("paid").name())
                .isEqualTo("paid");
    }

    @Test
    void aBankThatSendsTheShopperBackByGetIsUnderstood() {
        running.sandbox().scenario(order, "acs_method", "GET");
        assertThat(shopper.open(open().url()).toBank().confirm().until("paid").name())
                .isEqualTo("paid");
    }

    @Test
    void goingBackAndAnsweringAgainChangesNothing() {
        var checkout = open();
        var bank = shopper.open(checkout.url()).toBank();
        bank.confirm().until("paid");
        var again = bank.wrongCode();
        assertThat(again.name()).isEqualTo("paid");
        assertThat(confirmations()).isEqualTo(1);
    }

    @Test
    void reloadingTheResultChangesNothing() {
        shopper.open(open().url()).toBank().confirm().until("paid");
        assertThat(shopper.reload().name()).isEqualTo("paid");
        assertThat(shopper.back().name()).isNotEmpty();
        assertThat(confirmations()).isEqualTo(1);
    }

    @Test
    void aSecondTabShowsWhatTheFirstHasDone() {
        var checkout = open();
        shopper.open(checkout.url()).toBank().confirm().until("paid");
        try (var secondTab = Shopper.withScript()) {
            assertThat(secondTab.open(checkout.url()).name()).isEqualTo("paid");
        }
    }

    @Test
    void aReturnAfterTheExpiryConfirmsNothing() {
        var merchant = running.merchant();
        var terms = merchant.threeDs(order);
        terms.put("expires_in", 300L);
        var checkout = merchant.open(terms);
        var bank = shopper.open(checkout.url()).toBank();
        running.clock().forward(Duration.ofSeconds(301));
        assertThat(checkout.statusOnce("expired")).isEqualTo("expired");
        assertThat(bank.confirm().name()).isEqualTo("expired");
        assertThat(confirmations()).isZero();
    }

    @Test
    void anAnswerForAnotherPaymentIsNoUse() {
        var checkout = open();
        var paRes = "eyJhY3NUcmFuc0lEIjoic29tZWJvZHkgZWxzZSIsInRyYW5zU3RhdHVzIjoiWSJ9";
        var bank = shopper.open(checkout.url()).toBank();
        assertThat(bank.text()).contains(order);
        var response = Http.post(bank.termUrl(), "MD=&PaRes=" + paRes);
        assertThat(response.statusCode()).isEqualTo(303);
        assertThat(checkout.statusOnce("failed")).isEqualTo("failed");
        assertThat(running.sandbox().authorizations(order)).isZero();
    }
}
