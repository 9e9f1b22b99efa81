package org.freedomcheckout.checkout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.freedomcheckout.checkout.Samples.NOW;
import static org.freedomcheckout.checkout.Samples.SAVED_CARD;
import static org.freedomcheckout.checkout.Samples.captured;
import static org.freedomcheckout.checkout.Samples.capturedWithoutSums;
import static org.freedomcheckout.checkout.Samples.held;
import static org.freedomcheckout.checkout.Samples.open;
import static org.freedomcheckout.checkout.Samples.paid;
import static org.freedomcheckout.checkout.Samples.tenge;
import static org.freedomcheckout.checkout.Samples.waiting;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.freedomcheckout.checkout.CheckoutEvent.Learned;
import org.freedomcheckout.checkout.CheckoutEvent.OperationAnswered;
import org.freedomcheckout.checkout.CheckoutEvent.OperationMissed;
import org.freedomcheckout.checkout.CheckoutEvent.OperationNotSent;
import org.freedomcheckout.checkout.CheckoutEvent.OperationPlanned;
import org.freedomcheckout.checkout.CheckoutEvent.OperationSent;
import org.freedomcheckout.checkout.Operation.Kind;
import org.freedomcheckout.checkout.OperationState.Done;
import org.freedomcheckout.checkout.OperationState.NotDone;
import org.freedomcheckout.checkout.OperationState.Planned;
import org.freedomcheckout.checkout.OperationState.Sent;
import org.freedomcheckout.checkout.Terms.CaptureMode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How captures, cancels and refunds move, and the money with them. Amounts are minor units of 1500.00 KZT. */
class OperationRulesTest {

    private static final Instant LATER = NOW.plusSeconds(5);
    private static final OperationAnswer DONE = new OperationAnswer.Done();

    private static Checkout money(String where) {
        return where.equals("held") ? held(CaptureMode.MANUAL) : paid();
    }

    private static OperationPlanned plan(Kind kind, @Nullable Long minor) {
        return new OperationPlanned(kind, Optional.ofNullable(minor).map(Samples::tenge), NOW);
    }

    private static OperationSent send(int number) {
        return new OperationSent(number, Set.of(), NOW);
    }

    private static OperationAnswered answer(int number, OperationAnswer answer) {
        return new OperationAnswered(number, answer, LATER);
    }

    private static Learned learned(Evidence evidence) {
        return new Learned(1, evidence, LATER);
    }

    private static Checkout after(Checkout checkout, CheckoutEvent... events) {
        for (var event : events) {
            checkout = checkout.after(event);
        }
        return checkout;
    }

