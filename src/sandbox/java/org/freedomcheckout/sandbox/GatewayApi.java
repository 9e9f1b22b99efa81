package org.freedomcheckout.sandbox;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The signed endpoints: checks who calls, finds the payment, lets faults have their way, and answers. */
final class GatewayApi {

    private static final String UNKNOWN_MERCHANT = "9998";
    private static final String BAD_SIGNATURE = "1100";

    private final Merchant merchant;
    private final Ledger ledger;
    private final Scenarios scenarios;
    private final Map<String, Endpoint> endpoints = new LinkedHashMap<>();

    /** What an endpoint does with a request that is in order. */
    @FunctionalInterface
    interface Endpoint {
        HttpResponse answer(String script, Map<String, String> request, Optional<Payment> payment);
    }

    GatewayApi(
            Merchant merchant,
            Ledger ledger,
            Scenarios scenarios,
            Bank bank,
            CardPages pages,
            Wallet wallet,
            StorageEndpoints storage,
            String baseUrl) {
        this.merchant = merchant;
        this.ledger = ledger;
        this.scenarios = scenarios;
        var g2g = new G2gEndpoints(merchant, ledger, scenarios, bank, baseUrl);
        var cards = new CardEndpoints(merchant, ledger, scenarios, bank, pages, wallet, baseUrl);
        var money = new MoneyEndpoints(merchant, scenarios);
        var status = new StatusEndpoints(merchant, ledger, scenarios, bank);
        var own = "/v1/merchant/" + merchant.id() + "/";
        endpoints.put("/g2g/payment", g2g::payment);
        endpoints.put("/g2g/paymentAcs", g2g::paymentAcs);
        endpoints.put("/g2g/status_v2", status::status);
        endpoints.put("/get_status3.php", status::status);
        endpoints.put("/g2g/cancel", money::cancel);
        endpoints.put("/cancel.php", money::cancel);
        endpoints.put("/g2g/clearing", money::clearing);
        endpoints.put("/do_capture.php", money::clearing);
        endpoints.put("/g2g/refund", money::refund);
        endpoints.put("/revoke.php", money::refund);
        endpoints.put("/init_payment.php", cards::initPayment);
        endpoints.put(own + "card/init", cards::init);
        endpoints.put(own + "card/pay", cards::pay);
        endpoints.put(own + "card/direct", cards::direct);
        endpoints.put(own + "cardstorage/list", storage::list);
        endpoints.put(own + "cardstorage/remove", storage::remove);
        endpoints.put(own + "cardstorage/add", storage::add);
    }

    boolean knows(String path) {
        return endpoints.containsKey(path) || path.startsWith("/v1/merchant/");
    }

    HttpResponse answer(HttpRequest request) {
        var fields = request.fields();
        var script = Signature.scriptOf(request.path());
        var map = new LinkedHashMap<String, String>();
        fields.forEach(field -> map.put(field.name(), field.value()));
        var endpoint = endpoints.get(request.path());
        if (endpoint == null || !merchant.id().equals(map.get("pg_merchant_id"))) {
            return Merchant.unsignedError(UNKNOWN_MERCHANT);
        }
        if (!Signature.isRight(script, fields, merchant.secret())) {
            return merchant.error(script, BAD_SIGNATURE);
        }
        var payment = ledger.find(map.getOrDefault("pg_payment_id", ""));
        payment.ifPresent(p -> {
            synchronized (p) {
                p.called(script);
            }
        });
        var orderId = payment.map(Payment::orderId).orElse(map.getOrDefault("pg_order_id", ""));
        var fault =
                scenarios.forPayment(orderId, payment.map(p -> p.id).orElse("")).fault(script);
        if (fault.isPresent()) {
            return new FaultyAnswers(merchant)
                    .answer(fault.get(), request.path(), script, () -> endpoint.answer(script, map, payment));
        }
        return endpoint.answer(script, map, payment);
    }

    /** The first required field that is missing. */
    static Optional<String> missing(Map<String, String> request, List<String> required) {
        return required.stream()
                .filter(name -> request.getOrDefault(name, "").isEmpty())
                .findFirst();
    }
}
