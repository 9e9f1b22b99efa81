package org.freedomcheckout.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.freedomcheckout.sandbox.SavedCard;
import org.freedomcheckout.testkit.BankAnswers;
import org.freedomcheckout.testkit.Checkout;
import org.freedomcheckout.testkit.Http;
import org.freedomcheckout.testkit.MerchantApi;
import org.freedomcheckout.testkit.RunningCheckout;
import org.freedomcheckout.testkit.Shopper;

/** Checkouts that nobody has opened when the copy is made, and that are paid before it is put back. */
final class ForgottenPayments {

    private final RunningCheckout running;
    private final Checkout untouched;
    private final Checkout returnedTo;
    private final Checkout notified;
    private final Checkout byCard;
    private Optional<BankAnswers> again = Optional.empty();

    ForgottenPayments(RunningCheckout running, String order) {
        this.running = running;
        this.untouched = open(order + "-untouched", Map.of());
        this.returnedTo = open(order + "-returned", Map.of());
        this.notified =
                open(order + "-notified", Map.of("pg_result_url", running.url() + "/callbacks/freedompay/result"));
        this.byCard = running.merchant().open(MerchantApi.savedCard(order + "-card", SavedCard.PAID));
    }

    private Checkout open(String order, Map<String, Object> more) {
        return running.merchant().open(running.merchant().threeDs(order, true, more));
    }

    private List<Checkout> all() {
        return List.of(untouched, returnedTo, notified, byCard);
    }

    void pay() {
        again = Optional.of(confirm(returnedTo));
        confirm(untouched);
        confirm(notified);
        try (var shopper = Shopper.withoutScript()) {
            shopper.open(byCard.url()).cvc().pay("123");
        }
        assertThat(all())
                .allSatisfy(checkout -> assertThat(checkout.statusOnce("paid")).isEqualTo("paid"));
    }

    private static BankAnswers confirm(Checkout checkout) {
        var bank = BankAnswers.confirmed(checkout);
        Http.post(bank.termUrl(), bank.form());
        return bank;
    }

    /** After the copy was put back. */
    void assertAllAreFound() {
        assertThat(all()).extracting(Checkout::status).containsOnly("open");
        // The shopper reloads the way back from the bank.
        Http.post(again.orElseThrow().termUrl(), again.orElseThrow().form());
        // Freedom Pay repeats itself.
        assertThat(running.sandbox().sendNotify(notified.orderId(), Map.of("pg_result", "1")))
                .containsEntry("accepted", true);
        // The shopper wants to pay once more: Freedom Pay makes one payment for one idempotency key.
        Http.get(byCard.url() + "/cvc");
        assertThat(byCard.post("sync", "").statusCode()).isEqualTo(200);
        for (var found : List.of(returnedTo, notified, byCard)) {
            assertThat(found.statusOnce("paid")).isEqualTo("paid");
        }
        assertThat(untouched.status()).isEqualTo("open");
        // Before it is closed Freedom Pay is asked.
        running.clock().forward(Duration.ofMinutes(31));
        assertThat(untouched.statusOnce("paid")).isEqualTo("paid");
        for (var found : all()) {
            assertThat(found.read()).containsEntry("attention", null);
            assertThat(running.sandbox().authorizations(found.orderId())).isEqualTo(1);
        }
    }
}
