package org.freedomcheckout.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.freedomcheckout.sandbox.Json;
import org.freedomcheckout.sandbox.SavedCard;
import org.freedomcheckout.testkit.Http.Answer;
import org.freedomcheckout.testkit.MerchantApi;
import org.freedomcheckout.testkit.RunningCheckout;
import org.freedomcheckout.testkit.WebhookReceiver;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The merchant takes, releases and gives back money; the sandbox's ledger tells what really moved. */
@Order(1)
class OperationsTest extends MoneyJourneys {

    static final WebhookReceiver receiver = WebhookReceiver.start();

    @RegisterExtension
    static final RunningCheckout running =
            new RunningCheckout().withWebhooks(receiver).with("FREEDOMPAY_RESPONSE_TIMEOUT", "PT2S");

    @Override
    RunningCheckout running() {
        return running;
    }

    @AfterAll
    static void close() {
        receiver.close();
    }

    @ParameterizedTest
    @EnumSource
    void heldMoneyIsCaptured(Flow flow) {
        var checkout = pay(flow, "1500.00", true);
        var response = checkout.post("capture", "");
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(Json.readObject(response.body())).containsEntry("status", "paid");
        assertThat(ledger("captured_amount")).isEqualByComparingTo("1500");
        assertThat(running.sandbox().calls(order, flow.capture)).isEqualTo(1);
        assertThat(receiver.types(order, 2)).containsExactly("checkout.authorized", "checkout.paid");
        assertProblem(checkout.post("capture", ""), 409);
        assertProblem(checkout.post("cancel", ""), 409);
    }

    @ParameterizedTest
    @EnumSource
    void aPartIsCapturedAndNoMoreThanThatIsRefunded(Flow flow) {
        var checkout = pay(flow, "1500.00", true);
        assertThat(checkout.post("capture", amount("500.00")).statusCode()).isEqualTo(200);
        assertThat(ledger("captured_amount")).isEqualByComparingTo("500");
        var tooMuch = checkout.post("refund", amount("500.01"));
        assertProblem(tooMuch, 422);
        assertThat(tooMuch.body()).contains("\"field\":\"amount\"");
        assertThat(checkout.post("refund", "").statusCode()).isEqualTo(200);
        assertThat(checkout.read()).containsEntry("refunded_amount", "500.00").containsEntry("status", "paid");
        assertThat(ledger("refunded_amount")).isEqualByComparingTo("500");
        assertProblem(checkout.post("refund", ""), 409);
    }

    @ParameterizedTest
    @EnumSource
    void heldMoneyIsReleased(Flow flow) {
        var checkout = pay(flow, "1500.00", true);
        assertThat(checkout.post("cancel", "").statusCode()).isEqualTo(200);
        assertThat(checkout.status()).isEqualTo("canceled");
        assertThat(ledger()).containsEntry("status", "revoked");
        assertThat(running.sandbox().calls(order, flow.cancel)).isEqualTo(1);
        assertThat(receiver.types(order, 2)).containsExactly("checkout.authorized", "checkout.canceled");
    }

