package org.freedomcheckout.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.freedomcheckout.checkout.Samples.NOW;
import static org.freedomcheckout.checkout.Samples.SAVED_CARD;
import static org.freedomcheckout.flow.ScriptedFreedomPay.Trouble.LOST;
import static org.freedomcheckout.flow.ScriptedFreedomPay.Trouble.UNREACHABLE;
import static org.freedomcheckout.flow.ScriptedFreedomPay.status;

import java.time.Duration;
import java.util.Optional;
import org.freedomcheckout.checkout.Checkout;
import org.freedomcheckout.checkout.CheckoutEvent.WithdrawalSent;
import org.freedomcheckout.checkout.CheckoutState.Open;
import org.freedomcheckout.checkout.CheckoutState.Paid;
import org.freedomcheckout.checkout.Evidence;
import org.freedomcheckout.checkout.Method;
import org.freedomcheckout.checkout.OperationAnswer;
import org.freedomcheckout.checkout.PaymentState;
import org.freedomcheckout.checkout.PaymentState.Abandoned;
import org.freedomcheckout.checkout.PaymentState.AwaitingCvc;
import org.freedomcheckout.checkout.PaymentState.Withdrawing;
import org.freedomcheckout.checkout.Samples;
import org.freedomcheckout.checkout.Terms.CaptureMode;
import org.freedomcheckout.flow.CardFlow.CardStep;
import org.junit.jupiter.api.Test;

/** A shopper wants to pay with another card: the payment that waits is closed at Freedom Pay before there is another. */
class WithdrawalTest {

    private static final Object NOT_BEGUN = status(new Evidence.NotBegun());

    private final FlowInMemory world = new FlowInMemory();
    private final ScriptedFreedomPay freedomPay = world.freedomPay;
    private final Checkout waiting = world.checkouts.insert(
            Samples.waiting(Samples.open(CaptureMode.AUTOMATIC, SAVED_CARD, new Method.CardPage())));

    private PaymentState withdraw() {
        world.flow.cards.withdraw(world.now(waiting));
        return state();
    }

    private PaymentState state() {
        return world.now(waiting).payment(1).state();
    }

    @Test
    void whatNobodyHasBegunToPayIsClosed() {
        freedomPay.says(NOT_BEGUN, new OperationAnswer.Done());
        assertThat(withdraw()).isEqualTo(new Abandoned());
        assertThat(world.now(waiting).state()).isEqualTo(new Open(Optional.empty()));
        assertThat(world.now(waiting).waitsForChoice()).isTrue();
        assertThat(freedomPay.callsUntilNow()).containsExactly("card status 1", "cancel 1 MERCHANT_API");
        assertThat(world.told())
                .containsExactly(
                        "gateway status.answered answer=not_begun attempt=1",
                        "shopper withdrawal.sent attempt=1",
                        "gateway payment.withdrawn attempt=1");
        assertThat(world.checkouts.onDisk).extracting("type").containsExactly("withdrawal.sent");
    }

    @Test
    void whatIsPaidIsNotClosed() {
        freedomPay.says(status(Samples.captured(0)));
        withdraw();
        assertThat(world.now(waiting).state()).isEqualTo(new Paid(1));
        assertThat(freedomPay.callsUntilNow()).containsExactly("card status 1");
    }

    @Test
    void whatIsNotKnownIsNotClosed() {
        freedomPay.says(UNREACHABLE);
        assertThat(withdraw()).isEqualTo(new AwaitingCvc());
        freedomPay.says(status(new Evidence.Undecided()));
        assertThat(withdraw()).isEqualTo(new AwaitingCvc());
        assertThat(freedomPay.callsUntilNow()).containsExactly("card status 1", "card status 1");
    }

    @Test
    void whatFreedomPayDoesNotCloseCanBePaidAsBefore() {
        freedomPay.says(NOT_BEGUN, new OperationAnswer.Refused("10029"));
        assertThat(withdraw()).isEqualTo(new AwaitingCvc());
        freedomPay.says(NOT_BEGUN, UNREACHABLE);
        assertThat(withdraw()).isEqualTo(new AwaitingCvc());
        assertThat(world.told())
                .filteredOn(line -> line.startsWith("gateway withdrawal"))
                .containsExactly("gateway withdrawal.failed attempt=1", "gateway withdrawal.failed attempt=1");
    }

    @Test
    void whetherItIsClosedIsAskedIfTheAnswerDoesNotTell() {
        freedomPay.says(NOT_BEGUN, new OperationAnswer.Ambiguous("120"), status(new Evidence.Released()));
        assertThat(withdraw()).isEqualTo(new Abandoned());
        assertThat(freedomPay.callsUntilNow())
                .containsExactly("card status 1", "cancel 1 MERCHANT_API", "card status 1");
    }

    @Test
    void afterALostAnswerNothingIsOfferedUntilTheCallHasSurelyEnded() {
        freedomPay.says(NOT_BEGUN, LOST);
        assertThat(withdraw()).isEqualTo(new Withdrawing(NOW, Optional.empty()));
        assertThat(world.flow.cards.step(world.now(waiting))).isInstanceOf(CardStep.Leave.class);
        withdraw();
        world.pass(SimulatedFlow.CALL_ENDS);
        freedomPay.says(NOT_BEGUN);
        world.recover(waiting);
        assertThat(state()).isEqualTo(new Withdrawing(NOW, Optional.empty()));
        world.pass(Duration.ofMillis(1));
        freedomPay.says(NOT_BEGUN);
        world.recover(waiting);
        assertThat(state()).isEqualTo(new AwaitingCvc());
        assertThat(freedomPay.callsUntilNow()).hasSize(4);
        assertThat(world.told()).endsWith("checkout withdrawal.failed attempt=1");
    }

    @Test
    void whoStoodStillDoesNotCloseWhatOthersMayOffer() {
        freedomPay.says(NOT_BEGUN);
        world.checkouts.beforeNextMove(() -> world.pass(Duration.ofSeconds(11)));
        assertThat(withdraw()).isEqualTo(new AwaitingCvc());
        assertThat(freedomPay.callsUntilNow()).containsExactly("card status 1");
    }

    @Test
    void ofTwoTabsOneClosesIt() {
        freedomPay.says(NOT_BEGUN);
        world.checkouts.letAnotherBeFirst(waiting.id(), new WithdrawalSent(1, NOW));
        withdraw();
        assertThat(freedomPay.callsUntilNow()).containsExactly("card status 1");
    }

    @Test
    void thereIsNothingToChooseWithoutAnotherCard() {
        var only = world.checkouts.insert(Samples.waiting(Samples.open(CaptureMode.AUTOMATIC, SAVED_CARD)));
        world.flow.cards.withdraw(only);
        assertThat(freedomPay.callsUntilNow()).isEmpty();
    }
}
