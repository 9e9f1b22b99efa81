package org.freedomcheckout.app;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.freedomcheckout.checkout.CheckoutKey;
import org.freedomcheckout.flow.DatabaseClock;
import org.freedomcheckout.flow.Flow;
import org.freedomcheckout.flow.FlowSettings;
import org.freedomcheckout.gateway.FreedomPay;
import org.freedomcheckout.store.Compaction;
import org.freedomcheckout.store.Database;
import org.freedomcheckout.store.Outbox;
import org.freedomcheckout.store.TimelineChain;
import org.freedomcheckout.web.AssetServlet;
import org.freedomcheckout.web.Assets;
import org.freedomcheckout.web.CspReportServlet;
import org.freedomcheckout.web.ErrorAnswer;
import org.freedomcheckout.web.HtmlErrors;
import org.freedomcheckout.web.Pages;
import org.freedomcheckout.web.PlainErrors;
import org.freedomcheckout.web.Route;
import org.freedomcheckout.web.Router;
import org.freedomcheckout.web.SecurityHeaders;
import org.freedomcheckout.web.Texts;
import org.freedomcheckout.web.WebServer;
import org.freedomcheckout.web.freedompay.CallbackRoutes;
import org.freedomcheckout.web.limit.Load;
import org.freedomcheckout.web.limit.RateLimits;
import org.freedomcheckout.web.merchant.ApiSettings;
import org.freedomcheckout.web.merchant.MerchantRoutes;
import org.freedomcheckout.web.merchant.ProblemErrors;
import org.freedomcheckout.web.operator.OperatorRoutes;
import org.freedomcheckout.web.operator.ReadyServlet;
import org.freedomcheckout.web.shopper.Embedding;
import org.freedomcheckout.web.shopper.ShopperRoutes;
import org.freedomcheckout.web.shopper.ShopperSettings;
import org.freedomcheckout.webhook.Sender;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The running checkout. Every object is made here, in order of use. */
public final class Server implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Server.class);

    /** So long a browser waits for Freedom Pay before it sees the processing page. */
    private static final Duration BROWSER_PATIENCE = Duration.ofSeconds(3);

    /** So long requests may take to be done once the calls that they waited for are. */
    private static final Duration LAST_ANSWERS = Duration.ofSeconds(5);

    private static final String USER_AGENT = "Freedom-Checkout/" + Version.text();

    private final Database database;
    private final Compaction compaction;
    private final DatabaseClock clock;
    private final FreedomPay gateway;
    private final Flow flow;
    private final Load load = new Load();
    private final WebServer shoppers;
    private final WebServer management;
    private final Optional<Sender> webhooks;
    private final Rotation rotation;

    /** Starts; when this returns, requests are served. */
    public Server(Settings settings, InstantSource machineClock) {
        var texts = new Texts(settings.overlay());
        var assets = new Assets(settings.overlay());
        var pages = new Pages(settings.overlay(), texts, assets, settings.languages(), settings.shop());
        var errors = new HtmlErrors(pages);
        // Beside the opening of the database, which takes as long.
        var preparations = List.of(beside("first page", errors::rehearse), beside("recorder", Database::prepare));
        var metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        var key = new CheckoutKey(settings.checkoutKey(), settings.previousCheckoutKey());
        this.database = Database.open(settings.database());
        database.danger().ifPresent(danger -> log.warn("A power cut may lose payments: {}", danger));
        this.compaction = new Compaction(database);
        this.clock = new DatabaseClock(database, machineClock);
        this.gateway = new FreedomPay(
                settings.gateway(),
                clock,
                (script, took, outcome) -> metrics.timer("gateway.calls", "script", script, "outcome", outcome)
                        .record(took));
        var flowSettings = new FlowSettings(
                settings.publicUrl(),
                settings.confirmNotify(),
                BROWSER_PATIENCE,
                settings.embedding() != Embedding.REDIRECT,
                settings.webhook().isPresent(),
                settings.limits(),
                settings.gateway().deadline().plusSeconds(15));
        this.flow = new Flow(flowSettings, database, key, gateway, clock, metrics);

        var outbox = new Outbox(database);
        var headers = new SecurityHeaders("https".equals(settings.publicUrl().getScheme()));
        var shopperSettings =
                new ShopperSettings(settings.embedding(), settings.gateway().url());
        var api = new ApiSettings(settings.expiresIn(), settings.languages().offered(), flow.urls, settings.shops());

        var limits = new RateLimits(settings.limits());

        var routes = new ArrayList<Route>();
        routes.addAll(ShopperRoutes.of(
                shopperSettings, flow, gateway.callbacks(), key, pages, errors, limits, clock, metrics));
        routes.addAll(MerchantRoutes.of(flow, settings.apiKeys(), limits, api, pages, clock));
        routes.addAll(CallbackRoutes.of(flow.callbacks, gateway.callbacks()));
        routes.add(new Route("/assets/{folder}/{file}", Set.of("GET", "HEAD"), new AssetServlet(assets), errors));
        routes.add(new Route("/csp", Set.of("POST"), new CspReportServlet(limits, metrics), new PlainErrors()));

        preparations.forEach(Server::await);
        this.shoppers =
                new WebServer(settings.listener(), new Router(routes, unknownAddress(errors), headers, load), headers);
        Gauge.builder("checkout.connections", shoppers, WebServer::connections).register(metrics);
        Gauge.builder("checkout.requests", load, Load::working).register(metrics);
        this.management = new WebServer(
                settings.management(),
                new Router(
                        OperatorRoutes.of(
                                new ReadyServlet(database, load),
                                database,
                                outbox,
                                new TimelineChain(database, key),
                                settings.apiKeys(),
                                metrics,
                                clock,
                                new PlainErrors()),
                        new PlainErrors(),
                        headers,
                        new Load()),
                headers);
        this.webhooks = settings.webhook().map(to -> new Sender(to, USER_AGENT, outbox, clock, metrics));
        this.rotation = new Rotation(settings.rotating(), machineClock);
        flow.start();
        webhooks.ifPresent(Sender::start);
        compaction.start();
        // Before the first call, unless a payment waits to be asked about; and not while the first page is drawn, since
        // it reads the certificates of all authorities.
        CompletableFuture.delayedExecutor(2, TimeUnit.SECONDS, task -> beside("first call", task))
                .execute(FreedomPay::prepare);
        log.info("Listening on port {}, management on port {}", port(), managementPort());
    }

    /** Not on a virtual thread: see {@link Pages#prepare}. */
    private static Thread beside(String name, Runnable task) {
        return Thread.ofPlatform().name(name).daemon().start(task);
    }

    private static void await(Thread preparation) {
        try {
            preparation.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted at the start", e);
        }
    }

    /** An unknown address of the API is told as the API tells things. */
    private static ErrorAnswer unknownAddress(ErrorAnswer pages) {
        var api = new ProblemErrors();
        return (request, response, refusal) ->
                (request.getRequestURI().startsWith("/api/") ? api : pages).send(request, response, refusal);
    }

    public int port() {
        return shoppers.port();
    }

    public int managementPort() {
        return management.port();
    }

    /** Serves no new requests, lets running ones and calls to Freedom Pay finish, and closes the database last. */
    @Override
    public void close() {
        load.stop();
        shoppers.takeNoMore();
        rotation.close();
        flow.close();
        awaitRequests();
        webhooks.ifPresent(Sender::close);
        shoppers.close();
        management.close();
        gateway.close();
        clock.close();
        compaction.close();
        database.close();
    }

    private void awaitRequests() {
        try {
            load.awaitIdle(LAST_ANSWERS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
