package org.freedomcheckout.web.shopper;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.freedomcheckout.checkout.Method;
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
        var framed = settings.embedding() != Embedding.REDIRECT;
        var page = PayPage.of(
                checkout,
                pages.addresses(request, checkout),
                framed,
                Form.ofOwnQuery(request).has("stay"));
        var frames = framed && page.template().equals("pay-card");
        pages.show(
                request,
                response,
                checkout,
                page.template(),
                // Later pages inside the frame, a bank's among them, are judged by this policy too.
                csp -> frames ? csp.with("frame-src", "'self' " + settings.targets()) : csp,
                page.model());
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
}
