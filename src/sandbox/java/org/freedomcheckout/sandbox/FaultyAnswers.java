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
        if (fault.kind() == FaultKind.DELAY) {
            HttpWriter.pause(fault.millis());
        }
        var good = fault.isBefore() && fault.kind() != FaultKind.DELAY
                ? merchant.error(script, fault.code())
                : endpoint.get();
        return switch (fault.kind()) {
            case DELAY -> good;
            case RESET -> good.by(new Delivery.Reset());
            case DROP -> good.by(new Delivery.Drop());
            case CUT -> good.by(new Delivery.Cut());
            case DRIP -> good.by(new Delivery.Drip(Math.max(1, fault.millis())));
            case KEEPALIVE_CLOSE -> good.by(new Delivery.WholeThenClose());
            case STATUS_500 -> HttpResponse.of(500, "text/html", "<h1>500</h1>");
            case STATUS_502 -> HttpResponse.of(502, "text/html", "<html><body>Bad Gateway</body></html>");
            case STATUS_503 -> HttpResponse.of(503, "text/html", "").with("Retry-After", "1");
            case STATUS_429 -> HttpResponse.of(429, "text/html", "").with("Retry-After", "1");
            case REDIRECT_302 -> HttpResponse.redirect(302, path);
            case REDIRECT_307 -> HttpResponse.redirect(307, path);
            case EMPTY_BODY -> good.body(new byte[0]);
            case NOT_XML -> good.body("OK".getBytes(StandardCharsets.UTF_8));
            case HTML -> HttpResponse.html("<html><body><form></form>maintenance</body></html>");
            case MALFORMED_XML -> good.body(bytes(good.text().replace("</response>", "</pg_status>")));
            case BIG ->
                good.body(
                        bytes(good.text().replace("</response>", "<x>" + "y".repeat(20_000_000) + "</x></response>")));
            case BOM -> good.body(bytes("\uFEFF" + good.text()));
            case WRONG_CHARSET -> good.body(good.text().replace("ok", "ok ✓").getBytes(StandardCharsets.UTF_16));
            case TWO_ROOTS -> good.body(bytes(good.text() + "<response/>"));
            case DOCTYPE -> good.body(bytes(good.text().replace("<response>", "<!DOCTYPE response><response>")));
            case ENTITY ->
                good.body(bytes(good.text()
                        .replace("<response>", "<!DOCTYPE response [<!ENTITY a \"b\">]><response><x>&a;</x>")));
            case DEEP ->
                good.body(bytes(
                        good.text().replace("</response>", "<a>".repeat(200) + "</a>".repeat(200) + "</response>")));
            case REPEATED_STATUS ->
                good.body(bytes(good.text().replace("<response>", "<response><pg_status>ok</pg_status>")));
            case WRONG_SIGNATURE -> edit(good, "pg_sig", "0123456789abcdef0123456789abcdef");
            case NO_SIGNATURE -> without(good, "pg_sig");
            case NO_SCRIPT_NAME -> edit(good, "pg_sig", Signature.withoutScript(fields(good), merchant.secret()));
            case LEADING_EMPTY_SCRIPT -> edit(good, "pg_sig", Signature.of("", fields(good), merchant.secret()));
            case UNSIGNED_ERROR -> Merchant.unsignedError(fault.code());
            case SIGNED_ERROR -> merchant.error(script, fault.code());
            case OTHER_PAYMENT_ID -> resign(good, script, "pg_payment_id", "1111111111");
            case OTHER_ORDER -> resign(good, script, "pg_order_id", "OTHER-1");
            case OTHER_AMOUNT -> resign(good, script, "pg_amount", "1");
            case OTHER_CURRENCY -> resign(good, script, "pg_currency", "USD");
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
