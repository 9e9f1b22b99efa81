package org.freedomcheckout.web.shopper;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.freedomcheckout.checkout.Checkout;
import org.freedomcheckout.checkout.Means;
import org.freedomcheckout.flow.Flow;
import org.freedomcheckout.web.Form;
import org.freedomcheckout.web.Refusal;
import org.freedomcheckout.web.limit.RateLimits;

/**
 * {@code /pay/{token}}: the one page of a checkout, drawn from its state, so that reloading, sharing between tabs and
 * going back are safe. A POST is the shopper's "try again".
 */
public final class PayServlet extends ShopperServlet {

    private final ShopperSettings settings;

    PayServlet(Flow flow, ShopperPages pages, RateLimits limits, ShopperSettings settings) {
        super(flow, pages, limits);
        this.settings = settings;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var checkout = checkout(request);
        flow.cards.rest(checkout).ifPresent(PayServlet::rest);
        var framed = settings.embedding() != Embedding.REDIRECT;
        var page = PayPage.of(
                checkout,
                pages.addresses(request, checkout),
                framed,
                Form.ofOwnQuery(request).has("stay"),
                () -> flow.savedCards.choices(checkout));
        var frames = framed && page.template().equals("pay-card");
        pages.show(
                request,
                response,
                checkout,
                page,
                // Later pages inside the frame, a bank's among them, are judged by this policy too.
                csp -> frames ? csp.with("frame-src", "'self' " + settings.targets()) : csp);
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
                    .ifPresent(choice -> {
                        flow.cards.rest(choice.means()).ifPresent(PayServlet::rest);
                        flow.cards.choose(checkout, choice.means());
                    });
        } else if (form.has("new_card") && checkout.terms().offersCardPage()) {
            flow.cards.choose(checkout, new Means.CardPage());
        } else if (form.has("something_else")) {
            flow.cards.withdraw(checkout);
        } else {
            flow.cards.retry(checkout);
        }
    }

    private static void rest(Duration left) {
        throw new Refusal(429, "card_rests", left);
    }

    /** A page of another site can post here, but cannot lie about where it comes from. */
    private boolean isOurOwnForm(HttpServletRequest request) {
        var site = request.getHeader("Sec-Fetch-Site");
        if (site != null) {
            return site.equals("same-origin");
        }
        return flow.urls.origin().equals(request.getHeader("Origin"));
    }
}
