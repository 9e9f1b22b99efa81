package org.freedomcheckout.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertAll;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.freedomcheckout.sandbox.Json;
import org.freedomcheckout.sandbox.SavedCard;
import org.freedomcheckout.testkit.Checkout;
import org.freedomcheckout.testkit.Http;
import org.freedomcheckout.testkit.Http.Answer;
import org.freedomcheckout.testkit.MerchantApi;
import org.freedomcheckout.testkit.RunningCheckout;
import org.freedomcheckout.testkit.Shopper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.function.Executable;

/** Every address in every state with every status it can have, and the headers that were decided for it. */
class HeaderTableTest {

    private static final String PROXY = "127.9.9.7";

    @RegisterExtension
    static final RunningCheckout running = new RunningCheckout().with("CHECKOUT_TRUSTED_PROXIES", PROXY + "/32");

    private static final String BASE = "default-src 'none'; script-src 'nonce-R'; style-src 'nonce-R'; img-src 'self';"
            + " font-src 'self'; connect-src 'self'; object-src 'none'; base-uri 'none';"
            + " require-trusted-types-for 'script'; report-uri /csp; report-to csp; ";

    /** The policies, by the sort of answer. */
    private enum Sort {
        PAGE(BASE + "form-action 'self'; frame-src 'none'; frame-ancestors 'none'"),
        PAGE_WITH_FRAME(BASE + "form-action 'self'; frame-src 'self' HANDOVER; frame-ancestors 'none'"),
        IN_FRAME(BASE.replace("connect-src 'self'", "connect-src 'none'")
                + "form-action HANDOVER; frame-src 'none'; frame-ancestors 'self'"),
        OUT_OF_FRAME(BASE + "form-action 'self'; frame-src 'none'; frame-ancestors 'self'"),
        CHALLENGE(BASE.replace("connect-src 'self'", "connect-src 'none'")
                + "form-action HANDOVER; frame-src 'none'; frame-ancestors 'none'"),
        ERROR(BASE.replace("script-src 'nonce-R'", "script-src 'none'")
                + "form-action 'none'; frame-src 'none'; frame-ancestors 'none'"),
        DATA("default-src 'none'; frame-ancestors 'none'; sandbox"),
        FILE("default-src 'none'; frame-ancestors 'none'; sandbox");

        private final String policy;

        Sort(String policy) {
            this.policy = policy;
        }

        private boolean isHtml() {
            return this != DATA && this != FILE;
        }
    }

    private record Row(String name, int status, Sort sort, Answer answer) {}

    private final List<Row> rows = new ArrayList<>();

    private void get(int status, Sort sort, String address) {
        rows.add(new Row("GET " + address, status, sort, Http.get(address)));
    }

    private void send(
            int status, Sort sort, String method, String address, String type, String body, String... headers) {
        var request = Http.to(address).header("Content-Type", type);
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        rows.add(new Row(method + " " + address, status, sort, request.send(method, body)));
    }

    private static Checkout card(String capture) {
        var wanted = MerchantApi.savedCard(MerchantApi.newOrder(), SavedCard.PAID);
        wanted.put("capture", capture);
        return running.merchant().open(wanted);
    }

    private static Checkout paid(String capture) {
        var checkout = card(capture);
        try (var shopper = Shopper.withoutScript()) {
            shopper.open(checkout.url()).cvc().pay("123");
        }
        checkout.statusOnce(capture.equals("manual") ? "authorized" : "paid");
        return checkout;
    }

    private static Map<String, Checkout> closed() {
        var all = new LinkedHashMap<String, Checkout>();
        all.put("paid", paid("automatic"));
        all.put("authorized", paid("manual"));
        all.put("canceled", paid("manual"));
        assertThat(all.get("canceled").post("cancel", "").statusCode()).isEqualTo(200);
        all.put("expired", card("automatic"));
        all.get("expired").post("expire", "");
        all.put("failed", failed());
        all.put("processing", processing());
        return all;
    }

