package org.freedomcheckout.sandbox;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What testers use: scenarios, the ledger, the messages; as JSON and as a page. */
final class ControlApi {

    private final Ledger ledger;
    private final Wallet wallet;
    private final Scenarios scenarios;
    private final MessageLog log;
    private final Notifier notifier;

    ControlApi(Ledger ledger, Wallet wallet, Scenarios scenarios, MessageLog log, Notifier notifier) {
        this.ledger = ledger;
        this.wallet = wallet;
        this.scenarios = scenarios;
        this.log = log;
        this.notifier = notifier;
    }

    HttpResponse scenario(HttpRequest request) {
        Map<String, Object> wishes;
        if (request.header("content-type").orElse("").startsWith("application/json")) {
            wishes = Json.readObject(new String(request.body(), StandardCharsets.UTF_8));
        } else {
            // From the form of the page.
            wishes = new LinkedHashMap<>();
            request.fields().stream().filter(f -> !f.value().isEmpty()).forEach(f -> wishes.put(f.name(), f.value()));
            if (wishes.remove("fault") instanceof String fault) {
                var endpoint = wishes.remove("endpoint");
                wishes.put("faults", List.of(Map.of("endpoint", endpoint, "fault", fault)));
            }
            scenarios.add(wishes);
            return HttpResponse.redirect(303, "/sandbox");
        }
        return HttpResponse.json(201, Map.of("id", (long) scenarios.add(wishes)));
    }

    HttpResponse payments(HttpRequest request) {
        var order = request.field("order_id").orElse("");
        var json = new ArrayList<Object>();
        for (var payment : ledger.all()) {
            if (order.isEmpty() || order.equals(payment.orderId())) {
                synchronized (payment) {
                    json.add(payment.json());
                }
            }
        }
        return HttpResponse.json(200, json);
    }

    HttpResponse messages(HttpRequest request) {
        var limit = Integer.parseInt(request.field("limit").orElse("1000"));
        return HttpResponse.json(200, log.latest(request.field("order_id").orElse(""), limit));
    }

    /** Sends a notify now, with any field changed ({@code pg_sig} too), and says what came back. */
    HttpResponse notifyNow(HttpRequest request, String id) {
        var payment = ledger.find(id);
        if (payment.isEmpty()) {
            return HttpResponse.json(404, Map.of("error", "no such payment"));
        }
        var overrides = new LinkedHashMap<String, String>();
        Json.readObject(new String(request.body(), StandardCharsets.UTF_8))
                .forEach((name, value) -> overrides.put(name, String.valueOf(value)));
        return HttpResponse.json(200, notifier.deliver(payment.get(), overrides));
    }

    HttpResponse reset() {
        ledger.clear();
        wallet.clear();
        scenarios.clear();
        log.clear();
        return HttpResponse.json(200, Map.of("reset", true));
    }
}
