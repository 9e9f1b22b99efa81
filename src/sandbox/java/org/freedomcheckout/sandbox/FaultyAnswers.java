package org.freedomcheckout.sandbox;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.freedomcheckout.sandbox.HttpResponse.Delivery;
import org.freedomcheckout.sandbox.Scenario.Fault;

/** Answers as no gateway should. */
final class FaultyAnswers {

    private final Merchant merchant;

    FaultyAnswers(Merchant merchant) {
        this.merchant = merchant;
    }

    /** With {@code "at":"before"} the request is not processed; else it is, and its answer suffers. */
    HttpResponse answer(Fault fault, String path, String script, Supplier<HttpResponse> endpoint) {
        if (fault.kind().equals("delay")) {
            HttpWriter.pause(fault.millis());
            return endpoint.get();
        }
        var good = fault.isBefore() ? merchant.error(script, fault.code()) : endpoint.get();
        return switch (fault.kind()) {
            case "reset" -> good.by(new Delivery.Reset());
            case "drop" -> good.by(new Delivery.Drop());
            case "cut" -> good.by(new Delivery.Cut());
            case "drip" -> good.by(new Delivery.Drip(Math.max(1, fault.millis())));
            case "keepalive_close" -> good.by(new Delivery.WholeThenClose());
            case "status_500" -> HttpResponse.of(500, "text/html", "<h1>500</h1>");
            case "status_502" -> HttpResponse.of(502, "text/html", "<html><body>Bad Gateway</body></html>");
            case "status_503" -> HttpResponse.of(503, "text/html", "").with("Retry-After", "1");
            case "status_429" -> HttpResponse.of(429, "text/html", "").with("Retry-After", "1");
            case "redirect_302" -> HttpResponse.redirect(302, path);
            case "redirect_307" -> HttpResponse.redirect(307, path);
            case "empty_body" -> good.body(new byte[0]);
            case "not_xml" -> good.body("OK".getBytes(StandardCharsets.UTF_8));
            case "html" -> HttpResponse.html("<html><body><form></form>maintenance</body></html>");
            case "malformed_xml" -> good.body(bytes(good.text().replace("</response>", "</pg_status>")));
            case "big" ->
                good.body(
                        bytes(good.text().replace("</response>", "<x>" + "y".repeat(20_000_000) + "</x></response>")));
            case "bom" -> good.body(bytes("\uFEFF" + good.text()));
            case "wrong_charset" -> good.body(good.text().replace("ok", "ok ✓").getBytes(StandardCharsets.UTF_16));
            case "two_roots" -> good.body(bytes(good.text() + "<response/>"));
            case "doctype" -> good.body(bytes(good.text().replace("<response>", "<!DOCTYPE response><response>")));
            case "entity" ->
                good.body(bytes(good.text()
                        .replace("<response>", "<!DOCTYPE response [<!ENTITY a \"b\">]><response><x>&a;</x>")));
            case "deep" ->
                good.body(bytes(
                        good.text().replace("</response>", "<a>".repeat(200) + "</a>".repeat(200) + "</response>")));
            case "repeated_status" ->
                good.body(bytes(good.text().replace("<response>", "<response><pg_status>ok</pg_status>")));
            case "wrong_signature" -> edit(good, "pg_sig", "0123456789abcdef0123456789abcdef");
            case "no_signature" -> without(good, "pg_sig");
            case "no_script_name" -> edit(good, "pg_sig", Signature.withoutScript(fields(good), merchant.secret()));
            case "leading_empty_script" -> edit(good, "pg_sig", Signature.of("", fields(good), merchant.secret()));
            case "unsigned_error" -> Merchant.unsignedError(fault.code());
            case "signed_error" -> merchant.error(script, fault.code());
            case "other_payment_id" -> resign(good, script, "pg_payment_id", "1111111111");
            case "other_order" -> resign(good, script, "pg_order_id", "OTHER-1");
            case "other_amount" -> resign(good, script, "pg_amount", "1");
            case "other_currency" -> resign(good, script, "pg_currency", "USD");
            default -> throw new IllegalArgumentException("unknown fault " + fault.kind());
        };
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static List<Field> fields(HttpResponse good) {
        return Xml.read(good.text());
    }

    private static HttpResponse without(HttpResponse good, String name) {
        return HttpResponse.xml(Xml.response(
                fields(good).stream().filter(f -> !f.name().equals(name)).toList()));
    }

    private static HttpResponse edit(HttpResponse good, String name, String value) {
        var fields = new ArrayList<>(fields(good));
        fields.removeIf(f -> f.name().equals(name));
        fields.add(new Field(name, value));
        return HttpResponse.xml(Xml.response(fields));
    }

    private HttpResponse resign(HttpResponse good, String script, String name, String value) {
        var changed = edit(good, name, value);
        return edit(changed, "pg_sig", Signature.of(script, fields(changed), merchant.secret()));
    }
}
