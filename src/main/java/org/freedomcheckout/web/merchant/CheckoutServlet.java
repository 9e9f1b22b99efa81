package org.freedomcheckout.web.merchant;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.freedomcheckout.flow.Flow;

/** {@code GET /api/v1/checkouts/{id}}: reads a checkout. */
public final class CheckoutServlet extends MerchantServlet {

    CheckoutServlet(Flow flow, ApiKeys keys, CheckoutJson json) {
        super(flow, keys, json);
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        answer(response, HttpServletResponse.SC_OK, checkout(request));
    }
}
