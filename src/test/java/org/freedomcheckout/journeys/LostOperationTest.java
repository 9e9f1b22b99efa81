package org.freedomcheckout.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.freedomcheckout.testkit.Checkout;
import org.freedomcheckout.testkit.Eventually;
import org.freedomcheckout.testkit.RunningCheckout;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The answer to a capture, cancellation or refund is lost: the status tells, and nothing is sent twice. */
@Order(1)
class LostOperationTest extends MoneyJourneys {

    @RegisterExtension
    static final RunningCheckout running = new RunningCheckout().with("FREEDOMPAY_RESPONSE_TIMEOUT", "PT2S");

    /** Of a merchant whose request waits for the end of its operation. */
    private static final Duration PATIENCE = Duration.ofSeconds(21);

    /** Until the status is asked for. */
    private static final Duration FIRST_ASK = Duration.ofSeconds(2);

    @Override
    RunningCheckout running() {
        return running;
    }

    /**
     * Asks for an operation, and once its answer is lost lets time pass.
     *
     * @return the status that the merchant is answered
     */
    private static int post(Checkout checkout, String what, String body, String key, Duration passes) {
        var answer = CompletableFuture.supplyAsync(
                () -> checkout.post(what, body, key).statusCode(), Thread::startVirtualThread);
        Eventually.look(checkout::timeline, timeline -> timeline.contains(what + ".in_doubt"));
        running.clock().forward(passes);
        return answer.join();
    }

    /** Whoever asks while time leaps asks again a minute later: then it leaps once more. */
    private static void forwardUntil(BooleanSupplier isSo) {
        for (int leaps = 0; leaps < 10 && !isSo.getAsBoolean(); leaps++) {
            running.clock().forward(Duration.ofMinutes(3));
            Eventually.lookShortly(isSo::getAsBoolean, so -> so);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "status_503",
                "status_429",
                "redirect_307",
                "reset",
                "drop",
                "cut",
                "empty_body",
                "malformed_xml",
                "wrong_signature",
                "no_signature",
                "unsigned_error",
                "other_payment_id"
            })
    void aRefundWhoseAnswerIsLostIsSettledByTheStatus(String fault) {
        var checkout = pay(Flow.SAVED_CARD, "1500.00", false);
        running.sandbox().fault(order, "revoke.php", fault);
        assertThat(post(checkout, "refund", amount("100.00"), "", FIRST_ASK)).isIn(200, 202);
        Eventually.look(checkout::read, read -> read.get("refunded_amount").equals("100.00"));
        assertThat(checkout.read()).containsEntry("refunded_amount", "100.00");
        assertThat(running.sandbox().calls(order, "revoke.php")).isEqualTo(1);
        assertThat(checkout.timeline()).contains("refund.sent", "refund.in_doubt");
        // The next one is a new one.
        assertThat(checkout.post("refund", amount("100.00")).statusCode()).isEqualTo(200);
        assertThat(ledger("refunded_amount")).isEqualByComparingTo("200");
    }

    @ParameterizedTest
    @EnumSource
    void aCaptureOrCancelWhoseAnswerIsLostIsSettledByTheStatus(Flow flow) {
        var checkout = pay(flow, "1500.00", true);
        running.sandbox().fault(order, flow.capture, "reset");
        assertThat(post(checkout, "capture", "", "", FIRST_ASK)).isIn(200, 202);
        assertThat(checkout.statusOnce("paid")).isEqualTo("paid");
        assertThat(running.sandbox().calls(order, flow.capture)).isEqualTo(1);
    }

