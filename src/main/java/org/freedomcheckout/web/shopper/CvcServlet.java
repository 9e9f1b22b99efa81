package org.freedomcheckout.web.shopper;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import org.freedomcheckout.checkout.Checkout;
import org.freedomcheckout.flow.CardFlow.CardStep;
import org.freedomcheckout.flow.Flow;
import org.freedomcheckout.gateway.SignedForm;
import org.freedomcheckout.web.Csp;
import org.freedomcheckout.web.Refusal;
import org.freedomcheckout.web.limit.RateLimits;

/**
 * {@code /pay/{token}/cvc}: what the frame holds. Makes the payment if none is live, however often this is read, and
 * hands the browser over to Freedom Pay's page for the CVC or for a new card.
 */
public final class CvcServlet extends ShopperServlet {

    private final ShopperSettings settings;

    CvcServlet(Flow flow, ShopperPages pages, RateLimits limits, ShopperSettings settings) {
        super(flow, pages, limits);
        this.settings = settings;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var checkout = checkout(request);
        if (checkout.terms().isThreeDs()) {
            throw Refusal.notFound();
        }
        var self = pages.cvc(request, checkout);
        switch (flow.cards.step(checkout)) {
            case CardStep.HandOver handOver -> handOver(request, response, checkout, handOver.form());
            case CardStep.NewCard(var page) -> seeOther(response, page);
            case CardStep.Wait _ -> show(request, response, checkout, HandOverPage.cvcWait());
            case CardStep.Unreachable _ -> show(request, response, checkout, HandOverPage.cvcUnavailable(self));
            case CardStep.Leave _ ->
                show(request, response, checkout, HandOverPage.leaveFrame(pages.pay(request, checkout)));
        }
    }

    private void handOver(HttpServletRequest request, HttpServletResponse response, Checkout checkout, SignedForm form)
            throws IOException {
        if (settings.embedding() == Embedding.RELAY) {
            seeOther(response, flow.urls.cvcRelay(checkout.payToken()));
            return;
        }
        show(request, response, checkout, HandOverPage.cvc(FormView.of(form)));
    }

    private static void seeOther(HttpServletResponse response, URI location) {
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader("Location", location.toString());
    }

    private void show(HttpServletRequest request, HttpServletResponse response, Checkout checkout, PayPage page)
            throws IOException {
        pages.show(request, response, checkout, page, this::policy);
    }

    private Csp policy(Csp csp) {
        var framed = settings.embedding() != Embedding.REDIRECT;
        return csp.with("connect-src", "'none'")
                .with("form-action", settings.targets())
                .with("frame-ancestors", framed ? "'self'" : "'none'");
    }
}
