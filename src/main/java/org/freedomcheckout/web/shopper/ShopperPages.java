package org.freedomcheckout.web.shopper;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.InstantSource;
import java.util.HashMap;
import org.freedomcheckout.checkout.Checkout;
import org.freedomcheckout.flow.Flow;
import org.freedomcheckout.web.Pages;

/** Shows a checkout's pages. */
final class ShopperPages {

    private final Pages pages;
    private final Flow flow;
    private final InstantSource clock;

    ShopperPages(Pages pages, Flow flow, InstantSource clock) {
        this.pages = pages;
        this.flow = flow;
        this.clock = clock;
    }

    /** Shows a page about a checkout. */
    void show(
            HttpServletRequest request,
            HttpServletResponse response,
            Checkout checkout,
            PayPage page,
            Pages.PolicyFor policy)
            throws IOException {
        var language = checkout.terms().language();
        var all = new HashMap<>(page.model());
        all.put(
                "checkout",
                CheckoutView.of(
                        checkout, addresses(request, checkout), pages.language(request, language), clock.instant()));
        pages.show(request, response, page.template(), language, policy, all);
    }

    /** The checkout's page, in the language the shopper chose. */
    String pay(HttpServletRequest request, Checkout checkout) {
        return flow.urls.pay(checkout.payToken()) + pages.languageQuery(request);
    }

    String cvc(HttpServletRequest request, Checkout checkout) {
        return flow.urls.cvc(checkout.payToken()) + pages.languageQuery(request);
    }

    String challenge(HttpServletRequest request, Checkout checkout) {
        return flow.urls.challenge(checkout.payToken()) + pages.languageQuery(request);
    }

    /** The checkout's own addresses. */
    PayAddresses addresses(HttpServletRequest request, Checkout checkout) {
        var token = checkout.payToken();
        return new PayAddresses(
                pay(request, checkout),
                cvc(request, checkout),
                challenge(request, checkout),
                flow.urls.status(token).toString(),
                flow.urls.events(token).toString());
    }
}
