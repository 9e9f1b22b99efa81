package org.freedomcheckout.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.freedomcheckout.sandbox.SavedCard;
import org.freedomcheckout.testkit.Checkout;
import org.freedomcheckout.testkit.Eventually;
import org.freedomcheckout.testkit.Http;
import org.freedomcheckout.testkit.Http.Answer;
import org.freedomcheckout.testkit.MerchantApi;
import org.freedomcheckout.testkit.RunningCheckout;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How much one caller can have. 127.0.0.1 is a trusted proxy, so that each test can be a caller of its own. */
class LimitsTest {

    @RegisterExtension
    static final RunningCheckout running =
            new RunningCheckout().with("CHECKOUT_RATE_LIMIT", "on").with("CHECKOUT_TRUSTED_PROXIES", "127.0.0.1,::1");

    private static final String NO_SUCH_TOKEN = "A".repeat(43);

    private static final AtomicInteger CALLERS = new AtomicInteger();

    private final String caller = "198.51.100." + CALLERS.incrementAndGet();
    private final String order = MerchantApi.newOrder();

    private Http.Request to(String address) {
        return Http.to(address).header("X-Forwarded-For", caller);
    }

    private Answer get(String address) {
        return to(address).get();
    }

    private Checkout card(SavedCard card) {
        return running.merchant().open(MerchantApi.savedCard(order, card));
    }

    private static void assertTooMany(Answer answer) {
        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.header("Retry-After").orElse("")).matches("[1-9]\\d*");
    }

    /** Asks as often as is allowed, and then until it is too often: soon, for as much as time has given back meanwhile. */
    private Answer askTooOften(String address, int allowedInMinute) {
        var begin = System.nanoTime();
        for (int i = 0; i < allowedInMinute; i++) {
            assertThat(get(address).statusCode()).isNotEqualTo(429);
        }
        var more = new AtomicInteger();
        var last = Eventually.look(
                () -> {
                    more.incrementAndGet();
                    return get(address);
                },
                answer -> answer.statusCode() == 429);
        var minutes = (System.nanoTime() - begin) / 60e9;
        assertThat(more.get()).isLessThanOrEqualTo(1 + (int) Math.ceil(minutes * allowedInMinute));
        return last;
    }

    @Test
    void thePageOfOneCheckoutIsShownSixtyTimesAMinute() {
        var card = card(SavedCard.PAID);
        assertTooMany(askTooOften(card.url(), 60));
        var other = running.merchant().open(MerchantApi.savedCard(MerchantApi.newOrder(), SavedCard.PAID));
        assertThat(get(other.url()).statusCode()).isEqualTo(200);
        assertThat(get(card.url() + "/status").statusCode()).isEqualTo(200);
    }

    @Test
    void whoTriesTokenAfterTokenSeesTheSamePageAndThenIsToldToWait() {
        var unknown = running.url() + "/pay/" + NO_SUCH_TOKEN;
        var first = get(unknown);
        assertThat(first.statusCode()).isEqualTo(404);
        var last = askTooOften(unknown, 29);
        assertTooMany(last);
        assertThat(told(last)).isEqualTo(told(first));
        // Another kind of token is no way around it, a token that is known still opens its page.
        assertTooMany(get(running.url() + "/acs/" + NO_SUCH_TOKEN));
        assertThat(get(card(SavedCard.PAID).url()).statusCode()).isEqualTo(200);
    }

    /** The page without what differs for each address and each time. */
    private static String told(Answer answer) {
        return answer.body().replaceAll("nonce=\"[^\"]*\"", "").replaceAll("href=\"[^\"]*\\?lang=", "href=\"?lang=");
    }

    @Tag("slow")
    @Test
    void aBrowserComesBackTwentyTimesAMinute() {
        var merchant = running.merchant();
        var checkout = merchant.open(merchant.threeDs(order));
        var challenge = get(checkout.url() + "/challenge").body();
        // The bank has an address that ends like ours.
        var begin = challenge.indexOf(running.url() + "/acs/");
        var acs = challenge.substring(begin, challenge.indexOf('"', begin));
        assertTooMany(askTooOften(acs, 20));
        assertThat(get(checkout.url()).statusCode()).isEqualTo(200);
    }

    @Test
    void whoGuessesKeysIsToldToWaitAndWhoHasOneIsNot() {
        var api = running.url() + "/api/v1/checkouts";
        for (int i = 0; i < 10; i++) {
            assertThat(to(api).header("Authorization", "Bearer guess-" + i)
                            .get()
                            .statusCode())
                    .isEqualTo(401);
        }
        assertTooMany(to(api).header("Authorization", "Bearer guess-11").get());
        assertTooMany(get(api));
        assertThat(to(api).header("Authorization", "Bearer " + RunningCheckout.API_KEY)
                        .get()
                        .statusCode())
                .isEqualTo(200);
    }

    /** Nobody but the proxy has a say in who calls: another name for each guess makes no other caller. */
    @Test
    void whoIsNoProxyIsNotBelievedWhoHeIs() throws IOException {
        for (int i = 0; i <= 10; i++) {
            try (var stranger = new RawHttp(running.url(), "127.9.9.9")) {
                stranger.send("GET /api/v1/checkouts HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-For: 203.0.113." + i
                        + "\r\nForwarded: for=203.0.113." + i + "\r\nX-Real-IP: 203.0.113." + i
                        + "\r\nAuthorization: Bearer guess\r\n\r\n");
                assertThat(stranger.statusLine()).isEqualTo(i < 10 ? "HTTP/1.1 401 " : "HTTP/1.1 429 ");
            }
        }
        // The address that he gave for himself is another's, who has guessed nothing.
        assertThat(Http.to(running.url() + "/api/v1/checkouts")
                        .header("X-Forwarded-For", "203.0.113.10")
                        .get()
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void oneCheckoutHasFourStreamsOfEvents() throws IOException {
        var events = URI.create(card(SavedCard.PAID).url() + "/events");
        var request =
                "GET " + events.getPath() + " HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-For: " + caller + "\r\n\r\n";
        var streams = new ArrayList<RawHttp>();
        try {
            for (int i = 0; i < 5; i++) {
                streams.add(new RawHttp(events));
                streams.getLast().send(request);
                assertThat(streams.getLast().statusLine()).contains(i < 4 ? " 200" : " 429");
            }
        } finally {
            streams.forEach(RawHttp::close);
        }
    }

    @Test
    void reportsAreTenASecondForAll() {
        var statuses = new ConcurrentLinkedQueue<Integer>();
        var begin = System.nanoTime();
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 8; i++) {
                callers.execute(() -> {
                    while (!statuses.contains(429) && statuses.size() < 2_000) {
                        statuses.add(report());
                    }
                });
            }
        }
        var seconds = (System.nanoTime() - begin) / 1e9;
        assertThat(statuses).contains(204, 429).containsOnly(204, 429);
        var taken = statuses.stream().filter(status -> status == 204).count();
        assertThat(taken).isBetween(10L, 10 + (long) Math.ceil(10 * seconds));
        assertThat(Http.get(running.management() + "/metrics").body())
                .contains("checkout_csp_reports_total{directive=\"script-src\"} " + (double) taken + "\n");
    }

    private int report() {
        return to(running.url() + "/csp")
                .header("Content-Type", "application/csp-report")
                .send("POST", "{\"csp-report\":{\"violated-directive\":\"script-src\",\"blocked-uri\":\"inline\"}}")
                .statusCode();
    }
}