    private static Checkout failed() {
        var order = MerchantApi.newOrder();
        var checkout = running.merchant().open(MerchantApi.savedCard(order, SavedCard.PAID));
        for (int i = 0; i < 5; i++) {
            running.sandbox().fault(order, "init", "signed_error", "code", "10017", "at", "before");
            if (i == 0) {
                Http.get(checkout.url() + "/cvc");
            } else {
                Http.to(checkout.url())
                        .header("Origin", running.url().toString())
                        .post();
            }
        }
        return checkout;
    }

    private static Checkout processing() {
        var order = MerchantApi.newOrder();
        running.sandbox().fault(order, "paymentAcs", "reset", "at", "before");
        running.sandbox().fault(order, "status_v2", "status_503", "times", -1L);
        var merchant = running.merchant();
        var checkout = merchant.open(merchant.threeDs(order));
        try (var shopper = Shopper.withoutScript()) {
            shopper.open(checkout.url()).toBank().confirm();
        }
        return checkout;
    }

    private static String between(String text, String begin, String end) {
        var from = text.indexOf(begin);
        assertThat(from).as("%s in %s", begin, text).isNotNegative();
        return text.substring(from, text.indexOf(end, from));
    }

    private void shopperPages() {
        var card = card("automatic");
        get(200, Sort.PAGE_WITH_FRAME, card.url());
        get(200, Sort.IN_FRAME, card.url() + "/cvc");
        get(200, Sort.PAGE_WITH_FRAME, card.url());
        get(404, Sort.ERROR, card.url() + "/challenge");
        get(404, Sort.ERROR, card.url() + "/cvc/relay");
        get(200, Sort.DATA, card.url() + "/status");
        send(403, Sort.ERROR, "POST", card.url(), "application/x-www-form-urlencoded", "", "Origin", "https://evil.kz");
        send(
                415,
                Sort.ERROR,
                "POST",
                card.url(),
                "text/plain",
                "x",
                "Origin",
                running.url().toString());
        send(405, Sort.ERROR, "PUT", card.url(), "text/plain", "x");
        send(405, Sort.ERROR, "POST", card.url() + "/status", "text/plain", "x");
        var merchant = running.merchant();
        var challenged = merchant.open(merchant.threeDs(MerchantApi.newOrder()));
        get(200, Sort.PAGE, challenged.url());
        get(200, Sort.CHALLENGE, challenged.url() + "/challenge");
        get(404, Sort.ERROR, challenged.url() + "/cvc");
        closed().forEach((state, checkout) -> {
            assertThat(checkout.status()).isEqualTo(state);
            get(200, Sort.PAGE, checkout.url());
            if (state.equals("processing")) {
                get(303, Sort.DATA, checkout.url() + "/challenge");
                get(404, Sort.ERROR, checkout.url() + "/cvc");
            } else {
                get(200, Sort.IN_FRAME, checkout.url() + "/cvc");
                get(404, Sort.ERROR, checkout.url() + "/challenge");
            }
            get(200, Sort.DATA, checkout.url() + "/status");
        });
        for (var part : List.of("", "/cvc", "/challenge", "/status", "/events", "/cvc/relay", "/other")) {
            get(404, Sort.ERROR, running.url() + "/pay/" + "A".repeat(43) + part);
        }
    }

    private void returns() {
        var merchant = running.merchant();
        var checkout = merchant.open(merchant.threeDs(MerchantApi.newOrder()));
        var challenge = Http.get(checkout.url() + "/challenge").body();
        var acs = between(challenge, running.url() + "/acs/", "\"");
        var form = "application/x-www-form-urlencoded";
        send(415, Sort.ERROR, "POST", acs, "text/plain", "PaRes=x");
        send(400, Sort.ERROR, "POST", acs, form, "PaRes=x&PaRes=y");
        send(413, Sort.ERROR, "POST", acs, form, "PaRes=" + "x".repeat(70_000));
        send(405, Sort.ERROR, "PUT", acs, form, "PaRes=x");
        send(303, Sort.DATA, "POST", acs, form, "PaRes=x", "Origin", "null");
        get(303, Sort.DATA, acs);
        get(404, Sort.ERROR, running.url() + "/acs/x");
        var returned = acs.replace("/acs/", "/return/");
        for (var end : List.of("/success", "/failure")) {
            get(200, Sort.OUT_OF_FRAME, returned + end);
            send(200, Sort.OUT_OF_FRAME, "POST", returned + end, form, "a=b");
            get(404, Sort.ERROR, running.url() + "/return/x" + end);
        }
    }