    @Test
    void aRefundThatNeverHappenedIsGivenUpAfterTwoLooksAndMayBeAskedForAgain() {
        var checkout = pay(Flow.SAVED_CARD, "1500.00", false);
        running.sandbox().fault(order, "revoke.php", "reset", "at", "before");
        assertThat(post(checkout, "refund", amount("1000.00"), "", PATIENCE)).isEqualTo(202);
        // Its amount is held back meanwhile, and nothing overtakes it.
        assertProblem(checkout.post("refund", amount("500.01")), 422);
        forwardUntil(() -> checkout.timeline().contains("refund.missed"));
        assertThat(checkout.timeline()).doesNotContain("refund.not_done");
        forwardUntil(() -> checkout.timeline().contains("refund.not_done"));
        assertThat(checkout.timeline()).contains("refund.not_done");
        assertThat(checkout.read()).containsEntry("refunded_amount", "0.00");
        assertThat(checkout.post("refund", amount("1500.00")).statusCode()).isEqualTo(200);
        assertThat(ledger("refunded_amount")).isEqualByComparingTo("1500");
        assertThat(running.sandbox().calls(order, "revoke.php")).isEqualTo(2);
    }

    @Test
    void aRefundThatFreedomPayIsStillWorkingOnIsNotMissed() {
        var checkout = pay(Flow.SAVED_CARD, "1500.00", false);
        running.sandbox().scenario(order, "refund_status", "process");
        running.sandbox().fault(order, "revoke.php", "reset");
        assertThat(post(checkout, "refund", amount("1000.00"), "", PATIENCE)).isEqualTo(202);
        for (int i = 0; i < 3; i++) {
            running.clock().forward(Duration.ofMinutes(3));
            checkout.post("sync", "");
        }
        assertThat(checkout.timeline()).doesNotContain("refund.missed", "refund.not_done");
        assertProblem(checkout.post("refund", amount("1000.00")), 422);
        running.sandbox().scenario(order, "refund_status", "success");
        checkout.post("sync", "");
        assertThat(checkout.read()).containsEntry("refunded_amount", "1000.00");
        assertThat(ledger("refunded_amount")).isEqualByComparingTo("1000");
    }

    @Test
    void aRefundMadeElsewhereIsNotTakenForOurLostOne() {
        var checkout = pay(Flow.SAVED_CARD, "1500.00", false);
        running.merchant()
                .gateway("/revoke.php", Map.of("pg_payment_id", ledger().get("id"), "pg_refund_amount", "10"));
        running.sandbox().fault(order, "revoke.php", "reset", "at", "before");
        assertThat(post(checkout, "refund", amount("10.00"), "r", PATIENCE)).isEqualTo(202);
        checkout.post("sync", "");
        assertThat(checkout.timeline()).doesNotContain("refund.done");
        for (int i = 0; i < 2; i++) {
            running.clock().forward(Duration.ofMinutes(3));
            checkout.post("sync", "");
        }
        assertThat(checkout.timeline()).contains("refund.not_done");
        // The same key may now be used again, and does what it says.
        assertThat(checkout.post("refund", amount("10.00"), "r").statusCode()).isEqualTo(200);
        assertThat(ledger("refunded_amount")).isEqualByComparingTo("20");
        assertThat(checkout.read()).containsEntry("refunded_amount", "20.00");
    }

    @Test
    void whoAsksAgainAfterALostAnswerLearnsTheEnd() {
        var checkout = pay(Flow.SAVED_CARD, "1500.00", false);
        running.sandbox().fault(order, "revoke.php", "reset");
        running.sandbox().fault(order, "get_status3.php", "status_503", "skip", 1L, "times", -1L);
        assertThat(post(checkout, "refund", amount("10.00"), "r", PATIENCE)).isEqualTo(202);
        running.sandbox().fault(order, "get_status3.php", "delay", "ms", 0L, "times", -1L);
        forwardUntil(() -> checkout.read().get("refunded_amount").equals("10.00"));
        var again = checkout.post("refund", amount("10.00"), "r");
        assertThat(again.statusCode()).as(again.body()).isEqualTo(200);
        assertThat(again.header("Idempotent-Replayed")).hasValue("true");
        assertThat(ledger("refunded_amount")).isEqualByComparingTo("10");
    }
}
