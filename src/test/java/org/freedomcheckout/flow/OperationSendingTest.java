package org.freedomcheckout.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.freedomcheckout.checkout.Samples.NOW;
import static org.freedomcheckout.checkout.Samples.NO_MONEY;
import static org.freedomcheckout.checkout.Samples.captured;
import static org.freedomcheckout.checkout.Samples.tenge;
import static org.freedomcheckout.flow.ScriptedFreedomPay.Trouble.LOST;
import static org.freedomcheckout.flow.ScriptedFreedomPay.Trouble.UNREACHABLE;
import static org.freedomcheckout.flow.ScriptedFreedomPay.status;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.freedomcheckout.checkout.Checkout;
import org.freedomcheckout.checkout.CheckoutEvent.Learned;
import org.freedomcheckout.checkout.CheckoutEvent.OperationSent;
import org.freedomcheckout.checkout.CheckoutState.Authorized;
import org.freedomcheckout.checkout.CheckoutState.Canceled;
import org.freedomcheckout.checkout.CheckoutState.Paid;
import org.freedomcheckout.checkout.Evidence;
import org.freedomcheckout.checkout.Money;
import org.freedomcheckout.checkout.Operation.Kind;
import org.freedomcheckout.checkout.OperationAnswer;
import org.freedomcheckout.checkout.OperationState;
import org.freedomcheckout.checkout.OperationState.Done;
import org.freedomcheckout.checkout.OperationState.NotDone;
import org.freedomcheckout.checkout.OperationState.Planned;
import org.freedomcheckout.checkout.OperationState.Refused;
import org.freedomcheckout.checkout.OperationState.Sent;
import org.freedomcheckout.checkout.Receipt;
import org.freedomcheckout.checkout.Refund;
import org.freedomcheckout.checkout.Samples;
import org.freedomcheckout.checkout.Settlement;
import org.freedomcheckout.checkout.Terms.CaptureMode;
import org.junit.jupiter.api.Test;

/** Money is taken, released and given back once for each request, and nobody guesses what a lost answer was. */
class OperationSendingTest {

    private static final OperationAnswer DONE = new OperationAnswer.Done();
    private static final Object HELD = status(new Evidence.Held(Receipt.at(NOW)));
    private static final Object NOTHING_REFUNDED = status(captured(0));

    private final FlowInMemory world = new FlowInMemory();
    private final ScriptedFreedomPay freedomPay = world.freedomPay;
    private final Operations operations = world.flow.operations;

    private Checkout held() {
        return world.checkouts.insert(Samples.held(CaptureMode.MANUAL));
    }

    private Checkout paid() {
        return world.checkouts.insert(Samples.paid());
    }

    private void plan(Checkout checkout, Kind kind, long minor) {
        var amount = minor == 0 ? Optional.<Money>empty() : Optional.of(tenge(minor));
        assertThat(operations.plan(checkout.id(), kind, amount)).isPresent();
    }

    /** Plans and finishes an operation; how it then stands. */
    private OperationState operate(Checkout checkout, Kind kind, long minor) {
        plan(checkout, kind, minor);
        var number = world.now(checkout).operations().size();
        return operations.finish(checkout.id(), number).operation(number).state();
    }

    /** No merchant waits any longer. */
    private void outlastPatience() {
        world.pass(Operations.PATIENCE.plusMillis(1));
    }

    private OperationState first(Checkout checkout) {
        return world.now(checkout).operation(1).state();
    }

    @Test
    void heldMoneyIsTaken() {
        var checkout = held();
        freedomPay.says(DONE);
        assertThat(operate(checkout, Kind.CAPTURE, 50_000)).isEqualTo(new Done());
        assertThat(world.now(checkout).settlement()).hasValue(Settlement.all(tenge(50_000)));
        assertThat(freedomPay.callsUntilNow()).containsExactly("capture 1 500.00 KZT MERCHANT_API");
        assertThat(world.told())
                .containsExactly(
                        "merchant capture.planned amount=500.00 operation=1",
                        "checkout capture.sent amount=500.00 operation=1",
                        "gateway capture.done amount=500.00 operation=1 status=paid");
        assertThat(world.checkouts.onDisk).extracting("type").containsExactly("capture.sent");
    }

