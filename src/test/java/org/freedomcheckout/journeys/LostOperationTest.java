package org.freedomcheckout.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
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

    @Override
    RunningCheckout running() {
        return running;
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
        assertThat(checkout.post("refund", amount("100.00")).statusCode()).isIn(200, 202);
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
        assertThat(checkout.post("capture", "").statusCode()).isIn(200, 202);
        assertThat(checkout.statusOnce("paid")).isEqualTo("paid");
        assertThat(running.sandbox().calls(order, flow.capture)).isEqualTo(1);
    }

    @Test
    void aRefundThatNeverHappenedIsGivenUpAfterTwoLooksAndMayBeAskedForAgain() {
        var checkout = pay(Flow.SAVED_CARD, "1500.00", false);
        running.sandbox().fault(order, "revoke.php", "reset", "at", "before");
        assertThat(checkout.post("refund", amount("1000.00")).statusCode()).isEqualTo(202);
        // Its amount is held back meanwhile, and nothing overtakes it.
        assertProblem(checkout.post("refund", amount("500.01")), 422);
        running.clock().forward(Duration.ofMinutes(3));
        Eventually.look(checkout::timeline, timeline -> timeline.contains("refund.missed"));
        assertThat(checkout.timeline()).doesNotContain("refund.not_done");
        running.clock().forward(Duration.ofMinutes(3));
        Eventually.look(checkout::timeline, timeline -> timeline.contains("refund.not_done"));
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
        assertThat(checkout.post("refund", amount("1000.00")).statusCode()).isEqualTo(202);
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
        assertThat(checkout.post("refund", amount("10.00"), "r").statusCode()).isEqualTo(202);
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
        assertThat(checkout.post("refund", amount("10.00"), "r").statusCode()).isEqualTo(202);
        running.sandbox().fault(order, "get_status3.php", "delay", "ms", 0L, "times", -1L);
        Eventually.look(checkout::read, read -> read.get("refunded_amount").equals("10.00"));
        running.clock().forward(Duration.ofMinutes(2));
        Eventually.look(checkout::timeline, timeline -> timeline.contains("refund.done"));
        var again = checkout.post("refund", amount("10.00"), "r");
        assertThat(again.statusCode()).as(again.body()).isEqualTo(200);
        assertThat(again.header("Idempotent-Replayed")).hasValue("true");
        assertThat(ledger("refunded_amount")).isEqualByComparingTo("10");
    }
}
