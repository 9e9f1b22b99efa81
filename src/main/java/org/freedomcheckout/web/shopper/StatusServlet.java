package org.freedomcheckout.web.shopper;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.freedomcheckout.flow.Flow;
import org.freedomcheckout.web.limit.RateLimits;

/** {@code /pay/{token}/status}: the checkout's status as JSON, for the live page. */
public final class StatusServlet extends ShopperServlet {

    StatusServlet(Flow flow, ShopperPages pages, RateLimits limits) {
        super(flow, pages, limits);
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var checkout = watched(request);
        response.setContentType("application/json;charset=UTF-8");
        response.getWriter().write(StatusJson.of(checkout));
    }
}
