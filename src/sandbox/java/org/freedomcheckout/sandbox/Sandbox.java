package org.freedomcheckout.sandbox;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** The simulated Freedom Pay and the simulated bank, on one port. */
public final class Sandbox implements AutoCloseable {

    private final SandboxSettings settings;
    private final HttpServer server;
    private final Notifier notifier;
    private final MessageLog log = new MessageLog();
    private final ControlApi control;
    private final ControlPage page;
    private final GatewayApi gateway;
    private final AcsPages acs;
    private final CardPages cards;
    private final StorageEndpoints storage;

    private Sandbox(SandboxSettings wanted) throws IOException {
        // The port is known only once it is open, and addresses that are given out hold it.
        this.server = new HttpServer(wanted.host(), wanted.port(), this::answer);
        this.settings = wanted.onPort(server.port());
        var merchant = new Merchant(settings.merchantId(), settings.secretKey());
        var ledger = new Ledger();
        var scenarios = new Scenarios();
        this.notifier = new Notifier(settings, scenarios, log);
        var bank = new Bank(scenarios, notifier);
        var wallet = new Wallet();
        var baseUrl = "http://" + settings.host() + ":" + settings.port();
        this.cards = new CardPages(merchant, ledger, scenarios, bank, notifier);
        this.storage = new StorageEndpoints(merchant, ledger, wallet, notifier, baseUrl);
        this.acs = new AcsPages(ledger, scenarios);
        this.control = new ControlApi(ledger, wallet, scenarios, log, notifier);
        this.page = new ControlPage(ledger, log);
        this.gateway = new GatewayApi(merchant, ledger, scenarios, bank, cards, wallet, storage, baseUrl);
    }

    /** Starts; when this returns it can be called. */
    public static Sandbox start(SandboxSettings settings) throws IOException {
        return new Sandbox(settings);
    }

    /** The base of all its addresses. */
    public URI uri() {
        return URI.create("http://" + settings.host() + ":" + settings.port());
    }

    public SandboxSettings settings() {
        return settings;
    }

    @Override
    public void close() {
        notifier.close();
        server.close();
    }

    private HttpResponse answer(HttpRequest request) {
        try {
            var response = route(request);
            if (!request.path().startsWith("/sandbox") || request.path().startsWith("/sandbox/c")) {
                var fields = request.fields();
                log.add("to us", request.method(), request.path(), fields, response.status(), response.text());
            }
            return response;
        } catch (RuntimeException e) {
            return HttpResponse.json(500, Map.of("error", e.toString()));
        }
    }

    private HttpResponse route(HttpRequest request) {
        var parts = List.of(request.path().substring(1).split("/", -1));
        var path = request.path();
        if (gateway.knows(path)) {
            return gateway.answer(request);
        }
        return switch (parts.getFirst()) {
            case "acs" ->
                parts.size() == 3 ? acs.choice(request, parts.get(1)) : acs.challenge(request, parts.getLast());
            case "pay.html" -> cards.hosted(request.field("customer").orElse(""), "");
            case "cardstorage" -> {
                var id = request.field("pg_payment_id").orElse("");
                yield request.method().equals("POST") ? storage.chosen(request, id) : storage.page(id);
            }
            case "status" -> HttpResponse.json(200, Map.of("status", "ok", "time", Merchant.now()));
            case "sandbox" -> control(request, parts);
            case "favicon.ico" -> HttpResponse.of(200, "image/x-icon", "");
            default -> HttpResponse.of(404, "text/plain", "not found");
        };
    }

    private HttpResponse control(HttpRequest request, List<String> parts) {
        return switch (parts.size() > 1 ? parts.get(1) : "") {
            case "" -> page.show();
            case "scenarios" -> control.scenario(request);
            case "payments" -> parts.size() == 4 ? control.notifyNow(request, parts.get(2)) : control.payments(request);
            case "messages" -> control.messages(request);
            case "reset" -> control.reset();
            case "card" -> cards.typed(request, parts.getLast());
            case "cvc" ->
                parts.size() == 4 ? cards.confirmed(request, parts.get(2)) : cards.submitted(request, parts.get(2));
            default -> HttpResponse.of(404, "text/plain", "not found");
        };
    }

    /** Options: {@code --host}, {@code --port}, {@code --merchant-id}, {@code --secret-key}. */
    public static void main(String[] args) throws Exception {
        var s = SandboxSettings.defaults();
        for (int i = 0; i + 1 < args.length; i += 2) {
            s = switch (args[i]) {
                case "--host" ->
                    new SandboxSettings(
                            args[i + 1],
                            s.port(),
                            s.merchantId(),
                            s.secretKey(),
                            s.notifyRetryInterval(),
                            s.notifyRetries());
                case "--port" -> s.onPort(Integer.parseInt(args[i + 1]));
                case "--merchant-id" ->
                    new SandboxSettings(
                            s.host(), s.port(), args[i + 1], s.secretKey(), s.notifyRetryInterval(), s.notifyRetries());
                case "--secret-key" ->
                    new SandboxSettings(
                            s.host(),
                            s.port(),
                            s.merchantId(),
                            args[i + 1],
                            s.notifyRetryInterval(),
                            s.notifyRetries());
                default -> throw new IllegalArgumentException("unknown option " + args[i]);
            };
        }
        var sandbox = start(s);
        System.out.println(sandbox.greeting());
        Thread.currentThread().join();
    }

    /** What a tester needs to begin. */
    public String greeting() {
        return """
                Sandbox of Freedom Pay: %s/sandbox
                FREEDOMPAY_URL=%s
                FREEDOMPAY_MERCHANT_ID=%s
                FREEDOMPAY_SECRET_KEY=%s""".formatted(uri(), uri(), settings.merchantId(), settings.secretKey());
    }
}
