package org.freedomcheckout.web.shopper;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.freedomcheckout.checkout.CardFace;
import org.freedomcheckout.checkout.Checkout;
import org.freedomcheckout.checkout.CheckoutState.Authorized;
import org.freedomcheckout.checkout.CheckoutState.Canceled;
import org.freedomcheckout.checkout.CheckoutState.Expired;
import org.freedomcheckout.checkout.CheckoutState.Failed;
import org.freedomcheckout.checkout.CheckoutState.Open;
import org.freedomcheckout.checkout.CheckoutState.Paid;
import org.freedomcheckout.checkout.CheckoutState.Processing;
import org.freedomcheckout.checkout.Failure;
import org.freedomcheckout.checkout.Means;
import org.freedomcheckout.checkout.PaymentState.AwaitingAcs;
import org.freedomcheckout.checkout.PaymentState.Refused;
import org.freedomcheckout.checkout.PaymentState.Unsent;
import org.freedomcheckout.flow.SavedCards.Choice;

/**
 * The page that a checkout's state asks for.
 *
 * @param model what the template shows besides the checkout
 */
public record PayPage(String template, Map<String, Object> model) {

    /** Seconds for what a shopper expects, and for what has to be read first. */
    private static final int RECEIPT = 15;

    private static final int NEWS = 30;

    /**
     * Chooses the page.
     *
     * @param framed whether Freedom Pay's page is shown in a frame of ours
     * @param cards the saved cards, asked for only where the shopper chooses; empty if they cannot be had
     * @param stay whether the shopper wants the page to go nowhere by itself
     */
    public static PayPage of(
            Checkout checkout,
            PayAddresses addresses,
            boolean framed,
            boolean stay,
            Supplier<Optional<List<Choice>>> cards) {
        return switch (checkout.state()) {
            case Open(var lastFailure) -> {
                if (checkout.waitsForChoice()) {
                    yield choice(checkout, lastFailure, cards.get());
                }
                yield checkout.waitsForRetry()
                        ? new PayPage("pay-retry", Map.of("failure", FailureView.of(lastFailure.orElseThrow())))
                        : open(checkout, addresses, framed);
            }
            case Processing _ -> new PayPage("processing", Map.of("stay", stay));
            case Authorized _ -> ended("authorized", stay, RECEIPT);
            case Paid _ -> ended("paid", stay, RECEIPT);
            case Failed(var failure) -> {
                var page = ended("failed", stay, NEWS);
                page.model().put("failure", FailureView.of(failure));
                yield page;
            }
            case Expired _ -> ended("expired", stay, NEWS);
            case Canceled _ -> ended("canceled", stay, NEWS);
        };
    }

    /** Nothing is left to do here: goes back to the shop by itself, unless the shopper stays. */
    private static PayPage ended(String template, boolean stay, int seconds) {
        var model = new HashMap<String, Object>();
        if (!stay) {
            model.put("returnIn", seconds);
        }
        return new PayPage(template, model);
    }

    /** With what to pay; after a refusal with its reason. */
    private static PayPage choice(Checkout checkout, Optional<Failure> failure, Optional<List<Choice>> cards) {
        var model = new HashMap<String, Object>();
        var refused = refusedCard(checkout);
        var choices = cards.orElse(List.of()).stream()
                .map(card -> ChoiceView.of(card, refused))
                .toList();
        model.put("cards", choices);
        model.put("cardsKnown", cards.isPresent());
        model.put("newCard", checkout.terms().offersCardPage());
        failure.ifPresent(why -> model.put("failure", FailureView.of(why)));
        var nothing = choices.isEmpty() && !checkout.terms().offersCardPage();
        return new PayPage(nothing ? "pay-no-cards" : "pay-choice", model);
    }

    private static CardFace refusedCard(Checkout checkout) {
        return checkout.mainPayment()
                .filter(payment -> payment.state() instanceof Refused)
                .map(payment -> payment.means().face())
                .orElse(CardFace.UNKNOWN);
    }

    private static boolean isNewCard(Checkout checkout) {
        return checkout.livePayment()
                .map(payment -> payment.means())
                .or(() -> checkout.terms().onlyMeans())
                .filter(means -> means instanceof Means.CardPage)
                .isPresent();
    }

    private static PayPage open(Checkout checkout, PayAddresses addresses, boolean framed) {
        var model = new HashMap<String, Object>();
        model.put("qr", QrView.of(addresses.pay()));
        if (!checkout.terms().isThreeDs()) {
            model.put("newCard", isNewCard(checkout));
            model.put("choice", checkout.canChooseAgain());
            model.put("cvcUrl", addresses.cvc());
            model.put("framed", framed);
            return new PayPage("pay-card", model);
        }
        var state = checkout.livePayment().orElseThrow().state();
        if (state instanceof Unsent) {
            return new PayPage("pay-unsent", Map.of());
        }
        model.put("challengeUrl", addresses.challenge());
        model.put("auto", state instanceof AwaitingAcs waiting && !waiting.opened());
        return new PayPage("pay-challenge", model);
    }
}
