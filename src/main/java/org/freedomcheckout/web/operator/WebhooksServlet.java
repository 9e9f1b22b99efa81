package org.freedomcheckout.web.operator;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.freedomcheckout.store.Outbox;
import org.freedomcheckout.web.Form;
import org.freedomcheckout.web.Refusal;
import org.freedomcheckout.web.merchant.ApiKeys;

/** {@code GET /webhooks?state=&limit=}: the newest webhooks, the newest first. */
public final class WebhooksServlet extends KeyedServlet {

    private static final int DEFAULT_LIMIT = 50;

    private final Outbox outbox;

    WebhooksServlet(ApiKeys keys, Outbox outbox) {
        super(keys);
        this.outbox = outbox;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var query = Form.ofQuery(request);
        var limit = query.only("limit").map(WebhooksServlet::limit).orElse(DEFAULT_LIMIT);
        var webhooks = outbox.list(query.only("state").map(WebhooksServlet::state), limit);
        json(
                response,
                Map.of("data", webhooks.stream().map(WebhookJson::summary).toList()));
    }

    private static Outbox.State state(String word) {
        return Optional.of(word.toUpperCase(Locale.ROOT))
                .filter(name -> Arrays.stream(Outbox.State.values())
                        .anyMatch(state -> state.name().equals(name)))
                .map(Outbox.State::valueOf)
                .orElseThrow(Refusal::badRequest);
    }

    private static int limit(String text) {
        if (!text.matches("[1-9][0-9]{0,3}")) {
            throw Refusal.badRequest();
        }
        return Integer.parseInt(text);
    }
}
