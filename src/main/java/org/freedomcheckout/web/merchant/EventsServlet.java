package org.freedomcheckout.web.merchant;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.freedomcheckout.flow.Flow;
import org.freedomcheckout.web.limit.RateLimits;

/** {@code GET /api/v1/checkouts/{id}/events}: a checkout's timeline, oldest first. */
public final class EventsServlet extends MerchantServlet {

    EventsServlet(Flow flow, ApiKeys keys, RateLimits limits) {
        super(flow, keys, limits);
    }

    private record Events(List<Event> data) {}

    private record Event(String at, String actor, String type, Map<String, String> details) {}

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        noQuery(request);
        var events = flow.checkouts.timeline(checkout(request)).stream()
                .map(entry -> new Event(
                        entry.at().toString(),
                        entry.actor().name().toLowerCase(Locale.ROOT),
                        entry.type(),
                        entry.details()))
                .toList();
        json(response, HttpServletResponse.SC_OK, JSON.writeValueAsString(new Events(events)));
    }
}
