package org.freedomcheckout.journeys;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.freedomcheckout.sandbox.Json;
import org.freedomcheckout.sandbox.SavedCard;
import org.freedomcheckout.sandbox.TestCard;
import org.freedomcheckout.testkit.Checkout;
import org.freedomcheckout.testkit.Http;
import org.freedomcheckout.testkit.MerchantApi;
import org.freedomcheckout.testkit.RunningCheckout;
import org.freedomcheckout.testkit.Shopper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** The shopper chooses among saved cards, types a new one, or changes their mind. */
@ParameterizedClass
@ValueSource(booleans = {true, false})
class CardChoiceTest {

    @RegisterExtension
    static final RunningCheckout running = new RunningCheckout();

    private final String order = MerchantApi.newOrder();
    private Shopper shopper;

    @Parameter
    boolean script;

    @AfterEach
    void close() {
        if (shopper != null) {
            shopper.close();
        }
    }

    private Shopper shopper() {
        shopper = script ? Shopper.withScript() : Shopper.withoutScript();
        return shopper;
    }

    private Checkout open(Map<String, Object> more) {
        var wanted = new LinkedHashMap<>(MerchantApi.order(order));
        wanted.putAll(more);
        return running.merchant().open(wanted);
    }

    private long init() {
        return running.sandbox().calls(order, "init");
    }

    @Test
    void aNewCardIsTypedOnFreedomPaysPage() {
        var checkout = open(Map.of("method", "card_page"));
        var page = shopper().open(checkout.url());
        assertThat(page.name()).isEqualTo("pay-card");
        assertThat(page.text()).contains("Enter your card").doesNotContain("security code");
        assertThat(page.newCard()
                        .pay(TestCard.VISA_PLAIN.pan(), "123")
                        .until("paid")
                        .name())
                .isEqualTo("paid");
        assertThat(checkout.read()).containsEntry("method", "card_page").containsEntry("status", "paid");
        assertThat(checkout.read("payment")).containsEntry("card_mask", "4716-04XX-XXXX-1981");
        assertThat(running.sandbox().calls(order, "init_payment.php")).isEqualTo(1);
        assertThat(running.sandbox().authorizations(order)).isEqualTo(1);
    }

    @Test
    void aNewCardMayNeedAChallengeInsideTheFrame() {
        var checkout = open(Map.of("method", "card_page"));
        var card = shopper().open(checkout.url()).newCard().submit(TestCard.VISA_3DS.pan(), "123");
        assertThat(card.confirm().until("paid").name()).isEqualTo("paid");
    }

    @Test
    void aRefusedNewCardCanBeTriedAgain() {
        var checkout = open(Map.of("method", "card_page"));
        var refused = shopper().open(checkout.url()).newCard().pay(TestCard.NOT_ENOUGH_MONEY.pan(), "123");
        assertThat(refused.until("pay-retry").text()).contains("not enough money");
        assertThat(checkout.status()).isEqualTo("open");
        var again = shopper.page().until("pay-retry").tryAgain();
        assertThat(again.newCard()
                        .pay(TestCard.VISA_PLAIN.pan(), "123")
                        .until("paid")
                        .name())
                .isEqualTo("paid");
        assertThat((List<?>) checkout.read().get("attempts")).hasSize(2);
        assertThat(running.sandbox().authorizations(order)).isEqualTo(1);
    }

    @Test
    void aClosedCheckoutTakesNoNewCardAnyMore() {
        var checkout = open(Map.of("method", "card_page"));
        var card = shopper().open(checkout.url()).newCard();
        assertThat(checkout.post("expire", "").statusCode()).isEqualTo(200);
        card.submit(TestCard.VISA_PLAIN.pan(), "123");
        // Freedom Pay has asked whether the payment may go on.
        assertThat(running.sandbox().authorizations(order)).isZero();
        assertThat(checkout.status()).isEqualTo("expired");
    }

