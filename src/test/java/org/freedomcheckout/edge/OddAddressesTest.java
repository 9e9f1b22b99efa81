package org.freedomcheckout.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.freedomcheckout.sandbox.SavedCard;
import org.freedomcheckout.testkit.BankAnswers;
import org.freedomcheckout.testkit.Checkout;
import org.freedomcheckout.testkit.Http;
import org.freedomcheckout.testkit.MerchantApi;
import org.freedomcheckout.testkit.RunningCheckout;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Each address has one spelling and a few methods; nothing else leads there, and looking is not acting. */
class OddAddressesTest {

    @RegisterExtension
    static final RunningCheckout running = new RunningCheckout();

    private static final List<String> METHODS = List.of(
            "GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND", "get", "X", "GETX");

    private static final Set<String> READ = Set.of("GET", "HEAD");
    private static final Set<String> ACT = Set.of("GET");
    private static final Set<String> BOTH = Set.of("GET", "POST");
    private static final Set<String> POST = Set.of("POST");

    /** Every address of something that exists, and what it can be asked. */
    private static final Map<String, Set<String>> ADDRESSES = new LinkedHashMap<>();

    private static Checkout card;
    private static Checkout bank;
    private static String acs;

    @BeforeAll
    static void open() {
        var merchant = running.merchant();
        card = merchant.open(MerchantApi.savedCard(MerchantApi.newOrder(), SavedCard.PAID));
        bank = merchant.open(merchant.threeDs(MerchantApi.newOrder()));
        acs = path(BankAnswers.confirmed(bank).termUrl());
        for (var checkout : List.of(card, bank)) {
            var pay = path(checkout.url());
            ADDRESSES.put(pay, Set.of("GET", "HEAD", "POST"));
            ADDRESSES.put(pay + "/status", READ);
            for (var end : List.of("/cvc", "/cvc/relay", "/challenge", "/events")) {
                ADDRESSES.put(pay + end, ACT);
            }
        }
        var api = "/api/v1/checkouts/" + card.id();
        ADDRESSES.put(api, READ);
        ADDRESSES.put(api + "/events", READ);
        for (var end : List.of("/expire", "/sync", "/capture", "/cancel", "/refund")) {
            ADDRESSES.put(api + end, POST);
        }
        ADDRESSES.put(acs, BOTH);
        for (var end : List.of("/success", "/failure")) {
            ADDRESSES.put(acs.replace("/acs/", "/return/") + end, BOTH);
        }
        for (var script : List.of("result", "check", "card")) {
            ADDRESSES.put("/callbacks/freedompay/" + script, BOTH);
        }
        ADDRESSES.put("/csp", POST);
        ADDRESSES.put("/api/v1/checkouts", Set.of("GET", "HEAD", "POST"));
        ADDRESSES.put("/api/v1/cards", Set.of("GET", "HEAD", "POST"));
        ADDRESSES.put("/api/v1/cards/x", Set.of("DELETE"));
        ADDRESSES.put("/api/v1/openapi.yaml", READ);
        ADDRESSES.put("/api/v1/docs", READ);
    }

    private static String path(String url) {
        return URI.create(url).getPath();
    }