    private void machines() {
        var api = running.url() + "/api/v1/checkouts";
        var key = new String[] {"Authorization", "Bearer " + RunningCheckout.API_KEY};
        get(401, Sort.DATA, api);
        get(200, Sort.DATA, running.url() + "/api/v1/openapi.yaml");
        get(404, Sort.DATA, running.url() + "/api/nowhere");
        send(201, Sort.DATA, "POST", api, "application/json", json(), key);
        send(422, Sort.DATA, "POST", api, "application/json", "{\"x\":1}", key);
        send(400, Sort.DATA, "POST", api, "application/json", "{", key);
        send(413, Sort.DATA, "POST", api, "application/json", "x".repeat(70_000), key);
        send(415, Sort.DATA, "POST", api, "text/plain", "{}", key);
        send(405, Sort.DATA, "PUT", api, "application/json", "{}", key);
        send(404, Sort.DATA, "GET", api + "/co_1", "application/json", "", key);
        send(404, Sort.DATA, "POST", api + "/co_1/refund", "application/json", "{}", key);
        for (var script : List.of("result", "check", "card")) {
            var address = running.url() + "/callbacks/freedompay/" + script;
            send(200, Sort.DATA, "POST", address, "application/x-www-form-urlencoded", "pg_sig=x");
            send(415, Sort.DATA, "POST", address, "application/json", "{}");
            send(405, Sort.DATA, "DELETE", address, "application/json", "");
        }
        var csp = running.url() + "/csp";
        send(204, Sort.DATA, "POST", csp, "application/reports+json", "[]");
        send(400, Sort.DATA, "POST", csp, "application/csp-report", "{");
        send(413, Sort.DATA, "POST", csp, "application/csp-report", "x".repeat(9_000));
        send(415, Sort.DATA, "POST", csp, "text/plain", "{}");
        get(405, Sort.DATA, csp);
        var page = Http.get(card("automatic").url()).body();
        get(200, Sort.FILE, running.url() + between(page, "/assets/css/", "\""));
        get(200, Sort.FILE, running.url() + between(page, "/assets/js/", "\""));
        get(404, Sort.ERROR, running.url() + "/assets/css/none.css");
        for (var path : List.of("/health/live", "/health/ready", "/metrics")) {
            get(200, Sort.DATA, running.management() + path);
        }
        get(404, Sort.DATA, running.management() + "/nowhere");
        get(404, Sort.ERROR, running.url() + "/metrics");
        get(404, Sort.ERROR, running.url() + "/");
    }

    private static String json() {
        return Json.write(MerchantApi.savedCard(MerchantApi.newOrder(), SavedCard.PAID));
    }

    @Test
    void everyAnswerHasTheHeadersThatWereDecided() {
        shopperPages();
        returns();
        machines();
        assertThat(rows).hasSizeGreaterThan(80);
        assertAll(rows.stream().flatMap(HeaderTableTest::checks));
    }

    private static Stream<Executable> checks(Row row) {
        var headers = new TreeMap<String, String>();
        row.answer().headers().forEach((name, values) -> headers.put(name, String.join(" | ", values)));
        var file = row.sort() == Sort.FILE;
        return Stream.of(
                () -> assertThat(row.answer().statusCode()).as(row.name()).isEqualTo(row.status()),
                () -> assertThat(directives(headers.get("content-security-policy")))
                        .as(row.name())
                        .isEqualTo(directives(row.sort().policy.replace("HANDOVER", "https: " + running.sandboxUrl()))),
                () -> assertThat(headers)
                        .as(row.name())
                        .containsEntry("x-content-type-options", "nosniff")
                        .containsEntry("referrer-policy", "strict-origin")
                        .containsEntry("server", "")
                        .containsEntry("cross-origin-resource-policy", "same-origin")
                        .containsEntry("reporting-endpoints", "csp=\"/csp\"")
                        .containsEntry(
                                "permissions-policy",
                                "camera=(), microphone=(), geolocation=(), usb=(), midi=(), serial=(), hid=(),"
                                        + " display-capture=()")
                        .containsEntry(
                                "x-frame-options",
                                row.sort().policy.contains("frame-ancestors 'self'") ? "SAMEORIGIN" : "DENY")
                        .containsEntry("cache-control", file ? "public, max-age=31536000, immutable" : "no-store")
                        .doesNotContainKeys(
                                "set-cookie",
                                "x-powered-by",
                                "strict-transport-security",
                                "cross-origin-embedder-policy"),
                () -> assertThat(headers.get("cross-origin-opener-policy"))
                        .as(row.name())
                        .isEqualTo(row.sort().isHtml() ? "same-origin" : null),
                () -> assertThat(headers.getOrDefault("content-type", ""))
                        .as(row.name())
                        .matches(hasNoBody(row) ? "|.*charset=UTF-8" : "(?i).+;\\s*charset=UTF-8"));
    }

