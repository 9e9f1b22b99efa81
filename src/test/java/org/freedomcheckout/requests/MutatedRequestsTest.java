package org.freedomcheckout.requests;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.freedomcheckout.requests.RawConnection.Answer;
import org.freedomcheckout.sandbox.Json;
import org.freedomcheckout.sandbox.SavedCard;
import org.freedomcheckout.testkit.BankAnswers;
import org.freedomcheckout.testkit.MerchantApi;
import org.freedomcheckout.testkit.RunningCheckout;
import org.freedomcheckout.testkit.Shopper;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Good requests for every address, changed by chance: none is answered with a mistake of ours, tells what is inside, or
 * gives back unescaped what it was given. {@code -Drequests=10000000} sends more, {@code -Drequests.seed=…} the same again.
 */
@Order(1)
class MutatedRequestsTest {

    private static final int CONNECTIONS = 8;
    private static final long REQUESTS = Long.getLong("requests", 20_000);
    private static final long SEED = Long.getLong("requests.seed", System.currentTimeMillis());

    /** Said of no page and no message of ours, but of stack traces and of libraries. */
    private static final List<String> INSIDE = List.of(
            "at java.",
            "at org.",
            "at com.",
            "at jakarta.",
            "Exception",
            "java.lang",
            "org.apache",
            "org.freedomcheckout",
            "org.h2",
            "Tomcat");

    private static final List<String> MARKUP = List.of("text/html", "application/xml", "text/xml");

    @RegisterExtension
    static final RunningCheckout running = new RunningCheckout()
            .with("CHECKOUT_RATE_LIMIT", "off")
            .with("CHECKOUT_TRUSTED_PROXIES", "127.0.0.0/8,::1/128");

    private final AtomicLong next = new AtomicLong();
    private final ConcurrentSkipListMap<Integer, LongAdder> statuses = new ConcurrentSkipListMap<>();
    private final Queue<String> problems = new ConcurrentLinkedQueue<>();

    @Test
    void noRequestHoweverOddFindsAMistake() throws Exception {
        var seeds = seeds();
        try (var executor = Executors.newFixedThreadPool(CONNECTIONS)) {
            var senders = new ArrayList<Future<?>>();
            for (int i = 0; i < CONNECTIONS; i++) {
                senders.add(executor.submit(() -> {
                    send(seeds);
                    return null;
                }));
            }
            for (var sender : senders) {
                sender.get();
            }
        }
        System.out.println(REQUESTS + " requests with -Drequests.seed=" + SEED + ", answers " + statuses);
        assertThat(problems).as("with -Drequests.seed=" + SEED).isEmpty();
        assertThat(statuses).containsKeys(200, 400, 401, 404, 405, 422);
        var checkout = running.merchant().open(MerchantApi.savedCard(MerchantApi.newOrder(), SavedCard.PAID));
        try (var shopper = Shopper.withScript()) {
            assertThat(shopper.open(checkout.url())
                            .cvc()
                            .pay("123")
                            .until("paid")
                            .name())
                    .isEqualTo("paid");
        }
    }

    private void send(List<RawRequest> seeds) throws Exception {
        try (var connection = new RawConnection(running.url().getPort())) {
            for (var number = next.getAndIncrement();
                    number < REQUESTS && problems.size() < 5;
                    number = next.getAndIncrement()) {
                // A request follows from its number alone, whichever connection sends it.
                var random = new SplittableRandom(SEED + number);
                var request = new Mutations(random).of(seeds.get(random.nextInt(seeds.size())));
                var answer = connection.send(request);
                statuses.computeIfAbsent(answer.map(Answer::status).orElse(0), _ -> new LongAdder())
                        .increment();
                answer.flatMap(MutatedRequestsTest::problem)
                        .ifPresent(problem -> problems.add(problem + " to\n" + request + "\n" + answer.get()));
            }
        }
    }

    private static Optional<String> problem(Answer answer) {
        var isMarkup = MARKUP.stream().anyMatch(answer.header("content-type")::startsWith);
        // 501 and 505: an unknown transfer coding or version of HTTP.
        if (answer.status() >= 500 && answer.status() != 501 && answer.status() != 505) {
            return Optional.of(answer.status() + " was answered");
        }
        if (INSIDE.stream().anyMatch(answer.body()::contains) && !answer.body().contains("openapi")) {
            return Optional.of("the inside was told");
        }
        if (isMarkup && answer.body().contains(Mutations.ELEMENT)) {
            return Optional.of("an element came back");
        }
        if (answer.headers().containsKey(Mutations.HEADER)) {
            return Optional.of("a header came back");
        }
        return Optional.empty();
    }

