package org.freedomcheckout.web.merchant;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.freedomcheckout.flow.Flow;
import org.freedomcheckout.gateway.StoredCard;
import org.freedomcheckout.web.limit.RateLimits;
import org.jspecify.annotations.Nullable;

/** {@code /api/v1/cards}: a user's saved cards, and how to save one more. */
public final class CardsServlet extends MerchantServlet {

    private static final int MAX_BACK_URL = 255;

    private final ApiSettings settings;

    CardsServlet(Flow flow, ApiKeys keys, RateLimits limits, ApiSettings settings) {
        super(flow, keys, limits);
        this.settings = settings;
    }

    private record Cards(List<Map<String, @Nullable Object>> data) {}

    private record Page(String url) {}

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var query = new Query(request);
        var userId = query.required("user_id", Rules::isUserId, "must be 1 to 50 of A-Z a-z 0-9 _ -");
        query.check();
        var cards = CardCalls.call(() -> flow.savedCards.of(userId));
        var data = cards.stream().map(CardsServlet::json).toList();
        json(response, HttpServletResponse.SC_OK, JSON.writeValueAsString(new Cards(data)));
    }

    private static Map<String, @Nullable Object> json(StoredCard card) {
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("token", card.token().reveal());
        json.put("mask", card.mask());
        json.put("brand", card.brand().orElse(null));
        json.put("expiry", card.expiry().orElse(null));
        json.put("created_at", card.createdAt().orElse(null));
        return json;
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var fields = new Fields(json(request, body(request), false));
        var userId = fields.required("user_id", Rules::isUserId, "must be 1 to 50 of A-Z a-z 0-9 _ -");
        var returnUrl = fields.required(
                "return_url",
                text -> text.length() <= MAX_BACK_URL && settings.isShopUrl(text),
                settings.shopUrlShape(MAX_BACK_URL));
        fields.nothingElse();
        fields.check();
        var page = CardCalls.call(() -> flow.savedCards.add(userId, URI.create(returnUrl)));
        json(response, HttpServletResponse.SC_CREATED, JSON.writeValueAsString(new Page(page.toString())));
    }
}
