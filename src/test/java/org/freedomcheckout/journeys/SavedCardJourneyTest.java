package org.freedomcheckout.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.freedomcheckout.sandbox.SavedCard;
import org.freedomcheckout.testkit.Checkout;
import org.freedomcheckout.testkit.Eventually;
import org.freedomcheckout.testkit.Http;
import org.freedomcheckout.testkit.MerchantApi;
import org.freedomcheckout.testkit.RunningCheckout;
import org.freedomcheckout.testkit.Shopper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A shopper pays with a saved card and its CVC: real client and pages, the sandbox as Freedom Pay. */
@ParameterizedClass(name = "script: {0}")
@ValueSource(booleans = {true, false})
class SavedCardJourneyTest {

    @RegisterExtension
    static final RunningCheckout running = new RunningCheckout();

    private final Shopper shopper;
    private final String order = MerchantApi.newOrder();

    SavedCardJourneyTest(boolean script) {
        shopper = script ? Shopper.withScript() : Shopper.withoutScript();
    }

    @AfterEach
    void close() {
        shopper.close();
    }

    private Checkout open(SavedCard card) {
        return running.merchant().open(MerchantApi.savedCard(order, card));
    }

    @Test
    void theRightCodePays() {
        var checkout = open(SavedCard.PAID);
        var page = shopper.open(checkout.url()).cvc().pay("123").until("paid");
        assertThat(page.name()).isEqualTo("paid");
        assertThat(page.text()).contains("Paid", order, "1 500 ₸", "4716-04XX-XXXX-1981");
        assertThat(checkout.read())
                .containsEntry("status", "paid")
                .containsEntry("failure", null)
                .containsEntry("attention", null);
        assertThat(checkout.read("payment").get("auth_code")).isNotNull();
        assertThat(running.sandbox().authorizations(order)).isEqualTo(1);
        assertThat(running.sandbox().calls(order, "init")).isEqualTo(1);
    }

    @Test
    void aManualCaptureHoldsTheMoney() {
        var terms = MerchantApi.savedCard(order, SavedCard.PAID);
        terms.put("capture", "manual");
        var checkout = running.merchant().open(terms);
        var page = shopper.open(checkout.url()).cvc().pay("123").until("authorized");
        assertThat(page.text()).contains("The amount is reserved");
        assertThat(checkout.status()).isEqualTo("authorized");
    }

    @Test
    void aChallengeInsideTheFrameLeadsToThePaidPage() {
        var checkout = open(SavedCard.PAID_AFTER_3DS);
        var page = shopper.open(checkout.url()).cvc().submit("123").confirm().until("paid");
        assertThat(page.name()).isEqualTo("paid");
    }

    @Test
    void afterAMendableRefusalTheShopperTriesAgainAndPays() {
        var checkout = open(SavedCard.PAID);
        var refused = shopper.open(checkout.url()).cvc().pay("000").until("pay-retry");
        assertThat(refused.text()).contains("The payment did not go through", "The card details are wrong.", "10008");
        assertThat(checkout.read()).containsEntry("status", "open");
        assertThat(checkout.read("failure")).containsEntry("code", "10008").containsEntry("retryable", true);

        var paid = refused.tryAgain().cvc().pay("123").until("paid");
        assertThat(paid.name()).isEqualTo("paid");
        assertThat((List<?>) checkout.read().get("attempts")).hasSize(2);
        assertThat(running.sandbox().authorizations(order)).isEqualTo(1);
    }

