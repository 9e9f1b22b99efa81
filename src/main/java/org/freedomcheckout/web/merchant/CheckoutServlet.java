package org.freedomcheckout.web.merchant;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.freedomcheckout.flow.Flow;
import org.freedomcheckout.web.limit.RateLimits;

/** {@code GET /api/v1/checkouts/{id}}: reads a checkout. */
public final class CheckoutServlet extends MerchantServlet {

    CheckoutServlet(Flow flow, ApiKeys keys, RateLimits limits) {
        super(flow, keys, limits);
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        noQuery(request);
        answer(response, checkout(request));
    }
}
