package org.freedomcheckout.web.operator;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.freedomcheckout.store.Database;
import org.freedomcheckout.store.Outbox;
import org.freedomcheckout.store.TimelineChain;
import org.freedomcheckout.web.ErrorAnswer;
import org.freedomcheckout.web.Route;
import org.freedomcheckout.web.merchant.ApiKeys;

/** The management listener's addresses. */
public final class OperatorRoutes {

    private static final Set<String> READ = Set.of("GET", "HEAD");

    private OperatorRoutes() {}

    public static List<Route> of(
            ReadyServlet ready,
            Database database,
            Outbox outbox,
            TimelineChain chain,
            ApiKeys keys,
            PrometheusMeterRegistry metrics,
            InstantSource clock,
            ErrorAnswer errors) {
        return List.of(
                new Route("/health/live", READ, new LiveServlet(), errors),
                new Route("/health/ready", READ, ready, errors),
                new Route("/metrics", READ, new MetricsServlet(metrics), errors),
                new Route("/timeline", READ, new TimelineServlet(keys, chain), errors),
                new Route("/backup", Set.of("POST"), new BackupServlet(keys, database), errors),
                new Route("/webhooks", READ, new WebhooksServlet(keys, outbox), errors),
                new Route("/webhooks/{id}", Set.of("GET", "POST"), new WebhookServlet(keys, outbox, clock), errors));
    }
}
