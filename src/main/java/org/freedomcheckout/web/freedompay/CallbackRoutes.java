package org.freedomcheckout.web.freedompay;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.freedomcheckout.flow.Callbacks;
import org.freedomcheckout.gateway.CallbackReader;
import org.freedomcheckout.gateway.CallbackStatus;
import org.freedomcheckout.web.ErrorAnswer;
import org.freedomcheckout.web.Route;
import org.freedomcheckout.web.limit.Load.Urgency;

/** Freedom Pay's addresses. */
public final class CallbackRoutes {

    private static final Set<String> METHODS = Set.of("GET", "POST");

    private CallbackRoutes() {}

    public static List<Route> of(Callbacks callbacks, CallbackReader gateway) {
        return List.of(
                new Route(
                                "/callbacks/freedompay/result",
                                METHODS,
                                new ResultServlet(callbacks),
                                signedError(gateway, ResultServlet.SCRIPT))
                        .that(Urgency.PAYING),
                new Route(
                                "/callbacks/freedompay/check",
                                METHODS,
                                new CheckServlet(callbacks),
                                signedError(gateway, CheckServlet.SCRIPT))
                        .that(Urgency.PAYING),
                new Route(
                                "/callbacks/freedompay/card",
                                METHODS,
                                new CardServlet(callbacks),
                                signedError(gateway, CardServlet.SCRIPT))
                        .that(Urgency.PAYING));
    }

    /** A call that cannot even be read gets a signed error all the same. */
    private static ErrorAnswer signedError(CallbackReader gateway, String script) {
        return (_, response, refusal) -> {
            var xml = gateway.answer(CallbackStatus.ERROR, "Not accepted", Optional.empty(), script);
            response.setStatus(refusal.status());
            response.setContentType("application/xml;charset=UTF-8");
            write(response, xml);
        };
    }

    private static void write(HttpServletResponse response, byte[] xml) throws IOException {
        response.setContentLength(xml.length);
        response.getOutputStream().write(xml);
    }
}