    @Test
    void heldMoneyIsReleased() {
        var checkout = held();
        freedomPay.says(DONE);
        assertThat(operate(checkout, Kind.CANCEL, 0)).isEqualTo(new Done());
        assertThat(world.now(checkout).state()).isEqualTo(new Canceled(1));
        assertThat(freedomPay.callsUntilNow()).containsExactly("cancel 1 MERCHANT_API");
    }

    @Test
    void takenMoneyIsGivenBackAfterALookAtWhatAlreadyWas() {
        var checkout = paid();
        freedomPay.says(NOTHING_REFUNDED, DONE);
        assertThat(operate(checkout, Kind.REFUND, 50_000)).isEqualTo(new Done());
        assertThat(freedomPay.callsUntilNow()).containsExactly("card status 1", "refund 1 500.00 KZT MERCHANT_API");
        assertThat(world.now(checkout).refundable()).hasValue(tenge(100_000));
    }

    @Test
    void aPaymentOfTheGatewayApiIsServedByIt() {
        var checkout = world.checkouts.insert(Samples.challenge().after(new Learned(1, captured(0), NOW)));
        freedomPay.says(NOTHING_REFUNDED, DONE);
        assertThat(operate(checkout, Kind.REFUND, 0)).isEqualTo(new Done());
        assertThat(freedomPay.callsUntilNow())
                .containsExactly("g2g status 7999007771", "refund 7999007771 1500.00 KZT GATEWAY_API");
    }

    @Test
    void thereIsNoOperationWithoutMoney() {
        assertThat(operations.plan(held().id(), Kind.REFUND, Optional.empty())).isEmpty();
        assertThat(operations.plan(paid().id(), Kind.REFUND, Optional.of(tenge(150_001))))
                .isEmpty();
        assertThat(world.told()).isEmpty();
    }

    @Test
    void nothingIsGivenBackWhileFreedomPayDoesNotSayWhatAlreadyWas() {
        var checkout = paid();
        freedomPay.says(UNREACHABLE, HELD);
        assertThat(operate(checkout, Kind.REFUND, 100)).isEqualTo(new NotDone());
        assertThat(operate(checkout, Kind.REFUND, 100)).isEqualTo(new NotDone());
        assertThat(freedomPay.callsUntilNow()).containsExactly("card status 1", "card status 1");
        assertThat(world.told()).contains("gateway refund.not_done amount=1.00 operation=1");
    }

    @Test
    void whatSomebodyElseHasGivenBackMeanwhileIsNotGivenBackAgain() {
        var checkout = paid();
        freedomPay.says(status(captured(100_000)));
        assertThat(operate(checkout, Kind.REFUND, 100_000)).isEqualTo(new NotDone());
        assertThat(freedomPay.callsUntilNow()).containsExactly("card status 1");
    }

    @Test
    void aRefusalIsToldWithItsCode() {
        var checkout = held();
        freedomPay.says(new OperationAnswer.Refused("10029"));
        assertThat(operate(checkout, Kind.CAPTURE, 0)).isEqualTo(new Refused("10029"));
        assertThat(world.told()).endsWith("gateway capture.refused amount=1500.00 code=10029 operation=1");
        assertThat(world.now(checkout).held()).as("it may be tried again").isPresent();
    }

    @Test
    void whatCertainlyDidNotLeaveIsNotDone() {
        var checkout = held();
        freedomPay.says(UNREACHABLE);
        assertThat(operate(checkout, Kind.CAPTURE, 0)).isEqualTo(new NotDone());
        assertThat(world.told()).endsWith("gateway capture.not_done amount=1500.00 operation=1");
    }

