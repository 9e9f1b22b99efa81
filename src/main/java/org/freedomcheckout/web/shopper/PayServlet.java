package org.freedomcheckout.web.shopper;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import org.freedomcheckout.checkout.PaymentState.Unsent;
import org.freedomcheckout.flow.Flow;
import org.freedomcheckout.web.Form;
import org.freedomcheckout.web.Refusal;

/**
 * {@code /pay/{token}}: the one page of a checkout, drawn from its state, so that reloading, sharing between tabs and
 * going back are safe. A POST is the shopper's "try again".
 */
public final class PayServlet extends ShopperServlet {

    private final ShopperSettings settings;

    PayServlet(Flow flow, ShopperPages pages, ShopperSettings settings) {
        super(flow, pages);
        this.settings = settings;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var checkout = checkout(request);
        switch (checkout.state()) {
            case Open(var lastFailure) -> {
                if (checkout.waitsForChoice()) {
                    choice(request, response, checkout, lastFailure);
                } else if (checkout.waitsForRetry()) {
                    var failure = FailureView.of(lastFailure.orElseThrow());
                    show(request, response, checkout, "pay-retry", Map.of("failure", failure));
                } else if (checkout.terms().isThreeDs()) {
                    challenge(request, response, checkout);
                } else {
                    card(request, response, checkout);
                }
            }
            case Processing _ -> show(request, response, checkout, "processing", Map.of());
            case Authorized _ -> show(request, response, checkout, "authorized", wayBack(request));
            case Paid _ -> show(request, response, checkout, "paid", wayBack(request));
            case Failed(var failure) ->
                show(request, response, checkout, "failed", Map.of("failure", FailureView.of(failure)));
            case Expired _ -> show(request, response, checkout, "expired", Map.of());
            case Canceled _ -> show(request, response, checkout, "canceled", Map.of());
        }
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!isOurOwnForm(request)) {
            throw new Refusal(403, "bad_request");
        }
        var checkout = checkout(request);
        if (checkout.terms().isThreeDs()) {
            flow.challenges.retry(checkout);
        } else {
            pay(checkout, Form.ofBody(request));
        }
        // See other, so that reloading the page it leads to cannot try once more.
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader("Location", pages.pay(request, checkout));
    }

    /** The shopper's choice, or "something else", or "try again". */
    private void pay(Checkout checkout, Form form) {
        var card = form.only("card");
        if (card.isPresent()) {
            flow.savedCards.choices(checkout).orElse(List.of()).stream()
                    .filter(choice -> choice.ref().equals(card.get()))
                    .findFirst()
                    .ifPresent(choice -> flow.cards.choose(checkout, choice.means()));
        } else if (form.has("new_card") && checkout.terms().offersCardPage()) {
            flow.cards.choose(checkout, new Means.CardPage());
        } else if (form.has("something_else")) {
            flow.cards.withdraw(checkout);
        } else {
            flow.cards.retry(checkout);
        }
    }

    /** With what to pay; after a refusal with its reason. */
    private void choice(
            HttpServletRequest request, HttpServletResponse response, Checkout checkout, Optional<Failure> failure)
            throws IOException {
        var model = new HashMap<String, Object>();
        var cards = flow.savedCards.choices(checkout);
        model.put("cards", cards.orElse(List.of()));
        model.put("cardsKnown", cards.isPresent());
        model.put("newCard", checkout.terms().offersCardPage());
        failure.ifPresent(why -> model.put("failure", FailureView.of(why)));
        show(request, response, checkout, "pay-choice", model);
    }

    /** A page of another site can post here, but cannot lie about where it comes from. */
    private boolean isOurOwnForm(HttpServletRequest request) {
        var site = request.getHeader("Sec-Fetch-Site");
        if (site != null) {
            return site.equals("same-origin");
        }
        return flow.urls.origin().equals(request.getHeader("Origin"));
    }

    private void card(HttpServletRequest request, HttpServletResponse response, Checkout checkout) throws IOException {
        var framed = settings.embedding() != Embedding.REDIRECT;
        pages.show(
                request,
                response,
                checkout,
                "pay-card",
                // Later pages inside the frame, a bank's among them, are judged by this policy too.
                csp -> framed ? csp.with("frame-src", "'self' " + settings.targets()) : csp,
                Map.of(
                        "cvcUrl", pages.cvc(request, checkout),
                        "framed", framed,
                        "newCard", isNewCard(checkout),
                        "choice", checkout.terms().onlyMeans().isEmpty()));
    }

    private static boolean isNewCard(Checkout checkout) {
        return checkout.livePayment()
                .map(payment -> payment.means())
                .or(() -> checkout.terms().onlyMeans())
                .filter(means -> means instanceof Means.CardPage)
                .isPresent();
    }

    private void challenge(HttpServletRequest request, HttpServletResponse response, Checkout checkout)
            throws IOException {
        var state = checkout.livePayment().orElseThrow().state();
        if (state instanceof Unsent) {
            show(request, response, checkout, "pay-unsent", Map.of());
            return;
        }
        var auto = state instanceof AwaitingAcs waiting && !waiting.opened();
        var model = new HashMap<String, Object>();
        model.put("challengeUrl", pages.challenge(request, checkout));
        model.put("auto", auto);
        show(request, response, checkout, "pay-challenge", model);
    }

    private void show(
            HttpServletRequest request,
            HttpServletResponse response,
            Checkout checkout,
            String template,
            Map<String, Object> model)
            throws IOException {
        pages.show(request, response, checkout, template, csp -> csp, model);
    }

    /** The way back to the shop goes by itself, unless the shopper wants to stay. */
    private static Map<String, Object> wayBack(HttpServletRequest request) {
        return Map.of("returnRefresh", !Form.ofOwnQuery(request).has("stay"));
    }
}
