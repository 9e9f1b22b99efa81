package org.freedomcheckout.sandbox;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;

/** The issuer's ACS: shows the challenge, and makes the browser bring the answer back. */
final class AcsPages {

    private final Ledger ledger;
    private final Scenarios scenarios;

    AcsPages(Ledger ledger, Scenarios scenarios) {
        this.ledger = ledger;
        this.scenarios = scenarios;
    }

    /** What the provider finds in a {@code PaRes}. */
    enum Verdict {
        CONFIRMED,
        WRONG_CODE,
        FOREIGN
    }

    /** A {@code PaRes} is good for one payment only. */
    static Verdict verdict(Payment payment, String paRes) {
        var text = decoded(paRes);
        if (!text.contains(payment.acsId)) {
            return Verdict.FOREIGN;
        }
        return text.contains("\"Y\"") ? Verdict.CONFIRMED : Verdict.WRONG_CODE;
    }

    private static String decoded(String paRes) {
        try {
            var plain = paRes.replaceAll("[\\r\\n]", "").replace('+', '-').replace('/', '_');
            return new String(Base64.getUrlDecoder().decode(plain), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    HttpResponse challenge(HttpRequest request, String acsId) {
        var found = ledger.findByAcs(acsId);
        var paReq = request.field("PaReq");
        var termUrl = request.field("TermUrl");
        if (found.isEmpty()
                || paReq.isEmpty()
                || termUrl.isEmpty()
                || request.field("MD").isEmpty()) {
            return Html.problem("This bank page needs PaReq, MD and TermUrl of a payment that waits for it.");
        }
        var payment = found.get();
        if (!paReq.get().equals(payment.paReq)
                || !request.field("MD").orElse("").equals(payment.md)) {
            return Html.problem("PaReq or MD is not the one that Freedom Pay gave out.");
        }
        return Html.page("Sandbox bank", """
                <h1>Confirm your payment</h1>
                <p class="amount">%s %s</p><p>Order %s, card %s</p>
                <form method="post" action="/acs/%s/choice">
                <input type="hidden" name="MD" value="%s"><input type="hidden" name="TermUrl" value="%s">
                <button name="choice" value="confirm">It is me: confirm</button>
                <button name="choice" value="wrong">Wrong code</button>
                <button name="choice" value="cancel">Cancel</button>
                <button name="choice" value="close">Close the tab</button>
                </form>
                """.formatted(
                        Payment.trimmed(payment.amount()),
                        Xml.escaped(payment.currency()),
                        Xml.escaped(payment.orderId()),
                        Xml.escaped(payment.mask),
                        payment.acsId,
                        Xml.escaped(payment.md),
                        Xml.escaped(termUrl.get())));
    }

    HttpResponse choice(HttpRequest request, String acsId) {
        var found = ledger.findByAcs(acsId);
        var termUrl = request.field("TermUrl").orElse("");
        var choice = request.field("choice").orElse("");
        if (found.isEmpty() || choice.equals("close")) {
            return Html.page("Sandbox bank", "<h1>You have closed the bank's page</h1><p>Nobody goes back.</p>");
        }
        var payment = found.get();
        var wishes = scenarios.forPayment(payment.orderId(), payment.id);
        var fields = new ArrayList<Field>();
        if (!choice.equals("cancel")) {
            fields.add(new Field("PaRes", paRes(payment, choice.equals("confirm"), wishes.text("pares", "normal"))));
        }
        switch (wishes.text("md", "normal")) {
            case "omit" -> {}
            case "altered" -> fields.add(new Field("MD", "QWx0ZXJlZA=="));
            default -> fields.add(new Field("MD", payment.md));
        }
        if (wishes.text("acs_method", "POST").equals("GET")) {
            return HttpResponse.redirect(302, termUrl + "?" + Forms.encoded(fields));
        }
        if (wishes.text("pares", "normal").equals("plus_as_space")) {
            // What a server decodes when the plus signs of an answer were not encoded.
            fields.replaceAll(f -> new Field(f.name(), f.value().replace('+', ' ')));
        }
        return Html.page("Sandbox bank", Html.autoForm(termUrl, fields));
    }

    private static String paRes(Payment payment, boolean confirmed, String kind) {
        var json = "{\"messageType\":\"CRes\",\"acsTransID\":\"%s\",\"transStatus\":\"%s\",\"pad\":\"%s\"}"
                .formatted(payment.acsId, confirmed ? "Y" : "N", ">>>???~~~".repeat(3) + Random.letters(7));
        var bytes = json.getBytes(StandardCharsets.UTF_8);
        return switch (kind) {
            case "cres" -> Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
            case "mime" -> Base64.getMimeEncoder().encodeToString(bytes);
            default -> Base64.getEncoder().encodeToString(bytes);
        };
    }
}