    private static String answer(String method, String path) {
        return RawHttp.exchange(
                running.url(),
                method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + RunningCheckout.API_KEY
                        + "\r\nSec-Fetch-Site: same-origin\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    }

    private static String header(String answer, String name) {
        return answer.lines()
                .takeWhile(line -> !line.isEmpty())
                .filter(line -> line.startsWith(name + ": "))
                .findFirst()
                .map(line -> line.substring(name.length() + 2))
                .orElse("");
    }

    private static void assertNothingHappened() {
        assertThat(running.sandbox().calls(card.orderId(), "init")).isZero();
        assertThat(running.sandbox().calls(bank.orderId(), "paymentAcs")).isZero();
        assertThat(List.of(card.status(), bank.status())).containsOnly("open");
        assertThat(card.timeline()).containsExactly("checkout.created");
    }

    @Test
    void anotherMethodIsNoneAndIsToldWhichThereAre() {
        ADDRESSES.forEach((path, allowed) -> {
            for (var method : METHODS) {
                if (!allowed.contains(method)) {
                    var answer = answer(method, path);
                    assertThat(answer).as(method + " " + path).startsWith("HTTP/1.1 405 ");
                    // TRACE is refused by the container.
                    if (!method.equals("TRACE")) {
                        assertThat(header(answer, "Allow"))
                                .as(method + " " + path)
                                .isEqualTo(String.join(", ", new TreeSet<>(allowed)));
                    }
                }
            }
        });
        assertNothingHappened();
    }

    /** Spellings that servers and proxies make one of, each in its own way. */
    private static List<String> spellings(String path) {
        var last = path.lastIndexOf('/');
        var all = new ArrayList<>(List.of(
                path + "/",
                path + ".",
                path + "%20",
                path + "%00",
                path + ";x=1",
                path + ";jsessionid=1",
                path + "/.",
                path + "/x/..",
                "/." + path,
                "/x/.." + path,
                "/%2e" + path,
                "/x/%2e%2e" + path,
                "/x/..;" + path,
                "/;x=1" + path,
                "/" + path,
                path.substring(0, last) + "/" + path.substring(last),
                path.substring(0, last) + "/." + path.substring(last),
                path.substring(0, 2).toUpperCase(Locale.ROOT) + path.substring(2),
                "/%" + Integer.toHexString(path.charAt(1)) + path.substring(2)));
        if (last > 0) {
            all.add(path.substring(0, last) + "%2f" + path.substring(last + 1));
            all.add(path.substring(0, last) + "\\" + path.substring(last + 1));
            all.add(path.substring(0, last) + ";x=1" + path.substring(last));
        }
        return all;
    }

    @Test
    void anotherSpellingLeadsNowhere() {
        ADDRESSES.forEach((path, allowed) -> {
            var method = allowed.contains("GET") ? "GET" : "POST";
            for (var spelling : spellings(path)) {
                assertThat(answer(method, spelling))
                        .as(method + " " + spelling)
                        .matches("(?s)HTTP/1\\.1 40[045] .*")
                        .doesNotContainIgnoringCase("\r\nset-cookie:")
                        .doesNotContainIgnoringCase("\r\nlocation:");
            }
        });
        assertNothingHappened();
        assertThat(Http.get(card.url()).body() + Http.get(bank.url()).body()).doesNotContainIgnoringCase("jsessionid");
    }

    /** Link previews, prefetching browsers and virus scanners open every address they see, and that more than once. */
    @Test
    void whoOnlyLooksPaysNothing() {
        var merchant = running.merchant();
        var looked = merchant.open(MerchantApi.savedCard(MerchantApi.newOrder(), SavedCard.PAID));
        for (int i = 0; i < 3; i++) {
            for (var end : List.of("", "?lang=en", "/status", "/cvc")) {
                assertThat(answer("GET", path(looked.url()) + end)).startsWith("HTTP/1.1 200 ");
            }
            for (var end : List.of("", "/status", "/challenge")) {
                assertThat(answer("GET", path(bank.url()) + end)).startsWith("HTTP/1.1 200 ");
            }
            assertThat(answer("GET", acs)).startsWith("HTTP/1.1 303 ");
            assertThat(answer("GET", acs.replace("/acs/", "/return/") + "/success"))
                    .startsWith("HTTP/1.1 200 ");
        }
        assertThat(running.sandbox().calls(looked.orderId(), "init")).isEqualTo(1);
        assertThat(running.sandbox().calls(bank.orderId(), "paymentAcs")).isZero();
        assertThat(running.sandbox().authorizations(looked.orderId())).isZero();
        assertThat(running.sandbox().authorizations(bank.orderId())).isZero();
        assertThat(List.of(looked.status(), bank.status())).containsOnly("open");
    }
}