    @Test
    void withoutATokenTheShopperChoosesAmongTheUsersCards() {
        var checkout = open(Map.of("method", "saved_card", "saved_card", Map.of("user_id", "u42")));
        var page = shopper().open(checkout.url());
        assertThat(page.name()).isEqualTo("pay-choice");
        assertThat(page.cards()).hasSize(SavedCard.values().length);
        assertThat(init()).isZero();
        var chosen = page.choose(SavedCard.PAID.mask());
        assertThat(chosen.name()).isEqualTo("pay-card");
        assertThat(chosen.text()).contains(SavedCard.PAID.mask(), "Visa");
        assertThat(chosen.cvc().pay("123").until("paid").name()).isEqualTo("paid");
        assertThat(init()).isEqualTo(1);
        assertThat(checkout.read("payment")).containsEntry("card_mask", SavedCard.PAID.mask());
    }

    @Test
    void afterARefusalAnotherCardCanBeChosen() {
        var checkout = open(Map.of("method", "saved_card", "saved_card", Map.of("user_id", "u42")));
        var page = shopper().open(checkout.url()).choose(SavedCard.NOT_ENOUGH_MONEY.mask());
        var refused = page.cvc().pay("123").until("pay-choice");
        assertThat(refused.text()).contains("did not go through").contains("not enough money");
        assertThat(refused.cards())
                .filteredOn(card -> card.contains("Refused just now"))
                .singleElement(as(STRING))
                .startsWith(SavedCard.NOT_ENOUGH_MONEY.mask())
                .contains("Mastercard");
        var paid = refused.choose(SavedCard.PAID.mask()).cvc().pay("123").until("paid");
        assertThat(paid.name()).isEqualTo("paid");
        assertThat(checkout.status()).isEqualTo("paid");
        assertThat(running.sandbox().authorizations(order)).isEqualTo(1);
    }

    @Test
    void savedAndNewCardAreOfferedTogether() {
        var checkout = open(Map.of(
                "methods",
                List.of("saved_card", "card_page"),
                "saved_card",
                Map.of("user_id", "u42", "token", SavedCard.PAID.token(), "mask", SavedCard.PAID.mask())));
        assertThat(checkout.read()).containsEntry("method", "saved_card");
        assertThat(checkout.read()).containsEntry("methods", List.of("saved_card", "card_page"));
        var page = shopper().open(checkout.url());
        assertThat(page.cards()).containsExactly(SavedCard.PAID.mask() + " Visa");
        var card = page.choose("A new card");
        assertThat(card.text()).doesNotContain(SavedCard.PAID.mask());
        assertThat(card.newCard()
                        .pay(TestCard.VISA_PLAIN.pan(), "123")
                        .until("paid")
                        .name())
                .isEqualTo("paid");
        assertThat(init()).isZero();
    }

    @Test
    void whoChangesTheirMindPaysOnceAllTheSame() {
        var checkout =
                open(Map.of("methods", List.of("saved_card", "card_page"), "saved_card", Map.of("user_id", "u42")));
        var first = shopper().open(checkout.url()).choose(SavedCard.PAID.mask());
        var oldFrame = first.cvc();
        var choice = first.somethingElse();
        assertThat(choice.name()).isEqualTo("pay-choice");
        assertThat(running.sandbox().calls(order, "cancel.php")).isEqualTo(1);
        // The CVC page of the first may still be open in another tab: it takes no money any more.
        oldFrame.submit("123");
        assertThat(running.sandbox().authorizations(order)).isZero();
        var paid = choice.choose("A new card").newCard().pay(TestCard.VISA_PLAIN.pan(), "123");
        assertThat(paid.until("paid").name()).isEqualTo("paid");
        assertThat(running.sandbox().authorizations(order)).isEqualTo(1);
        assertThat(checkout.read().get("attention")).isNull();
    }

    @Test
    void whatFreedomPayDoesNotCloseStaysTheOnlyPayment() {
        var checkout =
                open(Map.of("methods", List.of("saved_card", "card_page"), "saved_card", Map.of("user_id", "u42")));
        var first = shopper().open(checkout.url()).choose(SavedCard.PAID.mask());
        first.cvc();
        running.sandbox().fault(order, "cancel.php", "signed_error", "code", "9013", "at", "before");
        assertThat(first.somethingElse().name()).isEqualTo("pay-card");
        assertThat(running.sandbox().payments(order)).hasSize(1);
    }

