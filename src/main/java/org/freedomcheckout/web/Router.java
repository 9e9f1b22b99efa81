package org.freedomcheckout.web;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.TreeSet;
import org.freedomcheckout.flow.BusyException;
import org.freedomcheckout.web.limit.Connections;
import org.freedomcheckout.web.limit.Load;
import org.freedomcheckout.web.limit.TooManyRequestsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the servlet of an address. The servlet container's own patterns cannot say {@code /pay/{token}/cvc}, and are
 * kinder to odd spellings ({@code ;x=1}, {@code %2e}, a slash at the end) than is good for addresses with keys in them.
 */
public final class Router extends HttpServlet {

    private static final Logger log = LoggerFactory.getLogger(Router.class);

    private final List<Route> routes;
    private final ErrorAnswer unknownAddress;
    private final SecurityHeaders headers;
    private final Load load;

    /**
     * Ready.
     *
     * @param unknownAddress tells that an address leads nowhere
     */
    public Router(List<Route> routes, ErrorAnswer unknownAddress, SecurityHeaders headers, Load load) {
        this.routes = routes;
        this.unknownAddress = unknownAddress;
        this.headers = headers;
        this.load = load;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        Connections.serve();
        try {
            route(request, response);
        } finally {
            // The container reads what is left of a body before it takes the next request.
            Connections.awaitBody(true);
        }
    }

    private void route(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        headers.onEvery(response);
        var path = request.getRequestURI();
        var allowed = new TreeSet<String>();
        for (var route : routes) {
            var parts = route.match(path);
            if (parts.isEmpty()) {
                continue;
            }
            if (route.methods().contains(request.getMethod())) {
                Route.keep(request, parts.get());
                serve(route, request, response);
                return;
            }
            allowed.addAll(route.methods());
        }
        if (allowed.isEmpty()) {
            unknownAddress.send(request, response, Refusal.notFound());
        } else {
            response.setHeader("Allow", String.join(", ", allowed));
            errorsOf(path).send(request, response, new Refusal(405, "method"));
        }
    }

    /** The container knows this servlet only; those behind it are told by it. */
    @Override
    public void destroy() {
        routes.forEach(route -> route.servlet().destroy());
    }

    private void serve(Route route, HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        var place = load.enter(request, route.urgency());
        if (place.isEmpty()) {
            refuse(route, request, response, Refusal.unavailable());
            return;
        }
        try (var _ = place.get()) {
            route.servlet().service(request, response);
        } catch (Refusal refusal) {
            refuse(route, request, response, refusal);
        } catch (BusyException _) {
            refuse(route, request, response, Refusal.unavailable());
        } catch (TooManyRequestsException e) {
            refuse(route, request, response, Refusal.tooMany(e.retryAfter()));
        } catch (RuntimeException e) {
            log.error("{} {} failed", request.getMethod(), route.template(), e);
            refuse(route, request, response, Failures.refusal(e));
        }
    }

    private void refuse(Route route, HttpServletRequest request, HttpServletResponse response, Refusal refusal)
            throws IOException {
        if (response.isCommitted()) {
            return;
        }
        response.reset();
        headers.onEvery(response);
        refusal.retryAfter().ifPresent(seconds -> response.setHeader("Retry-After", seconds));
        route.errors().send(request, response, refusal);
    }

    private ErrorAnswer errorsOf(String path) {
        return routes.stream()
                .filter(route -> route.match(path).isPresent())
                .findFirst()
                .map(Route::errors)
                .orElse(unknownAddress);
    }
}
