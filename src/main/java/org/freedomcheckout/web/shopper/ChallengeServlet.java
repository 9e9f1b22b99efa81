package org.freedomcheckout.web.shopper;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.freedomcheckout.checkout.CheckoutKey;
import org.freedomcheckout.checkout.PaymentState.AwaitingAcs;
import org.freedomcheckout.flow.Flow;
import org.freedomcheckout.web.Refusal;
import org.freedomcheckout.web.limit.RateLimits;

/** {@code /pay/{token}/challenge}: the form that takes the browser to the bank's 3-D Secure page. */
public final class ChallengeServlet extends ShopperServlet {

    private final ShopperSettings settings;
    private final CheckoutKey key;

    ChallengeServlet(Flow flow, ShopperPages pages, RateLimits limits, ShopperSettings settings, CheckoutKey key) {
        super(flow, pages, limits);
        this.settings = settings;
        this.key = key;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var checkout = checkout(request);
        if (!checkout.terms().isThreeDs()) {
            throw Refusal.notFound();
        }
        var payment = checkout.livePayment();
        if (payment.isEmpty()
                || !flow.challenges.canConfirm(checkout, payment.get())
                || !(payment.get().state() instanceof AwaitingAcs waiting)) {
            response.setStatus(HttpServletResponse.SC_SEE_OTHER);
            response.setHeader("Location", pages.pay(request, checkout));
            return;
        }
        var attempt = payment.get().attempt();
        flow.challenges.opened(checkout, attempt);
        var termUrl = flow.urls.acs(key.returnToken(checkout.id(), attempt));
        pages.show(
                request,
                response,
                checkout,
                HandOverPage.challenge(waiting.challenge(), termUrl.toString()),
                csp -> csp.with("connect-src", "'none'").with("form-action", settings.targets()));
    }
}
