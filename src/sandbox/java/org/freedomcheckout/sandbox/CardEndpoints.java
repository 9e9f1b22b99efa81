package org.freedomcheckout.sandbox;

import java.util.ArrayList;
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
    private final String baseUrl;

    CardEndpoints(Merchant merchant, Ledger ledger, Scenarios scenarios, Bank bank, CardPages pages, String baseUrl) {
        this.merchant = merchant;
        this.ledger = ledger;
        this.scenarios = scenarios;
        this.bank = bank;
        this.pages = pages;
        this.baseUrl = baseUrl;
    }

    HttpResponse init(String script, Map<String, String> request, Optional<Payment> none) {
        if (GatewayApi.missing(request, INIT).isPresent()) {
            return merchant.error(script, "9403");
        }
        if (!request.containsKey("pg_success_url") || !request.containsKey("pg_failure_url")) {
            return merchant.error(script, "9993");
        }
        var card = SavedCard.of(request.get("pg_card_token"));
        if (card.isEmpty()) {
            return merchant.error(script, "10005");
        }
        if (isOrderIdTaken(request)) {
            return merchant.error(script, "9991");
        }
        var payment = ledger.once(request.getOrDefault("pg_idempotency_key", ""), () -> ledger.add("card", request));
        synchronized (payment) {
            payment.called(script);
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
            var card = SavedCard.of(payment.request.get("pg_card_token")).orElseThrow();
            bank.finish(payment, card.outcome.equals("three_ds") ? "success" : card.outcome, card.code);
            return accepted(script, payment);
        }
    }

    HttpResponse initPayment(String script, Map<String, String> request, Optional<Payment> none) {
        if (GatewayApi.missing(request, List.of("pg_amount", "pg_description")).isPresent()) {
            return merchant.error(script, "9403");
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

    HttpResponse list(String script, Map<String, String> request, Optional<Payment> none) {
        // Signed by composite names: the card's position among the root's children, then its own child's.
        var xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"utf-8\"?><response>");
        var signed = new ArrayList<Field>();
        var position = 1;
        for (var card : SavedCard.values()) {
            xml.append("<card>");
            var child = 1;
            for (var field : List.of(
                    new Field("pg_status", "approved"),
                    new Field("pg_merchant_id", merchant.id()),
                    new Field("pg_card_token", card.token),
                    new Field("pg_card_hash", card.mask),
                    new Field("created_at", "2024-09-02T12:19:01+00:00"))) {
                xml.append("<%s>%s</%s>".formatted(field.name(), field.value(), field.name()));
                signed.add(new Field("card%03d%s%03d".formatted(position, field.name(), child++), field.value()));
            }
            xml.append("</card>");
            position++;
        }
        var salt = Random.letters(16);
        signed.add(new Field("pg_salt", salt));
        var sig = Signature.of(script, signed, merchant.secret());
        return HttpResponse.xml(xml.append("<pg_salt>%s</pg_salt><pg_sig>%s</pg_sig></response>".formatted(salt, sig))
                .toString());
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
