package org.freedomcheckout.web.merchant;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.freedomcheckout.checkout.Secret;
import org.freedomcheckout.flow.Flow;
import org.freedomcheckout.web.Route;
import org.freedomcheckout.web.limit.RateLimits;

/** {@code DELETE /api/v1/cards/{token}}: removes a saved card. */
public final class CardServlet extends MerchantServlet {

    CardServlet(Flow flow, ApiKeys keys, RateLimits limits) {
        super(flow, keys, limits);
    }

    @Override
    protected void doDelete(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var query = new Query(request);
        var userId = query.required("user_id", Rules::isUserId, "must be 1 to 50 of A-Z a-z 0-9 _ -");
        query.check();
        var token = Route.decodedPart(request, "token");
        if (!Rules.isPlain(token, 1, 255)) {
            throw ApiRefusal.of(404, "Not Found", "There is no such card.");
        }
        CardCalls.call(() -> {
            flow.savedCards.remove(userId, new Secret(token));
            return token;
        });
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    }
}
