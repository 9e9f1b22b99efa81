package org.freedomcheckout.web.merchant;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.freedomcheckout.flow.Flow;
import org.freedomcheckout.web.limit.RateLimits;

/** {@code POST /api/v1/checkouts/{id}/sync}: asks Freedom Pay now. */
public final class SyncServlet extends MerchantServlet {

    SyncServlet(Flow flow, ApiKeys keys, RateLimits limits) {
        super(flow, keys, limits);
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var fields = new Fields(json(request, body(request), true));
        fields.nothingElse();
        fields.check();
        var checkout = flow.sync
                .now(checkout(request).id())
                .orElseThrow(() -> ApiRefusal.of(
                        503, "Service Unavailable", "Freedom Pay gave no answer to be trusted; try again later."));
        answer(response, checkout);
    }
}