    /** Good requests, those that may be answered from within a little more often than those that call the gateway. */
    private static List<RawRequest> seeds() {
        var merchant = running.merchant();
        var order = Json.write(MerchantApi.savedCard(MerchantApi.newOrder(), SavedCard.PAID));
        var saved = merchant.open(MerchantApi.savedCard(MerchantApi.newOrder(), SavedCard.PAID));
        var bank = merchant.open(merchant.threeDs(MerchantApi.newOrder()));
        var answer = BankAnswers.confirmed(bank);
        var acs = path(answer.termUrl());
        var seeds = new ArrayList<RawRequest>();
        for (var checkout : List.of(saved, bank)) {
            var pay = path(checkout.url());
            for (var end : List.of("", "?lang=en", "/status", "/events", "/challenge", "/cvc")) {
                seeds.add(RawRequest.get(pay + end));
            }
            seeds.add(form(pay, "retry=1").withHeader("Sec-Fetch-Site", "same-origin"));
            for (var end : List.of("", "/events")) {
                seeds.add(api(RawRequest.get("/api/v1/checkouts/" + checkout.id() + end)));
            }
            for (var end : List.of("capture", "cancel", "refund")) {
                seeds.add(api(json("/api/v1/checkouts/" + checkout.id() + "/" + end, "{\"amount\":\"1.00\"}")));
            }
        }
        var notify = "pg_order_id=A1&pg_payment_id=1&pg_amount=1500.00&pg_currency=KZT&pg_result=1&pg_salt=s&pg_sig="
                + "0".repeat(32);
        var xml = "<?xml version=\"1.0\" encoding=\"utf-8\"?><response><pg_order_id>A1</pg_order_id>"
                + "<pg_result>1</pg_result><pg_sig>" + "0".repeat(32) + "</pg_sig></response>";
        var multipart = "--b\r\nContent-Disposition: form-data; name=\"pg_order_id\"\r\n\r\nA1\r\n--b--\r\n";
        for (var script : List.of("result", "check", "card")) {
            var target = "/callbacks/freedompay/" + script;
            seeds.add(form(target, notify));
            seeds.add(RawRequest.get(target + "?" + notify));
            seeds.add(RawRequest.post(target, "text/xml", xml));
            seeds.add(form(target, "pg_xml=" + xml.replace("=", "%3D").replace(" ", "+")));
            seeds.add(RawRequest.post(target, "multipart/form-data; boundary=b", multipart));
        }
        seeds.add(form(acs, answer.form()));
        seeds.add(form(acs, "MD=other&PaRes=x"));
        seeds.add(RawRequest.get(acs + "?PaRes=x"));
        seeds.add(form(acs.replace("/acs/", "/return/") + "/success", notify));
        seeds.add(RawRequest.get(acs.replace("/acs/", "/return/") + "/failure?" + notify));
        seeds.add(api(json("/api/v1/checkouts", order)));
        seeds.add(api(json("/api/v1/checkouts", order)).withHeader("Idempotency-Key", "k1"));
        seeds.add(api(RawRequest.get("/api/v1/checkouts?order_id=A1&status=open&limit=10")));
        seeds.add(RawRequest.get("/api/v1/checkouts"));
        seeds.add(api(RawRequest.get("/api/v1/cards?user_id=u42")));
        seeds.add(RawRequest.get("/api/v1/openapi.yaml"));
        seeds.add(RawRequest.get("/api/v1/docs"));
        seeds.add(RawRequest.get("/assets/js/checkout.js"));
        seeds.add(RawRequest.get("/"));
        seeds.add(RawRequest.post("/csp", "application/csp-report", "{\"csp-report\":{\"document-uri\":\"x\"}}"));
        return seeds;
    }

    private static RawRequest form(String target, String body) {
        return RawRequest.post(target, "application/x-www-form-urlencoded", body);
    }

    private static RawRequest json(String target, String body) {
        return RawRequest.post(target, "application/json", body);
    }

    private static RawRequest api(RawRequest request) {
        return request.withHeader("Authorization", "Bearer " + RunningCheckout.API_KEY);
    }

    private static String path(String url) {
        return URI.create(url).getPath();
    }
}
