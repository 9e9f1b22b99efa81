package org.freedomcheckout.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.freedomcheckout.sandbox.SavedCard;
import org.freedomcheckout.testkit.BankAnswers;
import org.freedomcheckout.testkit.Eventually;
import org.freedomcheckout.testkit.Http;
import org.freedomcheckout.testkit.MerchantApi;
import org.freedomcheckout.testkit.RunningCheckout;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Freedom Pay answers nobody, and more ask for it than may wait: 200 calls at once, and 1,000 behind them. */
class SlowGatewayTest {

    private static final int MAY_WAIT = 1_200;
    private static final int TOO_MANY = 100;
    private static final int AT_ONCE = 100;

    private static final Gate gate = Gate.closed(SlowGatewayTest::sandbox);

    @RegisterExtension
    static final RunningCheckout running = new RunningCheckout()
            .with("FREEDOMPAY_URL", gate.url().toString())
            .with("FREEDOMPAY_RESPONSE_TIMEOUT", "PT5M");

    private final String order = MerchantApi.newOrder();

    private static URI sandbox() {
        return running.sandboxUrl();
    }

    @AfterAll
    static void close() {
        gate.close();
    }

    @Test
    void callsWaitInTurnUpToACapAndWhoComesThenIsToldTheTruth() {
        var merchant = running.merchant();
        var slow = merchant.open(merchant.threeDs(order + "-slow"));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = new ArrayList<CompletableFuture<Integer>>();
            while (answers.size() < MAY_WAIT + TOO_MANY) {
                answers.add(CompletableFuture.supplyAsync(
                        () -> slow.post("sync", "").statusCode(), threads));
                if (answers.size() % AT_ONCE == 0) {
                    awaitArrival(answers);
                }
            }
            assertThat(Eventually.look(() -> ended(answers), ended -> ended.size() >= TOO_MANY))
                    .hasSize(TOO_MANY)
                    .containsOnly(503);

            var late = merchant.open(merchant.threeDs(order + "-late"));
            var bank = BankAnswers.confirmed(late);
            // The bank's answer is kept, nothing is in doubt, and the page says what is the matter.
            assertThat(Http.post(bank.termUrl(), bank.form()).statusCode()).isEqualTo(303);
            assertThat(Http.get(late.url()).body()).contains("data-page=\"pay-unsent\"");
            assertThat(late.status()).isEqualTo("open");
            assertThat(running.sandbox().calls(late.orderId(), "paymentAcs")).isZero();
            // Who does not need Freedom Pay does not notice.
            var other = merchant.open(MerchantApi.savedCard(order + "-other", SavedCard.PAID));
            assertThat(Http.get(other.url()).statusCode()).isEqualTo(200);
            assertThat(Http.get(other.url() + "/status").statusCode()).isEqualTo(200);

            gate.open();
            // Whoever has waited too long by then is told so; nobody is left without an answer.
            assertThat(answers.stream().map(CompletableFuture::join)).contains(200).containsOnly(200, 503);
            tryAgain(late.url());
            assertThat(late.statusOnce("paid")).isEqualTo("paid");
            assertThat(running.sandbox().calls(late.orderId(), "paymentAcs")).isEqualTo(1);
        }
    }

    /** Not all connect at the same instant: a server that is busy with that for long gives the last ones up. */
    private static void awaitArrival(List<CompletableFuture<Integer>> answers) {
        assertThat(Eventually.look(() -> atWork() + ended(answers).size(), arrived -> arrived >= answers.size()))
                .isGreaterThanOrEqualTo(answers.size());
    }

    /** The requests that the server has taken and not answered. */
    private static int atWork() {
        return Http.get(running.management() + "/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith("checkout_requests "))
                .mapToInt(line -> (int) Double.parseDouble(line.substring(line.indexOf(' '))))
                .findFirst()
                .orElseThrow();
    }

    private static List<Integer> ended(List<CompletableFuture<Integer>> answers) {
        return answers.stream()
                .filter(CompletableFuture::isDone)
                .map(CompletableFuture::join)
                .toList();
    }

    private static void tryAgain(String page) {
        var answer = Http.send(HttpRequest.newBuilder(URI.create(page))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Sec-Fetch-Site", "same-origin")
                .POST(BodyPublishers.noBody()));
        assertThat(answer.statusCode()).isEqualTo(303);
    }
}
