package org.freedomcheckout.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.freedomcheckout.checkout.Samples.ANY_SAVED_CARD;
import static org.freedomcheckout.checkout.Samples.CARD_TOKEN;
import static org.freedomcheckout.checkout.Samples.SAVED_CARD;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.freedomcheckout.checkout.CardFace;
import org.freedomcheckout.checkout.Checkout;
import org.freedomcheckout.checkout.Means;
import org.freedomcheckout.checkout.Method;
import org.freedomcheckout.checkout.Samples;
import org.freedomcheckout.checkout.Secret;
import org.freedomcheckout.checkout.Terms.CaptureMode;
import org.freedomcheckout.flow.SavedCards.Choice;
import org.freedomcheckout.gateway.StoredCard;
import org.junit.jupiter.api.Test;

/** Among which cards a shopper can choose. */
class SavedCardsTest {

    private final SavedCards cards = new SavedCards(
            SimulatedFlow.NOWHERE.cards(),
            new Background(new HeldThreads(), Duration.ZERO, Duration.ZERO),
            SimulatedFlow.URLS);

    private static Checkout open(Method... methods) {
        return Samples.open(CaptureMode.AUTOMATIC, methods);
    }

    private static StoredCard card(String token, String mask, Optional<String> createdAt) {
        return new StoredCard(new Secret(token), mask, Optional.of("VISA"), Optional.of("12/29"), createdAt);
    }

    @Test
    void withoutSavedCardsThereIsNoChoice() {
        assertThat(cards.choices(open(new Method.CardPage()))).hasValue(List.of());
    }

    @Test
    void theCardOfTheMerchantIsTheOnlyOne() {
        var checkout = open(SAVED_CARD, new Method.CardPage());
        assertThat(cards.choices(checkout))
                .hasValue(List.of(new Choice(
                        checkout.payToken().nameFor(CARD_TOKEN), new Means.SavedCard(CARD_TOKEN, CardFace.UNKNOWN))));
    }

    @Test
    void whatFreedomPayDoesNotSayIsNotKnown() {
        assertThat(cards.choices(open(ANY_SAVED_CARD))).isEmpty();
    }

    @Test
    void theNewestIsTheFirst() {
        var checkout = open(ANY_SAVED_CARD);
        var choices = SavedCards.choices(
                checkout,
                List.of(
                        card("undated", "1111", Optional.empty()),
                        card("old", "2222", Optional.of("2025-01-01T00:00:00Z")),
                        card("new", "4444", Optional.of("2026-01-01T00:00:00Z")),
                        card("new-too", "3333", Optional.of("2026-01-01T00:00:00Z"))));
        assertThat(choices)
                .extracting(choice -> choice.means().token().reveal())
                .containsExactly("new-too", "new", "old", "undated");
        assertThat(choices.getFirst())
                .isEqualTo(new Choice(
                        checkout.payToken().nameFor(new Secret("new-too")),
                        new Means.SavedCard(
                                new Secret("new-too"),
                                new CardFace("3333", Optional.of("VISA"), Optional.of("12/29")))));
    }
}