    @Test
    void whoStoodStillDoesNotSend() {
        var checkout = held();
        plan(checkout, Kind.CAPTURE, 0);
        world.checkouts.beforeNextMove(() -> world.pass(Duration.ofSeconds(11)));
        assertThat(operations.finish(checkout.id(), 1).operation(1).state()).isEqualTo(new NotDone());
        assertThat(freedomPay.callsUntilNow()).isEmpty();
    }

    @Test
    void anErrorThatMayFollowSuccessIsAskedAbout() {
        var checkout = held();
        freedomPay.says(new OperationAnswer.Ambiguous("120"), NOTHING_REFUNDED);
        assertThat(operate(checkout, Kind.CAPTURE, 0)).isEqualTo(new Done());
        assertThat(freedomPay.callsUntilNow()).containsExactly("capture 1 1500.00 KZT MERCHANT_API", "card status 1");
        assertThat(world.told()).contains("gateway capture.in_doubt operation=1 reason=error 120");
    }

    @Test
    void aMerchantWaitsForALostAnswerButNotForLong() {
        var checkout = held();
        freedomPay.meanwhile(this::outlastPatience).says(LOST);
        assertThat(operate(checkout, Kind.CAPTURE, 0)).isEqualTo(new Sent(NOW, tenge(0), Set.of(), Optional.empty()));
        assertThat(world.now(checkout).state()).isEqualTo(new Authorized(1));
        assertThat(world.told()).endsWith("gateway capture.in_doubt operation=1 reason=deadline");
    }

    @Test
    void theNextWaitsForTheEndOfTheOneBefore() {
        var checkout = paid();
        plan(checkout, Kind.REFUND, 100);
        plan(checkout, Kind.REFUND, 200);
        freedomPay.says(NOTHING_REFUNDED).meanwhile(this::outlastPatience).says(LOST);
        assertThat(operations.finish(checkout.id(), 2).operation(2).state()).isEqualTo(new Planned());
        assertThat(freedomPay.callsUntilNow()).containsExactly("card status 1", "refund 1 1.00 KZT MERCHANT_API");
        var done = status(captured(100, new Refund("r1", tenge(100), Refund.State.DONE)));
        freedomPay.says(done, done, DONE);
        world.recover(checkout);
        assertThat(first(checkout)).isEqualTo(new Done());
        assertThat(world.now(checkout).operation(2).state()).isEqualTo(new Done());
        assertThat(freedomPay.callsUntilNow())
                .containsExactly("card status 1", "card status 1", "refund 1 2.00 KZT MERCHANT_API");
    }

    @Test
    void severalGoOneAfterTheOther() {
        var checkout = paid();
        plan(checkout, Kind.REFUND, 100);
        plan(checkout, Kind.REFUND, 200);
        freedomPay.says(NOTHING_REFUNDED, DONE, status(captured(100)), DONE);
        assertThat(operations.finish(checkout.id(), 1).operation(2).state()).isEqualTo(new Done());
        assertThat(freedomPay.callsUntilNow())
                .containsExactly(
                        "card status 1",
                        "refund 1 1.00 KZT MERCHANT_API",
                        "card status 1",
                        "refund 1 2.00 KZT MERCHANT_API");
    }

    @Test
    void whatIsNotSentHoldsUpNothing() {
        var checkout = paid();
        plan(checkout, Kind.REFUND, 100);
        plan(checkout, Kind.REFUND, 200);
        freedomPay.says(UNREACHABLE, NOTHING_REFUNDED, DONE);
        operations.finish(checkout.id(), 1);
        assertThat(first(checkout)).isEqualTo(new NotDone());
        assertThat(world.now(checkout).operation(2).state()).isEqualTo(new Done());
    }

    @Test
    void ofTwoInstancesOneSends() {
        var checkout = held();
        plan(checkout, Kind.CAPTURE, 0);
        world.checkouts.beforeNextMove(() -> {
            var other = world.now(checkout).after(new OperationSent(1, Set.of(), NOW));
            world.checkouts.insert(other.stored());
            world.pass(Operations.PATIENCE.plusMillis(1));
        });
        assertThat(operations.finish(checkout.id(), 1).operation(1).isActive()).isTrue();
        assertThat(freedomPay.callsUntilNow()).isEmpty();
    }

