package org.freedomcheckout.web.merchant;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.freedomcheckout.checkout.CheckoutState.Expired;
import org.freedomcheckout.checkout.TimelineEntry.Actor;
import org.freedomcheckout.flow.Flow;
import org.freedomcheckout.web.limit.RateLimits;

/** {@code POST /api/v1/checkouts/{id}/expire}: closes an open checkout. Asked again it answers the same. */
public final class ExpireServlet extends MerchantServlet {

    ExpireServlet(Flow flow, ApiKeys keys, RateLimits limits) {
        super(flow, keys, limits);
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var fields = new Fields(json(request, body(request), true));
        fields.nothingElse();
        fields.check();
        var checkout = flow.expiry.expire(checkout(request).id(), Actor.MERCHANT);
        if (!(checkout.state() instanceof Expired)) {
            var status = checkout.state().status();
            throw ApiRefusal.of(409, "Conflict", "The checkout cannot be expired: it is " + status + ".");
        }
        answer(response, checkout);
    }
}
