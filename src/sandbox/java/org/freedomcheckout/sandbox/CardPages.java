package org.freedomcheckout.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Freedom Pay's pages: the CVC of a kept card, a whole new card; and what happens after they were typed. */
final class CardPages {

    /** With this CVC every card is refused as wrong. */
    private static final String WRONG_CVC = "000";

    private final Merchant merchant;
    private final Ledger ledger;
    private final Scenarios scenarios;
    private final Bank bank;
    private final Notifier notifier;
    private final Map<String, String> tokens = new ConcurrentHashMap<>();

    CardPages(Merchant merchant, Ledger ledger, Scenarios scenarios, Bank bank, Notifier notifier) {
        this.merchant = merchant;
        this.ledger = ledger;
        this.scenarios = scenarios;
        this.bank = bank;
        this.notifier = notifier;
    }

    HttpResponse form(Payment payment, String problem) {
        var token = tokens.computeIfAbsent(payment.id, _ -> Random.letters(40));
        return Html.page("Freedom Pay sandbox", """
                <h1>Код безопасности карты / Card security code</h1>
                <p class="amount">%s %s</p><p>%s</p><p class="error">%s</p>
                <form method="post" action="/sandbox/cvc/%s">
                <input type="hidden" name="_token" value="%s">
                <label for="cvc">CVC</label>
                <input id="cvc" name="cvc" inputmode="numeric" autocomplete="off" pattern="[0-9]{3,4}" required maxlength="4">
                <button id="pay">Оплатить / Pay</button></form>
                """.formatted(
                                Payment.trimmed(payment.amount()),
                                Xml.escaped(payment.currency()),
                                Xml.escaped(payment.mask),
                                Xml.escaped(problem),
                                payment.id,
                                token))
                .with("Set-Cookie", "sandbox_session=" + Random.letters(20) + "; Path=/; HttpOnly");
    }

    /** The hosted page of {@code init_payment.php}: a new card. */
    HttpResponse hosted(String id, String problem) {
        var found = ledger.find(id);
        if (found.isEmpty()) {
            return Html.problem("No such payment.");
        }
        var payment = found.get();
        synchronized (payment) {
            var token = tokens.computeIfAbsent(payment.id, _ -> Random.letters(40));
            return Html.page("Freedom Pay sandbox", """
                    <h1>Оплата картой / Card payment</h1>
                    <p class="amount">%s %s</p><p class="error">%s</p>
                    <form method="post" action="/sandbox/card/%s"><input type="hidden" name="_token" value="%s">
                    <label for="pan">Номер карты / Card number</label>
                    <input id="pan" name="pan" inputmode="numeric" autocomplete="off" value="%s" required>
                    <label for="expiry">MM/YY</label>
                    <input id="expiry" name="expiry" autocomplete="off" value="12/31" required>
                    <label for="cvc">CVC</label>
                    <input id="cvc" name="cvc" inputmode="numeric" autocomplete="off" pattern="[0-9]{3,4}" required maxlength="4">
                    <button id="pay">Оплатить / Pay</button></form>
                    """.formatted(
                            Payment.trimmed(payment.amount()),
                            Xml.escaped(payment.currency()),
                            Xml.escaped(problem),
                            payment.id,
                            token,
                            TestCard.VISA_PLAIN.pan));
        }
    }

    /** The new card was typed: the merchant is asked whether the payment may go on, and then the card decides. */
    HttpResponse typed(HttpRequest request, String id) {
        var found = ledger.find(id);
        if (found.isEmpty() || !request.field("_token").orElse("").equals(tokens.getOrDefault(id, "-"))) {
            return HttpResponse.of(419, "text/html", "Page expired");
        }
        var payment = found.get();
        var card = TestCard.of(request.field("pan").orElse("").replace(" ", ""));
        if (card.isEmpty()) {
            return hosted(id, "Неизвестная карта / Unknown card");
        }
        var goesOn = notifier.check(payment);
        synchronized (payment) {
            if (payment.status != Payment.Status.NEW) {
                return back(payment);
            }
            payment.card = card.get();
            payment.mask = card.get().mask();
            if (!goesOn) {
                bank.refuse(payment, "10016");
                return back(payment);
            }
            if (request.field("cvc").orElse("").equals(WRONG_CVC)) {
                bank.refuse(payment, "10008");
                return back(payment);
            }
            if (card.get().threeDs) {
                return challenge(payment);
            }
            var code = card.get().failureCode;
            bank.finish(payment, code.isEmpty() ? "success" : "decline", code);
            return back(payment);
        }
    }