    @Test
    void anOrderIdThatFreedomPayHasSeenGetsANumber() {
        running.sandbox().scenario(order, "strict_order_ids", true);
        var checkout = open(SavedCard.PAID);
        shopper.open(checkout.url())
                .cvc()
                .pay("000")
                .until("pay-retry")
                .tryAgain()
                .cvc()
                .pay("123")
                .until("paid");
        assertThat(checkout.status()).isEqualTo("paid");
        assertThat(running.sandbox().authorizations(order + "-2")).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "NOT_ENOUGH_MONEY, 10009, There is not enough money on the card., Not enough money on the card",
        "REFUSED_BY_BANK, 10001, Your bank has refused the payment., The issuing bank refused",
        "EXPIRED, 10017, The card has expired., The card has expired",
        "SECURITY_REFUSAL, 10007, The payment was refused for security reasons., Refused for security reasons",
        "SYSTEM_ERROR, 9999, The payment could not be completed right now., The payment could not be completed at the moment"
    })
    void eachRefusalIsToldInOurOwnWords(SavedCard card, String code, String words, String message) {
        var checkout = open(card);
        var page = shopper.open(checkout.url()).cvc().pay("123").until("pay-retry");
        assertThat(page.text()).contains(words).doesNotContain("Ошибка");
        assertThat(checkout.read("failure")).containsEntry("code", code).containsEntry("message", message);
    }

    @Test
    void fiveRefusalsAreEnough() {
        var checkout = open(SavedCard.NOT_ENOUGH_MONEY);
        var page = shopper.open(checkout.url());
        for (int i = 1; i < 5; i++) {
            page = page.cvc().pay("123").until("pay-retry").tryAgain();
        }
        page = page.cvc().pay("123").until("failed");
        assertThat(page.text()).contains("There is not enough money on the card.");
        assertThat(checkout.status()).isEqualTo("failed");
        assertThat(running.sandbox().calls(order, "init")).isEqualTo(5);
    }

    @Test
    void aPendingPaymentIsCheckedUntilItIsPaid() {
        var checkout = open(SavedCard.PENDING_THEN_PAID);
        var waiting = shopper.open(checkout.url()).cvc().pay("123");
        assertThat(waiting.name()).isIn("processing", "paid");
        assertThat(waiting.until("paid").name()).isEqualTo("paid");
    }

    @Test
    void aPendingPaymentIsCheckedUntilItIsRefused() {
        var checkout = open(SavedCard.PENDING_THEN_REFUSED);
        var page = shopper.open(checkout.url()).cvc().pay("123").until("pay-retry");
        assertThat(page.text()).contains("Your bank has refused the payment.");
    }

    @Test
    void theSuccessAddressAloneProvesNothing() {
        running.sandbox().scenario(order, "notify", "none");
        var checkout = open(SavedCard.PAID);
        shopper.open(checkout.url()).cvc();
        var successUrl = successUrl();
        assertThat(Http.get(successUrl).statusCode()).isEqualTo(200);
        assertThat(checkout.status()).isEqualTo("processing");
        running.clock().forward(Duration.ofSeconds(70));
        assertThat(checkout.statusOnce("open")).isEqualTo("open");
        assertThat(running.sandbox().authorizations(order)).isZero();
    }

    @Test
    void aForgedReturnChangesNothing() {
        var checkout = open(SavedCard.PAID);
        shopper.open(checkout.url()).cvc();
        var forged = successUrl() + "?pg_order_id=" + order + "&pg_payment_id=1&pg_salt=x&pg_sig="
                + "0123456789abcdef0123456789abcdef";
        assertThat(Http.get(forged).statusCode()).isEqualTo(200);
        assertThat(checkout.status()).isEqualTo("open");
        assertThat(checkout.timeline()).contains("return.refused");
    }

    @Test
    void whenTheShopperNeverComesBackTheNotifyTells() {
        running.sandbox().scenario(order, "redirect", "none");
        var checkout = open(SavedCard.PAID);
        shopper.open(checkout.url()).cvc().submit("123");
        assertThat(checkout.statusOnce("paid")).isEqualTo("paid");
    }

    @ParameterizedTest
    @ValueSource(strings = {"before", "twice", "pending_first"})
    void wheneverTheNotifyComesTheCheckoutIsPaidOnce(String when) {
        running.sandbox().scenario(order, "notify", when);
        var checkout = open(SavedCard.PAID);
        assertThat(shopper.open(checkout.url()).cvc().pay("123").until("paid").name())
                .isEqualTo("paid");
        assertThat(checkout.timeline()).containsOnlyOnce("payment.captured");
        assertThat(checkout.read()).containsEntry("attention", null);
    }

    @Test
    void withoutANotifyTheReturnIsEnoughToAsk() {
        running.sandbox().scenario(order, "notify", "none");
        var checkout = open(SavedCard.PAID);
        assertThat(shopper.open(checkout.url()).cvc().pay("123").until("paid").name())
                .isEqualTo("paid");
    }

    @Test
    void anUnsignedReturnIsAHintAsGoodAsAny() {
        running.sandbox().scenario(order, "redirect", "unsigned", "notify", "none");
        var checkout = open(SavedCard.PAID);
        assertThat(shopper.open(checkout.url()).cvc().pay("123").until("paid").name())
                .isEqualTo("paid");
    }

    @Test
    void reloadingAndASecondTabMakeNoSecondPayment() {
        var checkout = open(SavedCard.PAID);
        shopper.open(checkout.url()).cvc();
        try (var secondTab = Shopper.withScript()) {
            secondTab.open(checkout.url()).cvc();
        }
        shopper.reload().cvc().pay("123").until("paid");
        assertThat(shopper.reload().name()).isEqualTo("paid");
        assertThat(running.sandbox().calls(order, "init")).isEqualTo(1);
        assertThat(running.sandbox().authorizations(order)).isEqualTo(1);
    }

    @Test
    void anExpiredCheckoutCannotBePaid() {
        var terms = MerchantApi.savedCard(order, SavedCard.PAID);
        terms.put("expires_in", 300L);
        var checkout = running.merchant().open(terms);
        running.clock().forward(Duration.ofSeconds(301));
        assertThat(checkout.statusOnce("expired")).isEqualTo("expired");
        assertThat(shopper.open(checkout.url()).text()).contains("The time to pay is over");
        assertThat(running.sandbox().payments(order)).isEmpty();
    }

    @Test
    void moneyThatComesAfterTheExpiryWins() {
        running.sandbox().scenario(order, "notify", "none");
        var terms = MerchantApi.savedCard(order, SavedCard.PAID);
        terms.put("expires_in", 300L);
        var checkout = running.merchant().open(terms);
        var cvc = shopper.open(checkout.url()).cvc();
        running.clock().forward(Duration.ofSeconds(301));
        assertThat(checkout.statusOnce("expired")).isEqualTo("expired");
        cvc.submit("123");
        running.sandbox().sendNotify(order, Map.of("pg_result", "1"));
        assertThat(checkout.statusOnce("paid")).isEqualTo("paid");
        assertThat(checkout.read()).containsEntry("attention", "late_payment");
    }

    @Test
    void aSlowCreationIsNotRepeated() {
        running.sandbox().fault(order, "init", "delay", "ms", 4_000L);
        var checkout = open(SavedCard.PAID);
        Http.get(checkout.url() + "/cvc");
        assertThat(Eventually.look(() -> checkout.timeline().contains("payment.created"), Boolean::booleanValue))
                .isTrue();
        assertThat(running.sandbox().payments(order)).hasSize(1);
        assertThat(checkout.timeline()).doesNotContain("payment.planned_again", "payment.not_created");
    }

    @Test
    void aSuccessThatIsAnnouncedAfterTheExpiryIsNotForgotten() {
        running.sandbox().scenario(order, "notify", "none", "redirect", "none");
        var terms = MerchantApi.savedCard(order, SavedCard.PAID);
        terms.put("expires_in", 300L);
        var checkout = running.merchant().open(terms);
        var cvc = shopper.open(checkout.url()).cvc();
        running.clock().forward(Duration.ofSeconds(301));
        assertThat(checkout.statusOnce("expired")).isEqualTo("expired");
        cvc.submit("123");
        running.sandbox().fault(order, "get_status3.php", "status_503");
        assertThat(running.sandbox().sendNotify(order, Map.of("pg_result", "1")))
                .containsEntry("accepted", true);
        assertThat(checkout.statusOnce("paid")).isEqualTo("paid");
        assertThat(checkout.read()).containsEntry("attention", "late_payment");
    }

    @Test
    void whenFreedomPayCannotBeReachedNothingHasHappened() {
        running.sandbox().fault(order, "init", "status_503");
        var checkout = open(SavedCard.PAID);
        shopper.open(checkout.url());
        // In doubt whether the payment was made: asked about, and made again under the same key.
        assertThat(Eventually.look(() -> checkout.timeline().contains("payment.created"), Boolean::booleanValue))
                .isTrue();
        assertThat(shopper.reload().cvc().pay("123").until("paid").name()).isEqualTo("paid");
        assertThat(running.sandbox().payments(order)).hasSize(1);
    }

    @Test
    void aRefusedInitIsTold() {
        running.sandbox().fault(order, "init", "signed_error", "code", "10017", "at", "before");
        var checkout = open(SavedCard.PAID);
        shopper.open(checkout.url());
        assertThat(shopper.page().until("pay-retry").text()).contains("The card has expired.");
    }

    /** Where Freedom Pay would send the browser; the sandbox was told by card/init. */
    private String successUrl() {
        var messages = Http.get(running.sandboxUrl() + "/sandbox/messages?order_id=" + order)
                .body();
        var begin = messages.indexOf("\"pg_success_url\":\"") + "\"pg_success_url\":\"".length();
        return messages.substring(begin, messages.indexOf('"', begin));
    }
}
