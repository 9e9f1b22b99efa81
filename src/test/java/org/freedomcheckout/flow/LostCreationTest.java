package org.freedomcheckout.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.freedomcheckout.checkout.Samples.CARD;
import static org.freedomcheckout.checkout.Samples.NOW;
import static org.freedomcheckout.checkout.Samples.SAVED_CARD;
import static org.freedomcheckout.flow.ScriptedFreedomPay.Trouble.LOST;
import static org.freedomcheckout.flow.ScriptedFreedomPay.Trouble.UNREACHABLE;
import static org.freedomcheckout.flow.ScriptedFreedomPay.status;

import java.time.Duration;
import java.util.Optional;
import org.freedomcheckout.checkout.Checkout;
import org.freedomcheckout.checkout.CheckoutEvent.PaymentPlanned;
import org.freedomcheckout.checkout.Evidence;
import org.freedomcheckout.checkout.PaymentId;
import org.freedomcheckout.checkout.PaymentState.Abandoned;
import org.freedomcheckout.checkout.PaymentState.Planned;
import org.freedomcheckout.checkout.Samples;
import org.freedomcheckout.checkout.Terms.CaptureMode;
import org.freedomcheckout.flow.CardFlow.CardStep;
import org.freedomcheckout.gateway.InitAnswer;
import org.junit.jupiter.api.Test;

/** It is not known whether Freedom Pay made a payment: it is asked to once more, under the same key, and then no more. */
class LostCreationTest {

    private static final InitAnswer CREATED = new InitAnswer.Created(new PaymentId("7999007883"), Optional.empty());

    private final FlowInMemory world = new FlowInMemory();
    private final ScriptedFreedomPay freedomPay = world.freedomPay;

    private Checkout open() {
        return world.checkouts.insert(Samples.open(CaptureMode.AUTOMATIC, SAVED_CARD));
    }

    /** Goes on with the checkout as it is stored. */
    private CardStep step(Checkout checkout) {
        return world.flow.cards.step(world.now(checkout));
    }

    @Test
    void aPaymentWhoseMakingWasLostIsMadeOnceMore() {
        var checkout = open();
        freedomPay.says(LOST);
        assertThat(step(checkout)).isInstanceOf(CardStep.Wait.class);
        freedomPay.says(status(new Evidence.NotBegun()), CREATED);
        world.recover(checkout);
        assertThat(step(checkout)).isInstanceOf(CardStep.HandOver.class);
        assertThat(freedomPay.callsUntilNow()).containsExactly("init A1001", "card status A1001", "init A1001");
        assertThat(freedomPay.cardPayments.get(1)).isEqualTo(freedomPay.cardPayments.get(0));
        assertThat(world.told())
                .containsExactly(
                        "shopper payment.planned order_id=A1001",
                        "gateway payment.creation_in_doubt attempt=1",
                        "checkout payment.planned_again attempt=1",
                        "gateway payment.created attempt=1 payment_id=7999007883");
        assertThat(world.checkouts.onDisk)
                .extracting("type")
                .containsExactly("payment.planned", "payment.planned_again");
    }

    @Test
    void whatWasLostTwiceIsGivenUp() {
        var checkout = open();
        freedomPay.says(LOST, status(new Evidence.NotBegun()), LOST, status(new Evidence.NotBegun()));
        step(checkout);
        world.recover(checkout);
        assertThat(world.now(checkout).payment(1).state()).isEqualTo(new Planned(NOW, 2, true));
        world.recover(checkout);
        assertThat(world.now(checkout).payment(1).state()).isEqualTo(new Abandoned());
        assertThat(freedomPay.callsUntilNow()).hasSize(4);
        assertThat(world.told()).endsWith("checkout payment.not_created attempt=1");
    }

    @Test
    void nothingIsMadeAgainWhileFreedomPayDoesNotAnswer() {
        var checkout = open();
        freedomPay.says(LOST, UNREACHABLE);
        step(checkout);
        world.recover(checkout);
        assertThat(freedomPay.callsUntilNow()).containsExactly("init A1001", "card status A1001");
        assertThat(world.now(checkout).payment(1).state()).isEqualTo(new Planned(NOW, 1, true));
    }

    @Test
    void aCallThatMayStillBeRunningIsNotRepeated() {
        var checkout = world.checkouts.insert(open().after(new PaymentPlanned("A1001", CARD, NOW)));
        world.pass(SimulatedFlow.CALL_ENDS);
        world.recover(checkout);
        assertThat(freedomPay.callsUntilNow()).isEmpty();
        world.pass(Duration.ofMillis(1));
        freedomPay.says(status(new Evidence.NotBegun()), CREATED);
        world.recover(checkout);
        assertThat(freedomPay.callsUntilNow()).containsExactly("card status A1001", "init A1001");
    }
}