    HttpResponse submitted(HttpRequest request, String id) {
        var found = ledger.find(id);
        if (found.isEmpty() || !request.field("_token").orElse("").equals(tokens.getOrDefault(id, "-"))) {
            return HttpResponse.of(419, "text/html", "Page expired");
        }
        var payment = found.get();
        var cvc = request.field("cvc").orElse("");
        synchronized (payment) {
            if (payment.status != Payment.Status.NEW) {
                return back(payment);
            }
            if (!cvc.matches("[0-9]{3,4}")) {
                return form(payment, "3 или 4 цифры / 3 or 4 digits");
            }
            var card = payment.savedCard;
            if (cvc.equals(WRONG_CVC)) {
                bank.refuse(payment, "10008");
                return back(payment);
            }
            if (card.outcome.equals("three_ds")
                    || scenarios.forPayment(payment.orderId(), payment.id).is("three_ds")) {
                return challenge(payment);
            }
            bank.finish(payment, card.outcome, card.code);
            return back(payment);
        }
    }

    private HttpResponse challenge(Payment payment) {
        return Html.page("Sandbox bank", """
                <h1>Confirm your payment</h1><p class="amount">%s %s</p>
                <form method="post" action="/sandbox/cvc/%s/3ds"><input type="hidden" name="_token" value="%s">
                <button name="choice" value="confirm">It is me: confirm</button>
                <button name="choice" value="wrong">Wrong code</button></form>
                """.formatted(
                        Payment.trimmed(payment.amount()),
                        Xml.escaped(payment.currency()),
                        payment.id,
                        tokens.get(payment.id)));
    }

    HttpResponse confirmed(HttpRequest request, String id) {
        var found = ledger.find(id);
        if (found.isEmpty() || !request.field("_token").orElse("").equals(tokens.getOrDefault(id, "-"))) {
            return HttpResponse.of(419, "text/html", "Page expired");
        }
        var payment = found.get();
        synchronized (payment) {
            if (payment.status == Payment.Status.NEW) {
                if (request.field("choice").orElse("").equals("confirm")) {
                    bank.finish(payment, "success", "");
                } else {
                    bank.refuse(payment, "10004");
                }
            }
            return back(payment);
        }
    }

    /** Sends the browser back, in the way testers wish. */
    private HttpResponse back(Payment payment) {
        var wishes = scenarios.forPayment(payment.orderId(), payment.id);
        var failed = payment.status == Payment.Status.ERROR;
        var url = payment.request.getOrDefault(failed ? "pg_failure_url" : "pg_success_url", "");
        if (wishes.text("redirect", "signed").equals("none") || url.isEmpty()) {
            return Html.page("Freedom Pay sandbox", "<h1>Done</h1><p>Nobody sends you back to the shop.</p>");
        }
        var fields = new ArrayList<Field>();
        fields.add(new Field("pg_order_id", payment.orderId()));
        fields.add(new Field("pg_payment_id", payment.id));
        if (failed) {
            fields.add(new Field("pg_error_code", payment.failureCode));
            fields.add(new Field("pg_error_description", payment.failureText));
        }
        if (wishes.text("redirect", "signed").equals("signed")) {
            fields.add(new Field("pg_salt", Random.letters(16)));
            var script = Signature.scriptOf(url);
            fields.add(new Field("pg_sig", Signature.of(script, List.copyOf(fields), merchant.secret())));
        }
        if (wishes.text("redirect_method", "GET").equals("POST")) {
            return Html.page("Freedom Pay sandbox", Html.autoForm(url, fields));
        }
        return HttpResponse.redirect(302, url + (url.contains("?") ? "&" : "?") + Forms.encoded(fields));
    }
}
