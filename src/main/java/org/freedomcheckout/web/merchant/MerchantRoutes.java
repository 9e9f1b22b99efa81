package org.freedomcheckout.web.merchant;

import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.freedomcheckout.flow.Flow;
import org.freedomcheckout.web.Route;
import org.freedomcheckout.web.Texts;

/** The merchant API's addresses. */
public final class MerchantRoutes {

    private MerchantRoutes() {}

    public static List<Route> of(Flow flow, ApiKeys keys, ApiSettings settings, Texts texts, InstantSource clock) {
        var json = new CheckoutJson(flow, texts);
        var errors = new ProblemErrors();
        return List.of(
                new Route(
                        "/api/v1/checkouts",
                        Set.of("POST"),
                        new CheckoutsServlet(flow, keys, json, settings, clock),
                        errors),
                new Route(
                        "/api/v1/checkouts/{id}", Set.of("GET", "HEAD"), new CheckoutServlet(flow, keys, json), errors),
                new Route(
                        "/api/v1/checkouts/{id}/events",
                        Set.of("GET", "HEAD"),
                        new EventsServlet(flow, keys, json),
                        errors));
    }
}
