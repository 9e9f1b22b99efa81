package org.freedomcheckout.web.merchant;

import jakarta.servlet.http.HttpServlet;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.freedomcheckout.checkout.Operation.Kind;
import org.freedomcheckout.flow.Flow;
import org.freedomcheckout.web.ErrorAnswer;
import org.freedomcheckout.web.Pages;
import org.freedomcheckout.web.Route;
import org.freedomcheckout.web.limit.RateLimits;

/** The merchant API's addresses. */
public final class MerchantRoutes {

    private static final ErrorAnswer ERRORS = new ProblemErrors();
    private static final Set<String> READ = Set.of("GET", "HEAD");
    private static final String CHECKOUT = "/api/v1/checkouts/{id}";

    private MerchantRoutes() {}

    public static List<Route> of(
            Flow flow, ApiKeys keys, RateLimits limits, ApiSettings settings, Pages pages, InstantSource clock) {
        return List.of(
                route(
                        "/api/v1/checkouts",
                        Set.of("GET", "HEAD", "POST"),
                        new CheckoutsServlet(flow, keys, limits, settings, clock)),
                route(CHECKOUT, READ, new CheckoutServlet(flow, keys, limits)),
                route(CHECKOUT + "/events", READ, new EventsServlet(flow, keys, limits)),
                route(CHECKOUT + "/expire", Set.of("POST"), new ExpireServlet(flow, keys, limits)),
                route(CHECKOUT + "/capture", Set.of("POST"), new OperationServlet(flow, keys, limits, Kind.CAPTURE)),
                route(CHECKOUT + "/cancel", Set.of("POST"), new OperationServlet(flow, keys, limits, Kind.CANCEL)),
                route(CHECKOUT + "/refund", Set.of("POST"), new OperationServlet(flow, keys, limits, Kind.REFUND)),
                route(CHECKOUT + "/sync", Set.of("POST"), new SyncServlet(flow, keys, limits)),
                route("/api/v1/cards", Set.of("GET", "HEAD", "POST"), new CardsServlet(flow, keys, limits, settings)),
                route("/api/v1/cards/{token}", Set.of("DELETE"), new CardServlet(flow, keys, limits)),
                route("/api/v1/openapi.yaml", READ, new OpenApiServlet()),
                route("/api/v1/docs", READ, new ApiDocsServlet(pages)));
    }

    private static Route route(String template, Set<String> methods, HttpServlet servlet) {
        return new Route(template, methods, servlet, ERRORS);
    }
}