    @Test
    void aUserWithoutCardsIsSentBackToTheShopOrToANewCard() {
        var none = open(Map.of("method", "saved_card", "saved_card", Map.of("user_id", "new-1")));
        assertThat(shopper().open(none.url()).name()).isEqualTo("pay-no-cards");
        assertThat(shopper.page().text()).contains("You have no saved cards");
        var both =
                open(Map.of("methods", List.of("saved_card", "card_page"), "saved_card", Map.of("user_id", "new-1")));
        assertThat(shopper.open(both.url()).choose("A new card").name()).isEqualTo("pay-card");
    }

    @Test
    void theListMayBeAwayForAWhile() {
        Http.postJson(
                running.sandboxUrl() + "/sandbox/scenarios",
                Json.write(Map.of("faults", List.of(Map.of("endpoint", "list", "fault", "status_503")))));
        var checkout = open(Map.of("method", "saved_card", "saved_card", Map.of("user_id", "u42")));
        assertThat(shopper().open(checkout.url()).text()).contains("cannot be shown right now");
        assertThat(shopper.reload().cards()).isNotEmpty();
    }

    @Test
    void aCardThatIsNotTheUsersCannotBeChosen() {
        var checkout = open(Map.of("method", "saved_card", "saved_card", Map.of("user_id", "u42")));
        var response =
                Http.to(checkout.url()).header("Sec-Fetch-Site", "same-origin").post("card=" + SavedCard.PAID.token());
        assertThat(response.statusCode()).isEqualTo(303);
        assertThat(init()).isZero();
        assertThat(Http.get(checkout.url()).body()).doesNotContain(SavedCard.PAID.token());
    }

    @Test
    void moneyThatIsHeldIsNotGivenBackByAChangeOfMind() {
        running.sandbox().scenario(order, "notify", "none", "redirect", "none");
        var wanted = new LinkedHashMap<String, Object>();
        wanted.put("methods", List.of("saved_card", "card_page"));
        wanted.put("saved_card", Map.of("user_id", "u42"));
        wanted.put("capture", "manual");
        var checkout = open(wanted);
        var first = shopper().open(checkout.url()).choose(SavedCard.PAID.mask());
        first.cvc().submit("123");
        assertThat(first.somethingElse().until("authorized").name()).isEqualTo("authorized");
        assertThat(running.sandbox().calls(order, "cancel.php")).isZero();
    }

    @Test
    void aLostAnswerToTheChangeOfMindClosesNothingElse() {
        var checkout =
                open(Map.of("methods", List.of("saved_card", "card_page"), "saved_card", Map.of("user_id", "u42")));
        var first = shopper().open(checkout.url()).choose(SavedCard.PAID.mask());
        first.cvc();
        running.sandbox().fault(order, "cancel.php", "reset");
        first.somethingElse();
        checkout.post("sync", "");
        assertThat(checkout.status()).isEqualTo("open");
        assertThat(shopper.open(checkout.url()).name()).isEqualTo("pay-choice");
        assertThat(running.sandbox().calls(order, "cancel.php")).isEqualTo(1);
    }

    @Test
    void whoComesBackWithoutHavingPaidFindsThePageForTheCardAgain() {
        var checkout = open(Map.of("method", "card_page"));
        shopper().open(checkout.url()).newCard();
        var payment = running.sandbox().payments(order).getFirst();
        assertThat(Http.get(payment.get("failure_url").toString()).statusCode()).isEqualTo(200);
        running.clock().forward(Duration.ofMinutes(2));
        checkout.post("sync", "");
        var again = shopper.open(checkout.url()).newCard();
        assertThat(again.pay(TestCard.VISA_PLAIN.pan(), "123").until("paid").name())
                .isEqualTo("paid");
    }

    @Test
    void theMindMayBeChangedOften() {
        var checkout =
                open(Map.of("methods", List.of("saved_card", "card_page"), "saved_card", Map.of("user_id", "u42")));
        var page = shopper().open(checkout.url());
        for (int i = 0; i < 7; i++) {
            var chosen = page.choose(SavedCard.PAID.mask());
            chosen.cvc();
            page = chosen.somethingElse();
        }
        assertThat(page.choose(SavedCard.PAID.mask())
                        .cvc()
                        .pay("123")
                        .until("paid")
                        .name())
                .isEqualTo("paid");
    }
}
