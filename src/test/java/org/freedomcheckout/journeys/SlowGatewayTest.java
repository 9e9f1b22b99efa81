package org.freedomcheckout.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.freedomcheckout.sandbox.SavedCard;
import org.freedomcheckout.testkit.BankAnswers;
import org.freedomcheckout.testkit.Checkout;
import org.freedomcheckout.testkit.Eventually;
import org.freedomcheckout.testkit.Http;
import org.freedomcheckout.testkit.Http.Answer;
import org.freedomcheckout.testkit.MerchantApi;
import org.freedomcheckout.testkit.RunningCheckout;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Isolated;

/** Freedom Pay answers nobody, and more ask for it than may wait: 200 calls at once, and 1,000 behind them. */
@Isolated("more than a thousand requests at once keep a machine busy")
class SlowGatewayTest {

    private static final int MAY_WAIT = 1_200;
    private static final int TOO_MANY = 100;
    private static final int AT_ONCE = 25;

    /** A busy machine needs long for so many. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** How long the server waits for Freedom Pay, and its callers for the server. */
    private static final Duration GATEWAY_PATIENCE = Duration.ofMinutes(10);

    private static final Gate gate = Gate.closed(SlowGatewayTest::sandbox);

    /** Who is turned away before that comes again. */
    private static volatile boolean full;

    @RegisterExtension
    static final RunningCheckout running = new RunningCheckout()
            .with("FREEDOMPAY_URL", gate.url().toString())
            .with("FREEDOMPAY_RESPONSE_TIMEOUT", GATEWAY_PATIENCE.toString());

    private final String order = MerchantApi.newOrder();

    private static URI sandbox() {
        return running.sandboxUrl();
    }

    @AfterAll
    static void close() {
        full = true;
        gate.close();
    }

    @Test
    void callsWaitInTurnUpToACapAndWhoComesThenIsToldTheTruth() {
        var merchant = running.merchant();
        var slow = merchant.open(merchant.threeDs(order + "-slow"));
        var answers = new ArrayList<CompletableFuture<Answer>>();
        while (answers.size() < MAY_WAIT + TOO_MANY) {
            answers.add(sync(slow));
            if (answers.size() % AT_ONCE == 0) {
                awaitArrival(answers);
            }
        }
        assertThat(Eventually.look(() -> ended(answers), ended -> ended.size() >= TOO_MANY, PATIENCE))
                .hasSize(TOO_MANY)
                .allSatisfy(answer -> {
                    assertThat(answer.statusCode()).isEqualTo(503);
                    assertThat(answer.body()).contains("Freedom Pay gave no answer");
                    assertThat(answer.header("Retry-After")).isPresent();
                });

        full = true;

        var late = merchant.open(merchant.threeDs(order + "-late"));
        var bank = BankAnswers.confirmed(late);
        // The bank's answer is kept, nothing is in doubt, and the page says what is the matter.
        assertThat(Http.post(bank.termUrl(), bank.form()).statusCode()).isEqualTo(303);
        assertThat(Http.get(late.url()).body()).contains("data-page=\"pay-unsent\"");
        assertThat(late.status()).isEqualTo("open");
        // Who does not need Freedom Pay does not notice.
        var other = merchant.open(MerchantApi.savedCard(order + "-other", SavedCard.PAID));
        assertThat(Http.get(other.url()).statusCode()).isEqualTo(200);
        assertThat(Http.get(other.url() + "/status").statusCode()).isEqualTo(200);
        assertThat(running.sandbox().calls(late.orderId(), "paymentAcs")).isZero();

        gate.open();
        // All who waited are sent, and nobody else.
        assertThat(Eventually.look(() -> asked(slow), calls -> calls >= MAY_WAIT, PATIENCE))
                .isEqualTo(MAY_WAIT);
        tryAgain(late.url());
        assertThat(late.statusOnceWithin("paid", PATIENCE)).isEqualTo("paid");
        assertThat(running.sandbox().calls(late.orderId(), "paymentAcs")).isEqualTo(1);
        assertThat(asked(slow)).isEqualTo(MAY_WAIT);
    }

    private static long asked(Checkout checkout) {
        return running.sandbox().calls(checkout.orderId(), "status_v2");
    }

    /** Waits for its answer as long as it takes; anew if the server, or its database, was too busy to begin. */
    private static CompletableFuture<Answer> sync(Checkout checkout) {
        return CompletableFuture.supplyAsync(
                () -> {
                    var answer = syncOnce(checkout);
                    while (answer.isEmpty() && !full) {
                        answer = syncOnce(checkout);
                    }
                    return answer.orElseThrow();
                },
                Thread::startVirtualThread);
    }

    private static Optional<Answer> syncOnce(Checkout checkout) {
        try {
            var answer = Http.to(running.url() + "/api/v1/checkouts/" + checkout.id() + "/sync")
                    .header("Authorization", "Bearer " + RunningCheckout.API_KEY)
                    .patience(GATEWAY_PATIENCE)
                    .post();
            return full || !answer.body().contains("The database cannot be reached")
                    ? Optional.of(answer)
                    : Optional.empty();
        } catch (UncheckedIOException e) {
            return Optional.empty();
        }
    }

    /** Not all connect at the same instant: a server that is busy with that for long gives the last ones up. */
    private static void awaitArrival(List<CompletableFuture<Answer>> answers) {
        assertThat(Eventually.look(
                        () -> atWork() + ended(answers).size(), arrived -> arrived >= answers.size(), PATIENCE))
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

    private static List<Answer> ended(List<CompletableFuture<Answer>> answers) {
        return answers.stream()
                .filter(CompletableFuture::isDone)
                .map(CompletableFuture::join)
                .toList();
    }

    private static void tryAgain(String page) {
        var answer = Http.to(page).header("Sec-Fetch-Site", "same-origin").post("");
        assertThat(answer.statusCode()).isEqualTo(303);
    }
}
