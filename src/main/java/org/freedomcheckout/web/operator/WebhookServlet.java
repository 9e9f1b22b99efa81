package org.freedomcheckout.web.operator;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.InstantSource;
import org.freedomcheckout.store.Outbox;
import org.freedomcheckout.web.Refusal;
import org.freedomcheckout.web.Route;
import org.freedomcheckout.web.merchant.ApiKeys;

/** {@code GET /webhooks/{id}}: a webhook with its body. {@code POST}: sends it again. */
public final class WebhookServlet extends KeyedServlet {

    private final Outbox outbox;
    private final InstantSource clock;

    WebhookServlet(ApiKeys keys, Outbox outbox, InstantSource clock) {
        super(keys);
        this.outbox = outbox;
        this.clock = clock;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var webhook = outbox.find(Route.part(request, "id")).orElseThrow(Refusal::notFound);
        json(response, WebhookJson.whole(webhook));
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var id = Route.part(request, "id");
        if (!outbox.resend(id, clock.instant())) {
            throw Refusal.notFound();
        }
        json(response, WebhookJson.summary(outbox.find(id).orElseThrow()));
    }
}
