package org.freedomcheckout.web.shopper;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.freedomcheckout.checkout.Checkout;
import org.freedomcheckout.checkout.CheckoutState.Authorized;
import org.freedomcheckout.checkout.CheckoutState.Canceled;
import org.freedomcheckout.checkout.CheckoutState.Expired;
import org.freedomcheckout.checkout.CheckoutState.Failed;
import org.freedomcheckout.checkout.CheckoutState.Open;
import org.freedomcheckout.checkout.CheckoutState.Paid;
import org.freedomcheckout.checkout.CheckoutState.Processing;
import org.freedomcheckout.checkout.Method;
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
                if (checkout.waitsForRetry()) {
                    var failure = FailureView.of(lastFailure.orElseThrow());
                    show(request, response, checkout, "pay-retry", Map.of("failure", failure));
                } else if (checkout.terms().method() instanceof Method.SavedCard) {
                    card(request, response, checkout);
                } else {
                    challenge(request, response, checkout);
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
        switch (checkout.terms().method()) {
            case Method.SavedCard _ -> flow.savedCards.retry(checkout);
            case Method.ThreeDs _ -> flow.challenges.retry(checkout);
        }
        // See other, so that reloading the page it leads to cannot try once more.
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader("Location", pages.pay(request, checkout));
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
                Map.of("cvcUrl", pages.cvc(request, checkout), "framed", framed));
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