    @ParameterizedTest
    @EnumSource
    void takenMoneyIsGivenBackInParts(Flow flow) {
        var checkout = pay(flow, "1500.00", false);
        assertProblem(checkout.post("capture", ""), 409);
        assertThat(checkout.post("refund", amount("0.50")).statusCode()).isEqualTo(200);
        assertThat(checkout.post("refund", amount("499.50")).statusCode()).isEqualTo(200);
        assertThat(checkout.read()).containsEntry("refunded_amount", "500.00");
        assertThat(checkout.post("refund", "{}").statusCode()).isEqualTo(200);
        assertThat(checkout.read()).containsEntry("refunded_amount", "1500.00").containsEntry("status", "paid");
        assertThat(ledger("refunded_amount")).isEqualByComparingTo("1500");
        assertThat(running.sandbox().calls(order, flow.refund)).isEqualTo(3);
        assertThat(receiver.types(order, 4))
                .containsExactly("checkout.paid", "checkout.refunded", "checkout.refunded", "checkout.refunded");
        assertThat(receiver.about(order).get(2).checkout()).containsEntry("refunded_amount", "500.00");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "0.00", "-1", "1e2", "0.001", "1,00", "99999999.01", "x"})
    void aWrongAmountIsNamed(String wrong) {
        var checkout = pay(Flow.SAVED_CARD, "1500.00", false);
        var response = checkout.post("refund", amount(wrong));
        assertProblem(response, 422);
        assertThat(response.body()).contains("\"field\":\"amount\"");
        assertThat(running.sandbox().calls(order, "revoke.php")).isZero();
    }

    @Test
    void anUnknownFieldIsNamed() {
        var checkout = pay(Flow.SAVED_CARD, "1500.00", false);
        assertThat(checkout.post("refund", "{\"sum\":\"1.00\"}").body()).contains("\"field\":\"sum\"");
        assertThat(checkout.post("cancel", amount("1.00")).body()).contains("\"field\":\"amount\"");
    }

    @Test
    void whatMightBeMeantForAnAmountRefundsNothing() {
        var checkout = pay(Flow.SAVED_CARD, "1500.00", false);
        for (var response :
                List.of(checkout.post("refund", "{\"amount\":null}"), checkout.post("refund?amount=1.00", ""))) {
            assertProblem(response, 422);
            assertThat(response.body()).contains("\"field\":\"amount\"");
        }
        assertThat(running.sandbox().calls(order, "revoke.php")).isZero();
    }

    @Test
    void anUnpaidCheckoutHasNothingToMove() {
        var checkout = running.merchant().open(MerchantApi.savedCard(order, SavedCard.PAID));
        for (var what : List.of("capture", "cancel", "refund")) {
            var response = checkout.post(what, "");
            assertProblem(response, 409);
            assertThat(response.body()).contains("it is open");
        }
    }

    @Tag("slow")
    @Test
    void aHundredRefundsAtOnceGiveBackWhatWasTaken() throws Exception {
        var checkout = pay(Flow.SAVED_CARD, "50.00", false);
        var answers = atOnce(100, () -> checkout.post("refund", amount("1.00")));
        assertThat(answers)
                .filteredOn(answer -> answer.statusCode() != 200 && answer.statusCode() != 409)
                .extracting(Answer::body)
                .isEmpty();
        var codes = answers.stream().map(Answer::statusCode).toList();
        assertThat(codes).filteredOn(code -> code == 200).hasSize(50);
        assertThat(codes).filteredOn(code -> code == 409).hasSize(50);
        assertThat(checkout.read()).containsEntry("refunded_amount", "50.00");
        assertThat(ledger("refunded_amount")).isEqualByComparingTo("50");
        assertThat(running.sandbox().calls(order, "revoke.php")).isEqualTo(50);
        assertThat(receiver.types(order, 51))
                .filteredOn("checkout.refunded"::equals)
                .hasSize(50);
    }

    @Test
    void ofACaptureAndACancelAtOnceOneWins() throws Exception {
        var checkout = pay(Flow.SAVED_CARD, "1500.00", true);
        var turn = new AtomicInteger();
        var codes = atOnce(
                10,
                () -> checkout.post(turn.getAndIncrement() % 2 == 0 ? "capture" : "cancel", "")
                        .statusCode());
        assertThat(codes).filteredOn(code -> code == 200).hasSize(1);
        assertThat(codes).filteredOn(code -> code == 409).hasSize(9);
        var sandbox = running.sandbox();
        assertThat(sandbox.calls(order, "do_capture.php") + sandbox.calls(order, "cancel.php"))
                .isEqualTo(1);
    }

    @Test
    void aRefusalOfFreedomPaysIsToldWithItsCode() {
        var checkout = pay(Flow.SAVED_CARD, "1500.00", false);
        running.sandbox().fault(order, "revoke.php", "signed_error", "code", "11026", "at", "before");
        var response = checkout.post("refund", "");
        assertProblem(response, 409);
        assertThat(response.body()).contains("11026");
        assertThat(checkout.timeline()).contains("refund.refused");
        assertThat(checkout.read()).containsEntry("refunded_amount", "0.00");
    }

    @Test
    void aRefundMadeElsewhereIsSeenBySync() {
        var checkout = pay(Flow.SAVED_CARD, "1500.00", false);
        // Somebody uses Freedom Pay's own cabinet: the same call, not from us.
        running.merchant().gateway("/revoke.php", Map.of("pg_payment_id", ledger().get("id"), "pg_refund_amount", "7"));
        assertThat(checkout.read()).containsEntry("refunded_amount", "0.00");
        assertThat(Json.readObject(checkout.post("sync", "").body())).containsEntry("refunded_amount", "7.00");
        assertThat(receiver.types(order, 2)).containsExactly("checkout.paid", "checkout.refunded");
    }

    @Tag("slow")
    @Test
    void theSameKeyGetsTheSameAnswerAndMovesMoneyOnce() throws Exception {
        var checkout = pay(Flow.SAVED_CARD, "1500.00", false);
        var answers = atOnce(20, () -> checkout.post("refund", amount("10.00"), "refund-1"));
        assertThat(answers).allMatch(response -> response.statusCode() == 200 || response.statusCode() == 409);
        assertThat(ledger("refunded_amount")).isEqualByComparingTo("10");
        var again = checkout.post("refund", amount("10.00"), "refund-1");
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(again.header("Idempotent-Replayed")).hasValue("true");
        assertThat(answers).anyMatch(first -> first.body().equals(again.body()));
        assertProblem(checkout.post("refund", amount("11.00"), "refund-1"), 422);
        assertThat(checkout.post("refund", amount("10.00"), "refund-2").statusCode())
                .isEqualTo(200);
        assertThat(ledger("refunded_amount")).isEqualByComparingTo("20");
    }

    private static <T> List<T> atOnce(int times, Callable<T> task) throws InterruptedException, ExecutionException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var futures = threads.invokeAll(
                    IntStream.range(0, times).mapToObj(_ -> task).toList());
            var results = new ArrayList<T>();
            for (var future : futures) {
                results.add(future.get());
            }
            return results;
        }
    }
}