    private static boolean hasNoBody(Row row) {
        return row.status() == 204 || row.status() == 303;
    }

    private static Map<String, String> directives(String policy) {
        var all = new TreeMap<String, String>();
        for (var directive :
                policy.replaceAll("nonce-[A-Za-z0-9_-]{22}", "nonce-R").split(";", -1)) {
            var parts = directive.strip().split(" ", 2);
            assertThat(all.put(parts[0], parts.length == 1 ? "" : parts[1])).isNull();
        }
        return all;
    }

    /** What a caller says about hosts and protocols is said nowhere again, whether it is a stranger or our proxy. */
    @Test
    void theHostHasNoSay() {
        for (var from : List.of("127.0.0.1", PROXY)) {
            for (var field : List.of(
                    "Host: evil.example",
                    "Host: localhost\r\nX-Forwarded-Host: evil.example",
                    "Host: localhost\r\nX-Forwarded-Proto: https\r\nX-Forwarded-Port: 444",
                    "Host: localhost\r\nForwarded: host=evil.example;proto=https",
                    "Host: localhost\r\nX-Original-URL: /evil.example\r\nX-Rewrite-URL: /evil.example",
                    "Host: localhost\r\nX-Forwarded-Prefix: /evil.example")) {
                theHostHasNoSay(from, field);
            }
        }
    }

    private static void theHostHasNoSay(String from, String field) {
        var order = MerchantApi.newOrder();
        var created = said(from, 201, "POST /api/v1/checkouts", field, order);
        assertThat(created).contains("Location: " + running.url() + "/api/v1/", "\"url\":\"" + running.url() + "/pay/");
        var pay = between(created, "/pay/", "\"");
        said(from, 200, "GET " + pay, field, "");
        said(from, 200, "GET " + pay + "/cvc", field, "");
        assertThat(Http.get(running.sandboxUrl() + "/sandbox/messages?order_id=" + order)
                        .body())
                .contains(running.url() + "/return/", running.url() + "/callbacks/freedompay/result")
                .doesNotContain("evil.example", "https://localhost");
        var merchant = running.merchant();
        var bank = merchant.open(merchant.threeDs(MerchantApi.newOrder()));
        var challenge = said(from, 200, "GET " + URI.create(bank.url()).getPath() + "/challenge", field, "");
        var acs = between(challenge, running.url() + "/acs/", "\"");
        assertThat(said(from, 303, "GET " + URI.create(acs).getPath(), field, ""))
                .contains("\r\nLocation: " + bank.url() + "\r\n");
    }

    private static String said(String from, int status, String line, String field, String order) {
        var body = order.isEmpty() ? "" : Json.write(MerchantApi.savedCard(order, SavedCard.PAID));
        var answer = RawHttp.exchange(
                running.url(),
                from,
                line + " HTTP/1.1\r\n" + field + "\r\nAuthorization: Bearer " + RunningCheckout.API_KEY
                        + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length()
                        + "\r\nConnection: close\r\n\r\n" + body);
        assertThat(answer)
                .startsWith("HTTP/1.1 " + status)
                .doesNotContain("evil.example", "https://localhost")
                // Another server's port may begin with the same digits.
                .doesNotContainPattern(":444\\b");
        return answer;
    }
}
