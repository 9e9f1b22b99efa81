package org.freedomcheckout.web.shopper;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.freedomcheckout.checkout.CheckoutKey;
import org.freedomcheckout.flow.Flow;
import org.freedomcheckout.gateway.CallbackReader;
import org.freedomcheckout.web.ErrorAnswer;
import org.freedomcheckout.web.Pages;
import org.freedomcheckout.web.Route;
import org.freedomcheckout.web.limit.Load.Urgency;
import org.freedomcheckout.web.limit.RateLimits;

/** The shopper's addresses. */
public final class ShopperRoutes {

    /** Reading is safe, so HEAD may do it; what GET starts, HEAD must not. */
    private static final Set<String> READ = Set.of("GET", "HEAD");

    private static final Set<String> ACT = Set.of("GET");
    private static final Set<String> RETURN = Set.of("GET", "POST");

    private ShopperRoutes() {}

    public static List<Route> of(
            ShopperSettings settings,
            Flow flow,
            CallbackReader callbacks,
            CheckoutKey key,
            Pages pages,
            ErrorAnswer errors,
            RateLimits limits,
            InstantSource clock,
            MeterRegistry metrics) {
        var shown = new ShopperPages(pages, flow, clock);
        var pay = new PayServlet(flow, shown, limits, settings);
        return List.of(
                new Route("/pay/{token}", Set.of("GET", "HEAD", "POST"), pay, errors),
                new Route("/pay/{token}/cvc", ACT, new CvcServlet(flow, shown, limits, settings), errors),
                new Route("/pay/{token}/cvc/relay", ACT, new CvcRelayServlet(flow, shown, limits, settings), errors),
                new Route(
                        "/pay/{token}/challenge",
                        ACT,
                        new ChallengeServlet(flow, shown, limits, settings, key),
                        errors),
                new Route("/pay/{token}/status", READ, new StatusServlet(flow, shown, limits), errors)
                        .that(Urgency.CAN_WAIT),
                new Route("/pay/{token}/events", ACT, new EventsServlet(flow, shown, limits), errors)
                        .that(Urgency.CAN_WAIT),
                new Route("/acs/{token}", RETURN, new AcsReturnServlet(flow, shown, limits, metrics), errors)
                        .that(Urgency.PAYING),
                new Route(
                                "/return/{token}/success",
                                RETURN,
                                new ReturnServlet(flow, shown, limits, callbacks, "success"),
                                errors)
                        .that(Urgency.PAYING),
                new Route(
                                "/return/{token}/failure",
                                RETURN,
                                new ReturnServlet(flow, shown, limits, callbacks, "failure"),
                                errors)
                        .that(Urgency.PAYING));
    }
}
