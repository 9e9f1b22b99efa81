package org.freedomcheckout.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.freedomcheckout.checkout.Samples.NOW;
import static org.freedomcheckout.checkout.Samples.SAVED_CARD;
import static org.freedomcheckout.flow.ScriptedFreedomPay.Trouble.LOST;
import static org.freedomcheckout.flow.ScriptedFreedomPay.status;

import org.freedomcheckout.checkout.Attention;
import org.freedomcheckout.checkout.Checkout;
import org.freedomcheckout.checkout.CheckoutState.Expired;
import org.freedomcheckout.checkout.CheckoutState.Paid;
import org.freedomcheckout.checkout.Evidence;
import org.freedomcheckout.checkout.PaymentState.Abandoned;
import org.freedomcheckout.checkout.PaymentState.Contested;
import org.freedomcheckout.checkout.Samples;
import org.freedomcheckout.checkout.Terms.CaptureMode;
import org.freedomcheckout.checkout.TimelineEntry.Actor;
import org.junit.jupiter.api.Test;

/** A checkout ends: Freedom Pay is asked once more, under a shopper who may have paid. */
class ExpiryTest {

    private static final Object NOT_BEGUN = status(new Evidence.NotBegun());

    private final FlowInMemory world = new FlowInMemory();
    private final ScriptedFreedomPay freedomPay = world.freedomPay;

    private Checkout waiting() {
        return world.checkouts.insert(Samples.waiting(Samples.open(CaptureMode.AUTOMATIC, SAVED_CARD)));
    }

    private Checkout expire(Checkout checkout) {
        return world.flow.expiry.expire(checkout.id(), Actor.MERCHANT);
    }

    /** Freedom Pay is away, as far as anybody knows. */
    private void loseThreeAnswers() {
        freedomPay.says(LOST, LOST, LOST);
        var other = waiting();
        for (int n = 0; n < 3; n++) {
            world.flow.sync.now(other.id());
        }
        freedomPay.callsUntilNow();
    }

    @Test
    void whatNobodyHasBegunIsClosed() {
        var checkout = waiting();
        freedomPay.says(NOT_BEGUN);
        assertThat(expire(checkout).state()).isEqualTo(new Expired());
        assertThat(world.now(checkout).payment(1).state()).isEqualTo(new Abandoned());
        assertThat(world.told())
                .containsExactly(
                        "gateway status.answered answer=not_begun attempt=1",
                        "merchant checkout.expired status=expired");
    }

    @Test
    void whatIsPaidIsNot() {
        var checkout = waiting();
        freedomPay.says(status(Samples.captured(0)));
        assertThat(expire(checkout).state()).isEqualTo(new Paid(1));
    }

    @Test
    void withoutAnAnswerMoneyMayYetCome() {
        var checkout = waiting();
        freedomPay.says(LOST);
        assertThat(expire(checkout).state()).isEqualTo(new Expired());
        assertThat(world.now(checkout).payment(1).state()).isEqualTo(new Contested(NOW, false));
        freedomPay.says(status(Samples.captured(0)));
        world.recover(checkout);
        assertThat(world.now(checkout).state()).isEqualTo(new Paid(1));
        assertThat(world.now(checkout).attention()).hasValue(Attention.LATE_PAYMENT);
    }

    @Test
    void whatTheBankIsAtWorkOnMayYetBePaid() {
        var checkout = waiting();
        freedomPay.says(status(new Evidence.Undecided()));
        assertThat(expire(checkout).state()).isEqualTo(new Expired());
        assertThat(world.now(checkout).payment(1).state()).isEqualTo(new Contested(NOW, false));
    }

    @Test
    void withoutAPaymentThereIsNothingToAsk() {
        var checkout = world.checkouts.insert(Samples.open(CaptureMode.AUTOMATIC, SAVED_CARD));
        assertThat(expire(checkout).state()).isEqualTo(new Expired());
        assertThat(freedomPay.callsUntilNow()).isEmpty();
    }

    @Test
    void evenWhoHasNotBeenAtTheBankIsAskedAbout() {
        var checkout = world.checkouts.insert(Samples.challenge());
        freedomPay.says(NOT_BEGUN);
        assertThat(expire(checkout).state()).isEqualTo(new Expired());
        assertThat(freedomPay.callsUntilNow()).containsExactly("g2g status 7999007771");
    }

    @Test
    void butNotWhileFreedomPayIsAway() {
        loseThreeAnswers();
        assertThat(expire(world.checkouts.insert(Samples.challenge("2"))).state())
                .isEqualTo(new Expired());
        assertThat(freedomPay.callsUntilNow()).isEmpty();
    }

    @Test
    void whoHasBeenThereIsAskedAboutEvenThen() {
        loseThreeAnswers();
        var seen = world.checkouts.insert(Samples.challenge("2"));
        world.flow.challenges.opened(seen, 1);
        freedomPay.says(LOST, LOST);
        expire(seen);
        expire(waiting());
        assertThat(freedomPay.callsUntilNow()).containsExactly("g2g status 2", "card status 1");
    }

    @Test
    void recoveryClosesWhatIsOver() {
        var checkout = world.checkouts.insert(Samples.open(CaptureMode.AUTOMATIC, SAVED_CARD));
        world.due.overdue.add(checkout.id());
        world.flow.tick();
        assertThat(world.told()).containsExactly("checkout checkout.expired status=expired");
    }
}