    private static Checkout sent(String where, Kind kind, @Nullable Long minor) {
        return after(money(where), plan(kind, minor), send(1));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "held, CAPTURE, -,      150000",
                "held, CAPTURE, 150000, 150000",
                "held, CAPTURE, 50000,  50000",
                "held, CAPTURE, 1,      1",
                "held, CAPTURE, 0,      -",
                "held, CAPTURE, 150001, -",
                "held, CANCEL,  -,      150000",
                "held, CANCEL,  50000,  150000",
                "held, REFUND,  -,      -",
                "paid, REFUND,  -,      150000",
                "paid, REFUND,  50000,  50000",
                "paid, REFUND,  150001, -",
                "paid, CAPTURE, -,      -",
                "paid, CANCEL,  -,      -"
            })
    void onlyMoneyThatIsThereIsMoved(String where, Kind kind, @Nullable Long wanted, @Nullable Long planned) {
        var checkout = money(where).after(plan(kind, wanted));
        assertThat(checkout.operations())
                .isEqualTo(
                        planned == null
                                ? List.of()
                                : List.of(new Operation(1, kind, tenge(planned), new Planned(), NOW)));
    }

    @Test
    void whatIsHeldIsMovedByOneOperationOnly() {
        var capturing = money("held").after(plan(Kind.CAPTURE, 50_000L));
        assertThat(capturing.held()).isEmpty();
        assertThat(capturing.after(plan(Kind.CANCEL, null))).isSameAs(capturing);
    }

    @Test
    void twoRefundsNeverGiveBackTheSameMoney() {
        var one = paid().after(plan(Kind.REFUND, 100_000L));
        assertThat(one.refundable()).hasValue(tenge(50_000));
        assertThat(one.after(plan(Kind.REFUND, 50_001L))).isSameAs(one);
        var both = one.after(plan(Kind.REFUND, null));
        assertThat(both.operation(2).amount()).isEqualTo(tenge(50_000));
        assertThat(both.refundable()).hasValue(tenge(0));
        assertThat(both.after(plan(Kind.REFUND, null))).isSameAs(both);
    }

    @Test
    void aCaptureOfAPartTakesThatPart() {
        var captured = sent("held", Kind.CAPTURE, 50_000L).after(answer(1, DONE));
        assertThat(captured.state()).isEqualTo(new CheckoutState.Paid(1));
        assertThat(captured.operation(1).state()).isEqualTo(new Done());
        assertThat(captured.settlement()).hasValue(new Settlement(tenge(50_000), tenge(0)));
    }

    @Test
    void whoSaysThatMoneyWasTakenButNotHowMuchMeansWhatWasAskedFor() {
        var capturing = sent("held", Kind.CAPTURE, 50_000L);
        assertThat(capturing.after(learned(capturedWithoutSums())).settlement())
                .hasValue(new Settlement(tenge(50_000), tenge(0)));
        var canceling = sent("held", Kind.CANCEL, null);
        assertThat(canceling.after(learned(capturedWithoutSums())).settlement())
                .hasValue(new Settlement(tenge(150_000), tenge(0)));
    }

    @Test
    void aSecondSuccessIsOfTheWholeAmountWhateverIsGivenBackOfTheFirst() {
        var refused = new Learned(1, new Evidence.Refused(new Failure("10009", Reason.NOT_ENOUGH_MONEY)), NOW);
        var refunding = after(
                waiting(waiting(open(CaptureMode.AUTOMATIC, SAVED_CARD)).after(refused)),
                learned(captured(0)),
                plan(Kind.REFUND, 50_000L),
                new Learned(2, capturedWithoutSums(), LATER));
        assertThat(refunding.payment(2).state())
                .isEqualTo(new PaymentState.Captured(Receipt.at(NOW), Settlement.all(tenge(150_000))));
    }

    @Test
    void aCancelReleasesAllThatIsHeld() {
        var canceled = sent("held", Kind.CANCEL, null).after(answer(1, DONE));
        assertThat(canceled.state()).isEqualTo(new CheckoutState.Canceled(1));
        assertThat(canceled.payment(1).state()).isEqualTo(new PaymentState.Released());
    }

    @Test
    void refundsAddUp() {
        var once = sent("paid", Kind.REFUND, 40_000L).after(answer(1, DONE));
        assertThat(once.settlement()).hasValue(new Settlement(tenge(150_000), tenge(40_000)));
        var twice = after(once, plan(Kind.REFUND, 10_000L), send(2), answer(2, DONE));
        assertThat(twice.settlement()).hasValue(new Settlement(tenge(150_000), tenge(50_000)));
        assertThat(twice.refundable()).hasValue(tenge(100_000));
        assertThat(twice.state()).isEqualTo(new CheckoutState.Paid(1));
    }

    @Test
    void aRefusedOperationLeavesTheMoneyWhereItWas() {
        var refused = sent("held", Kind.CAPTURE, null).after(answer(1, new OperationAnswer.Refused("11010")));
        assertThat(refused.operation(1).state()).isEqualTo(new OperationState.Refused("11010"));
        assertThat(refused.held()).hasValue(tenge(150_000));
    }

    @Test
    void anAnswerThatMayMeanAnythingMeansNothing() {
        var sent = sent("paid", Kind.REFUND, null);
        assertThat(sent.after(answer(1, new OperationAnswer.Ambiguous("120")))).isSameAs(sent);
    }

    @Test
    void anAnswerToWhatIsNotUnderWayChangesNothing() {
        var planned = paid().after(plan(Kind.REFUND, null));
        assertThat(planned.after(answer(1, DONE))).isSameAs(planned);
        var refused = sent("paid", Kind.REFUND, null).after(answer(1, new OperationAnswer.Refused("11010")));
        assertThat(refused.after(answer(1, DONE))).isSameAs(refused);
    }

    @Test
    void operationsAreSentOneAfterTheOther() {
        var both = after(paid(), plan(Kind.REFUND, 40_000L), plan(Kind.REFUND, 10_000L));
        assertThat(both.after(send(2))).isSameAs(both);
        var first = both.after(send(1));
        assertThat(first.operation(1).state()).isEqualTo(new Sent(NOW, tenge(0), Set.of(), Optional.empty()));
        assertThat(first.after(send(1))).isSameAs(first);
        var second = after(first, answer(1, DONE), new OperationSent(2, Set.of("R1"), LATER));
        assertThat(second.operation(2).state())
                .isEqualTo(new Sent(LATER, tenge(40_000), Set.of("R1"), Optional.empty()));
    }

    @Test
    void whatSomebodyElseHasMovedMeanwhileIsNotMovedAgain() {
        var released = after(money("held"), plan(Kind.CAPTURE, null), learned(new Evidence.Released()), send(1));
        assertThat(released.operation(1).state()).isEqualTo(new NotDone());
        var givenBack = after(paid(), plan(Kind.REFUND, 100_000L), learned(captured(50_001)), send(1));
        assertThat(givenBack.operation(1).state()).isEqualTo(new NotDone());
        var justEnough = after(paid(), plan(Kind.REFUND, 100_000L), learned(captured(50_000)), send(1));
        assertThat(justEnough.operation(1).state()).isInstanceOf(Sent.class);
    }

    @Test
    void onlyTheOneWhoBeganToSendMaySayThatItDidNotLeave() {
        var planned = paid().after(plan(Kind.REFUND, null));
        var notEvenBegun = new OperationNotSent(1, Optional.empty());
        var notLeft = new OperationNotSent(1, Optional.of(NOW));
        assertThat(planned.after(notEvenBegun).operation(1).state()).isEqualTo(new NotDone());
        assertThat(planned.after(notLeft)).isSameAs(planned);
        var sent = planned.after(send(1));
        assertThat(sent.after(notLeft).operation(1).state()).isEqualTo(new NotDone());
        assertThat(sent.after(notEvenBegun)).isSameAs(sent);
        assertThat(sent.after(new OperationNotSent(1, Optional.of(LATER)))).isSameAs(sent);
        var done = sent.after(answer(1, DONE));
        assertThat(done.after(notEvenBegun)).isSameAs(done);
    }

    @Test
    void whatAStatusMissesTwiceAMinuteApartHasNotHappened() {
        var sent = sent("paid", Kind.REFUND, null);
        var once = sent.after(new OperationMissed(1, LATER));
        assertThat(once.operation(1).state()).isEqualTo(new Sent(NOW, tenge(0), Set.of(), Optional.of(LATER)));
        assertThat(once.after(new OperationMissed(1, LATER.plusSeconds(59)))).isSameAs(once);
        assertThat(once.after(new OperationMissed(1, LATER.plusSeconds(60)))
                        .operation(1)
                        .state())
                .isEqualTo(new NotDone());
        var done = sent.after(answer(1, DONE));
        assertThat(done.after(new OperationMissed(1, LATER))).isSameAs(done);
    }
}
