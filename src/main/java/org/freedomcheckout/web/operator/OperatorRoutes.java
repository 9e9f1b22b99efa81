package org.freedomcheckout.web.operator;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import java.util.Set;
import org.freedomcheckout.store.Database;
import org.freedomcheckout.web.ErrorAnswer;
import org.freedomcheckout.web.Route;

/** The management listener's addresses. */
public final class OperatorRoutes {

    private static final Set<String> READ = Set.of("GET", "HEAD");

    private OperatorRoutes() {}

    public static List<Route> of(Database database, PrometheusMeterRegistry metrics, ErrorAnswer errors) {
        return List.of(
                new Route("/health/live", READ, new LiveServlet(), errors),
                new Route("/health/ready", READ, new ReadyServlet(database), errors),
                new Route("/metrics", READ, new MetricsServlet(metrics), errors));
    }
}
