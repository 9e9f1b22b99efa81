package org.freedomcheckout.web.shopper;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.freedomcheckout.flow.Flow;

/** {@code /pay/{token}/status}: the checkout's status as JSON, for the live page. */
public final class StatusServlet extends ShopperServlet {

    StatusServlet(Flow flow, ShopperPages pages) {
        super(flow, pages);
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var checkout = checkout(request);
        response.setContentType("application/json;charset=UTF-8");
        response.getWriter().write(StatusJson.of(checkout));
    }
}
