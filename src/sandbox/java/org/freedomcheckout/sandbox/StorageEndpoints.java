package org.freedomcheckout.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The cards that Freedom Pay keeps: list, remove, and the page on which one more is saved. */
final class StorageEndpoints {

    private final Merchant merchant;
    private final Ledger ledger;
    private final Wallet wallet;
    private final Notifier notifier;
    private final String baseUrl;

    StorageEndpoints(Merchant merchant, Ledger ledger, Wallet wallet, Notifier notifier, String baseUrl) {
        this.merchant = merchant;
        this.ledger = ledger;
        this.wallet = wallet;
        this.notifier = notifier;
        this.baseUrl = baseUrl;
    }

    HttpResponse list(String script, Map<String, String> request, Optional<Payment> none) {
        var user = request.getOrDefault("pg_user_id", "");
        if (user.isEmpty()) {
            return merchant.error(script, "9403");
        }
        var extended = "1".equals(request.get("pg_extend_data"));
        return merchant.signed(
                script,
                wallet.of(user).stream()
                        .map(kept -> Field.of("card", card(kept, extended)))
                        .toList());
    }

    private List<Field> card(Wallet.Kept kept, boolean extended) {
        var fields = new ArrayList<>(List.of(
                new Field("pg_status", "approved"),
                new Field("pg_merchant_id", merchant.id()),
                new Field("pg_card_id", Random.digits(6)),
                new Field("pg_card_token", kept.token()),
                new Field("pg_card_hash", kept.card().mask),
                new Field("pg_recurring_profile_id", ""),
                new Field("created_at", kept.createdAt().toString().replace("Z", "+00:00"))));
        if (extended) {
            fields.add(new Field("bank_alias", ""));
            fields.add(new Field("brand_alias", brand(kept.card().mask)));
            fields.add(new Field("expiry_year", "31"));
            fields.add(new Field("expiry_month", "12"));
        }
        return fields;
    }

    private static String brand(String mask) {
        return switch (mask.charAt(0)) {
            case '4' -> "VISA";
            case '6' -> "UNIONPAY";
            default -> "MASTERCARD";
        };
    }

    HttpResponse remove(String script, Map<String, String> request, Optional<Payment> none) {
        var token = request.getOrDefault("pg_card_token", "");
        if (!wallet.remove(request.getOrDefault("pg_user_id", ""), token)) {
            return merchant.error(script, "9999");
        }
        var card = List.of(new Field("pg_status", "deleted"), new Field("pg_card_token", token));
        return merchant.signed(
                script,
                List.of(
                        new Field("pg_status", "success"),
                        new Field("deleted_at", Merchant.now()),
                        Field.of("card", card)));
    }

    HttpResponse add(String script, Map<String, String> request, Optional<Payment> none) {
        if (GatewayApi.missing(request, List.of("pg_user_id", "pg_back_link")).isPresent()) {
            return merchant.error(script, "9403");
        }
        var saving = ledger.add("card_add", request);
        return merchant.signed(
                script,
                List.of(
                        new Field("pg_status", "ok"),
                        new Field("pg_payment_id", saving.id),
                        new Field("pg_merchant_id", merchant.id()),
                        new Field("pg_order_id", saving.orderId()),
                        new Field("pg_redirect_url", baseUrl + "/cardstorage/view?pg_payment_id=" + saving.id),
                        new Field("pg_type", "init")));
    }

    HttpResponse page(String id) {
        return ledger.find(id)
                .map(saving -> Html.page(
                        "Freedom Pay sandbox", """
                        <h1>Save a card</h1><p>For the user %s. Any card will do here.</p>
                        <form method="post" action="/cardstorage/view?pg_payment_id=%s">
                        <button id="save" name="choice" value="save">Save it</button>
                        <button id="refuse" name="choice" value="refuse">The bank refuses</button></form>
                        """.formatted(Xml.escaped(saving.request.get("pg_user_id")), saving.id)))
                .orElseGet(() -> Html.problem("No such page."));
    }

    HttpResponse chosen(HttpRequest request, String id) {
        var found = ledger.find(id);
        if (found.isEmpty()) {
            return Html.problem("No such page.");
        }
        var saving = found.get();
        synchronized (saving) {
            if (!saving.isOver()) {
                var saved = request.field("choice").orElse("").equals("save");
                saving.status = saved ? Payment.Status.SUCCESS : Payment.Status.ERROR;
                notifier.cardOf(
                        saving, saved ? Optional.of(wallet.add(saving.request.get("pg_user_id"))) : Optional.empty());
            }
        }
        return HttpResponse.redirect(302, saving.request.get("pg_back_link"));
    }
}
