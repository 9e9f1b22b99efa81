package org.freedomcheckout.sandbox;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The Merchant API: payments with saved cards, and the page for a new card. */
final class CardEndpoints {

    private static final List<String> INIT =
            List.of("pg_order_id", "pg_amount", "pg_description", "pg_user_id", "pg_card_token");

    private final Merchant merchant;
    private final Ledger ledger;
    private final Scenarios scenarios;
    private final Bank bank;
    private final CardPages pages;
    private final Wallet wallet;
    private final String baseUrl;

    CardEndpoints(
            Merchant merchant,
            Ledger ledger,
            Scenarios scenarios,
            Bank bank,
            CardPages pages,
            Wallet wallet,
            String baseUrl) {
        this.merchant = merchant;
        this.ledger = ledger;
        this.scenarios = scenarios;
        this.bank = bank;
        this.pages = pages;
        this.wallet = wallet;
        this.baseUrl = baseUrl;
    }

    HttpResponse init(String script, Map<String, String> request, Optional<Payment> none) {
        if (GatewayApi.missing(request, INIT).isPresent()) {
            return merchant.error(script, "9403");
        }
        if (!request.containsKey("pg_success_url") || !request.containsKey("pg_failure_url")) {
            return merchant.error(script, "9993");
        }
        var card = wallet.find(request.get("pg_user_id"), request.get("pg_card_token"));
        if (card.isEmpty()) {
            return merchant.error(script, "10005");
        }
        if (isOrderIdTaken(request)) {
            return merchant.error(script, "9991");
        }
        var payment = ledger.once(request.getOrDefault("pg_idempotency_key", ""), () -> ledger.add("card", request));
        synchronized (payment) {
            payment.called(script);
            payment.savedCard = card.get();
            payment.mask = card.get().mask;
            return merchant.signed(
                    script,
                    List.of(
                            new Field("pg_status", "ok"),
                            new Field("pg_payment_id", payment.id),
                            new Field("pg_merchant_id", merchant.id()),
                            new Field("pg_order_id", payment.orderId())));
        }
    }

    /** An order may be tried again once its last payment has failed, unless a tester wants it stricter. */
    private boolean isOrderIdTaken(Map<String, String> request) {
        if (ledger.knowsKey(request.getOrDefault("pg_idempotency_key", ""))) {
            return false;
        }
        var strict = scenarios.forPayment(request.get("pg_order_id"), "").is("strict_order_ids");
        return ledger.findByOrder(request.get("pg_order_id"))
                .filter(earlier -> strict || earlier.status == Payment.Status.SUCCESS)
                .isPresent();
    }

    HttpResponse pay(String script, Map<String, String> request, Optional<Payment> found) {
        if (found.isEmpty()) {
            return merchant.error(script, "1202");
        }
        var payment = found.get();
        synchronized (payment) {
            if (payment.status != Payment.Status.NEW) {
                return merchant.error(script, "120");
            }
            return switch (scenarios.forPayment(payment.orderId(), payment.id).text("cvc_page", "html")) {
                case "xml" -> accepted(script, payment);
                case "broken_xml" ->
                    HttpResponse.xml(accepted(script, payment).text().replace("</pg_order_id>", "</pg_payment_id>"));
                default -> pages.form(payment, "");
            };
        }
    }

    HttpResponse direct(String script, Map<String, String> request, Optional<Payment> found) {
        if (found.isEmpty()) {
            return merchant.error(script, "1202");
        }
        var payment = found.get();
        synchronized (payment) {
            if (payment.status != Payment.Status.NEW) {
                return merchant.error(script, "120");
            }
            var card = payment.savedCard;
            bank.finish(payment, card.outcome.equals("three_ds") ? "success" : card.outcome, card.code);
            return accepted(script, payment);
        }
    }

    HttpResponse initPayment(String script, Map<String, String> request, Optional<Payment> none) {
        if (GatewayApi.missing(request, List.of("pg_amount", "pg_description", "pg_order_id"))
                .isPresent()) {
            return merchant.error(script, "9403");
        }
        if (isOrderIdTaken(request)) {
            return merchant.error(script, "9991");
        }
        var payment = ledger.once(request.getOrDefault("pg_idempotency_key", ""), () -> ledger.add("page", request));
        synchronized (payment) {
            payment.called(script);
            return merchant.signed(
                    script,
                    List.of(
                            new Field("pg_status", "ok"),
                            new Field("pg_payment_id", payment.id),
                            new Field("pg_redirect_url", baseUrl + "/pay.html?customer=" + payment.id),
                            new Field("pg_redirect_url_type", "need data")));
        }
    }

    private HttpResponse accepted(String script, Payment payment) {
        return merchant.signed(
                script,
                List.of(
                        new Field("pg_status", "ok"),
                        new Field("pg_payment_id", payment.id),
                        new Field("pg_merchant_id", merchant.id()),
                        new Field("pg_order_id", payment.orderId())));
    }
}
