package org.freedomcheckout.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.freedomcheckout.sandbox.Json;
import org.freedomcheckout.sandbox.SavedCard;
import org.freedomcheckout.testkit.BankAnswers;
import org.freedomcheckout.testkit.Checkout;
import org.freedomcheckout.testkit.Http;
import org.freedomcheckout.testkit.MerchantApi;
import org.freedomcheckout.testkit.RunningCheckout;
import org.freedomcheckout.testkit.Shopper;

/** Payments before, during and after a backup, and what must become of them once it is put back. */
final class BackupScenario {

    private final RunningCheckout running;
    private final String order = MerchantApi.newOrder();

    BackupScenario(RunningCheckout running) {
        this.running = running;
    }

    /**
     * Plays it.
     *
     * @param backup copies the database of the running checkout
     * @param restore puts a copy in its place, between a stop and a start
     */
    <C> void play(Supplier<C> backup, Consumer<C> restore) throws Exception {
        var inDoubt = atTheBank("doubt");
        running.sandbox().fault(inDoubt.orderId(), "paymentAcs", "drop");
        running.sandbox().fault(inDoubt.orderId(), "status_v2", "status_503", "times", -1L);
        confirm(inDoubt);
        assertThat(inDoubt.status()).isEqualTo("processing");
        var paidLater = atTheBank("later");
        Http.get(paidLater.url() + "/challenge");
        var refundedLater = paidWithASavedCard();
        var forgotten = new ForgottenPayments(running, order);

        C copy;
        List<Checkout> meanwhile;
        try (var payments = new RunningPayments(running.merchant(), order)) {
            payments.awaitMore(5);
            copy = backup.get();
            payments.awaitMore(5);
            meanwhile = payments.end();
        }
        confirm(paidLater);
        assertThat(paidLater.statusOnce("paid")).isEqualTo("paid");
        assertThat(refundedLater.post("refund", "{\"amount\":\"5.00\"}").statusCode())
                .isEqualTo(200);
        var lost = atTheBank("lost");
        forgotten.pay();

        running.stop();
        restore.accept(copy);
        running.start();
        // Freedom Pay answers again.
        running.sandbox().faultForAll("status_v2", "delay");
        running.clock().forward(Duration.ofMinutes(1));

        assertThat(inDoubt.statusOnce("paid")).isEqualTo("paid");
        // Open in the copy, and asked about because the shopper had gone to the bank.
        assertThat(paidLater.statusOnce("paid")).isEqualTo("paid");
        assertThat(isKnown(lost)).isFalse();
        assertTheRefundIsLearnt(refundedLater);
        assertAllIsLearnt(meanwhile);
        forgotten.assertAllAreFound();
        assertConfirmedOnce(List.of(inDoubt, paidLater));
        assertThat(timeline()).containsEntry("broken", null);
        var next = atTheBank("next");
        confirm(next);
        assertThat(next.statusOnce("paid")).isEqualTo("paid");
    }

    private void assertTheRefundIsLearnt(Checkout refunded) {
        assertThat(refunded.read()).containsEntry("refunded_amount", "0.00");
        assertThat(refunded.post("sync", "").statusCode()).isEqualTo(200);
        assertThat(refunded.read()).containsEntry("refunded_amount", "5.00");
        // As much as before the refund is not left.
        assertThat(refunded.post("refund", "{\"amount\":\"1500.00\"}").statusCode())
                .isEqualTo(422);
    }

    /** Those that the copy has: whether it has them before, in or after their payment. */
    private void assertAllIsLearnt(List<Checkout> meanwhile) {
        var known = new ArrayList<Checkout>();
        for (var checkout : meanwhile) {
            if (isKnown(checkout)) {
                assertThat(checkout.post("sync", "").statusCode()).isEqualTo(200);
                assertThat(checkout.status()).isEqualTo("paid");
                known.add(checkout);
            }
        }
        assertThat(known).hasSizeBetween(5, meanwhile.size() - 1);
        assertConfirmedOnce(meanwhile);
    }

    private void assertConfirmedOnce(List<Checkout> checkouts) {
        for (var checkout : checkouts) {
            assertThat(running.sandbox().calls(checkout.orderId(), "paymentAcs"))
                    .isEqualTo(1);
            assertThat(running.sandbox().authorizations(checkout.orderId())).isEqualTo(1);
        }
    }

    private boolean isKnown(Checkout checkout) {
        var code = running.merchant().get("/api/v1/checkouts/" + checkout.id()).statusCode();
        assertThat(code).isIn(200, 404);
        return code == 200;
    }

    private Checkout atTheBank(String name) {
        return running.merchant().open(running.merchant().threeDs(order + "-" + name));
    }

    private Checkout paidWithASavedCard() {
        var checkout = running.merchant().open(MerchantApi.savedCard(order + "-refund", SavedCard.PAID));
        try (var shopper = Shopper.withoutScript()) {
            shopper.open(checkout.url()).cvc().pay("123");
        }
        assertThat(checkout.statusOnce("paid")).isEqualTo("paid");
        return checkout;
    }

    private static void confirm(Checkout checkout) {
        var bank = BankAnswers.confirmed(checkout);
        Http.post(bank.termUrl(), bank.form());
    }

    private Map<String, Object> timeline() {
        return Json.readObject(Http.to(running.management() + "/timeline")
                .header("Authorization", "Bearer " + RunningCheckout.API_KEY)
                .get()
                .body());
    }
}