    @Test
    void whatOnlyTheRefundsBeforeShowIsNotOurs() {
        var checkout = paid();
        var before = status(captured(100, new Refund("r1", tenge(100), Refund.State.DONE)));
        freedomPay.says(before).meanwhile(this::outlastPatience).says(LOST, before);
        operate(checkout, Kind.REFUND, 100);
        assertThat(((Sent) first(checkout)).refundsBefore()).containsExactly("r1");
        world.recover(checkout);
        assertThat(first(checkout)).isInstanceOf(Sent.class);
    }

    /** A status can lag behind: only after the second that misses it, a minute later, has it not happened. */
    @Test
    void whatTwoStatusesMissHasNotHappened() {
        var checkout = held();
        freedomPay.meanwhile(this::outlastPatience).says(LOST);
        operate(checkout, Kind.CAPTURE, 0);
        world.told();
        freedomPay.says(HELD);
        world.pass(SimulatedFlow.CALL_ENDS.minus(Operations.PATIENCE).minusMillis(1));
        world.recover(checkout);
        assertThat(((Sent) first(checkout)).missedAt())
                .as("the call may be under way")
                .isEmpty();
        freedomPay.says(HELD);
        world.pass(Duration.ofMillis(1));
        world.recover(checkout);
        assertThat(((Sent) first(checkout)).missedAt()).hasValue(world.now());
        freedomPay.says(HELD);
        world.pass(Duration.ofMinutes(1));
        world.recover(checkout);
        assertThat(first(checkout)).isEqualTo(new NotDone());
        assertThat(world.told())
                .filteredOn(line -> line.startsWith("gateway capture"))
                .containsExactly(
                        "gateway capture.missed amount=1500.00 operation=1",
                        "gateway capture.not_done amount=1500.00 operation=1");
    }

    @Test
    void aStatusThatDoesNotTellMissesNothing() {
        var checkout = held();
        freedomPay.meanwhile(this::outlastPatience).says(LOST, status(new Evidence.Undecided()), UNREACHABLE);
        operate(checkout, Kind.CAPTURE, 0);
        world.pass(SimulatedFlow.CALL_ENDS);
        world.recover(checkout);
        world.recover(checkout);
        assertThat(((Sent) first(checkout)).missedAt()).isEmpty();
    }

    @Test
    void whatBecameOfAnotherPaymentSaysNothing() {
        var refused = Samples.waiting(Samples.open(CaptureMode.MANUAL, Samples.SAVED_CARD))
                .after(new Learned(1, new Evidence.Refused(NO_MONEY), NOW));
        var checkout = world.checkouts.insert(
                Samples.waiting(refused).after(new Learned(2, new Evidence.Held(Receipt.at(NOW)), NOW)));
        plan(checkout, Kind.CAPTURE, 0);
        freedomPay.says(status(new Evidence.Refused(NO_MONEY)));
        world.recover(checkout, 1);
        assertThat(first(checkout)).isEqualTo(new Planned());
        freedomPay.says(HELD, DONE);
        world.recover(checkout, 2);
        assertThat(first(checkout)).isEqualTo(new Done());
        assertThat(world.now(checkout).state()).isEqualTo(new Paid(2));
        assertThat(freedomPay.callsUntilNow())
                .containsExactly("card status 1", "card status 2", "capture 2 1500.00 KZT MERCHANT_API");
    }

    @Test
    void whoIsInterruptedWhileWaitingHasTheCheckoutAsItIs() {
        var checkout = held();
        plan(checkout, Kind.CAPTURE, 0);
        freedomPay.meanwhile(() -> Thread.currentThread().interrupt()).says(LOST);
        var seen = operations.finish(checkout.id(), 1);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(seen).isEqualTo(world.now(checkout));
        assertThat(seen.operation(1).isActive()).isTrue();
    }
}
