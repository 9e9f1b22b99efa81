package org.freedomcheckout.checkout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.freedomcheckout.checkout.Samples.ANSWER;
import static org.freedomcheckout.checkout.Samples.CARD;
import static org.freedomcheckout.checkout.Samples.EXPIRY;
import static org.freedomcheckout.checkout.Samples.NOW;
import static org.freedomcheckout.checkout.Samples.SAVED_CARD;
import static org.freedomcheckout.checkout.Samples.challenge;
import static org.freedomcheckout.checkout.Samples.open;
import static org.freedomcheckout.checkout.Samples.waiting;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.freedomcheckout.checkout.CheckoutEvent.ChallengeOpened;
import org.freedomcheckout.checkout.CheckoutEvent.ConfirmationAccepted;
import org.freedomcheckout.checkout.CheckoutEvent.ConfirmationNotSent;
import org.freedomcheckout.checkout.CheckoutEvent.ConfirmationSent;
import org.freedomcheckout.checkout.CheckoutEvent.CreationLost;
import org.freedomcheckout.checkout.CheckoutEvent.CreationRefused;
import org.freedomcheckout.checkout.CheckoutEvent.CreationRepeated;
import org.freedomcheckout.checkout.CheckoutEvent.DoubtTooOld;
import org.freedomcheckout.checkout.CheckoutEvent.Learned;
import org.freedomcheckout.checkout.CheckoutEvent.OrderIdTaken;
import org.freedomcheckout.checkout.CheckoutEvent.PaymentCreated;
import org.freedomcheckout.checkout.CheckoutEvent.PaymentNotCreated;
import org.freedomcheckout.checkout.CheckoutEvent.PaymentPlanned;
import org.freedomcheckout.checkout.CheckoutEvent.PaymentWithdrawn;
import org.freedomcheckout.checkout.CheckoutEvent.ShopperReturned;
import org.freedomcheckout.checkout.CheckoutEvent.SuccessNotified;
import org.freedomcheckout.checkout.CheckoutEvent.TimeUp;
import org.freedomcheckout.checkout.Terms.CaptureMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a checkout moves. */
class CheckoutRulesTest {

    private static final Failure MENDABLE = new Failure("10009", Reason.NOT_ENOUGH_MONEY);
    private static final Failure FINAL = new Failure("1100", Reason.SHOP_PROBLEM);
    private static final Evidence CAPTURED = new Evidence.Captured(Receipt.at(NOW), Optional.empty(), List.of());
    private static final Evidence HELD = new Evidence.Held(Receipt.at(NOW));

    private static Checkout card() {
        return open(CaptureMode.AUTOMATIC, SAVED_CARD);
    }

    private static Checkout after(Checkout checkout, CheckoutEvent... events) {
        for (var event : events) {
            checkout = checkout.after(event);
        }
        return checkout;
    }

    private static CheckoutEvent learned(int attempt, Evidence evidence) {
        return new Learned(attempt, evidence, NOW);
    }

    private static Checkout waitingForCvc() {
        return waiting(card());
    }

    private static Checkout confirming() {
        return challenge().after(new ConfirmationSent(1, ANSWER, NOW));
    }

    @Test
    void aPaymentWithASavedCardGoesFromPlannedToPaid() {
        var checkout = waitingForCvc();
        assertThat(checkout.state().status()).isEqualTo("open");
        checkout = checkout.after(new ShopperReturned(1, NOW));
        assertThat(checkout.state().status()).isEqualTo("processing");
        assertThat(checkout.after(learned(1, CAPTURED)).state()).isEqualTo(new CheckoutState.Paid(1));
    }

    @Test
    void aChallengeGoesFromOpenToPaid() {
        var checkout = after(challenge(), new ChallengeOpened(1));
        assertThat(checkout.state().status()).isEqualTo("open");
        checkout = checkout.after(new ConfirmationSent(1, ANSWER, NOW));
        assertThat(checkout.state().status()).isEqualTo("processing");
        assertThat(after(checkout, new ConfirmationAccepted(1, NOW), learned(1, HELD))
                        .state())
                .isEqualTo(new CheckoutState.Authorized(1));
    }

    @Test
    void theBanksAnswerIsForgottenOnceItIsOfNoUse() {
        assertThat(confirming().payment(1).state()).isInstanceOf(PaymentState.Confirming.class);
        assertThat(confirming().after(learned(1, CAPTURED)).payment(1).state()).hasNoNullFieldsOrProperties();
        assertThat(confirming().after(learned(1, CAPTURED)).toString()).doesNotContain("PaRes");
    }

    @Test
    void whatWasCertainlyNotSentMayBeSentAgain() {
        var unsent = confirming().after(new ConfirmationNotSent(1));
        assertThat(unsent.state().status()).isEqualTo("open");
        assertThat(unsent.payment(1).state()).isEqualTo(new PaymentState.Unsent(ANSWER));
        assertThat(unsent.after(new ConfirmationSent(1, ANSWER, NOW)).state().status())
                .isEqualTo("processing");
    }

    @Test
    void aRepeatThatWasNotSentSaysNothingAboutTheFirst() {
        var twice = confirming().after(new ConfirmationSent(1, ANSWER, NOW));
        var once = twice.after(new ConfirmationNotSent(1));
        assertThat(once.state().status()).isEqualTo("processing");
        // Nor does it use up the one repeat that there may be.
        assertThat(once.payment(1).state()).isEqualTo(new PaymentState.Confirming(ANSWER, NOW, 1));
    }

    @Test
    void anAnswerThatNeverArrivedIsUnsentOnceNoCallCanBeOnItsWay() {
        var lost = confirming();
        while (((PaymentState.Confirming) lost.payment(1).state()).sends() < PaymentState.Confirming.MAX_SENDS) {
            assertThat(after(lost, notBegunAfter(31)).state().status()).isEqualTo("processing");
            lost = lost.after(new ConfirmationSent(1, ANSWER, NOW));
        }
        assertThat(after(lost, notBegunAfter(29)).state().status()).isEqualTo("processing");
        var unsent = lost.after(notBegunAfter(31));
        assertThat(unsent.state().status()).isEqualTo("open");
        assertThat(unsent.payment(1).state()).isEqualTo(new PaymentState.Unsent(ANSWER));
        // Late money wins even so.
        assertThat(unsent.after(new TimeUp(EXPIRY, true))
                        .after(learned(1, CAPTURED))
                        .state())
                .isEqualTo(new CheckoutState.Paid(1));
    }

    private static Learned notBegunAfter(long minutes) {
        return new Learned(1, new Evidence.NotBegun(), NOW.plus(Duration.ofMinutes(minutes)));
    }

    @Test
    void aMendableRefusalOpensTheCheckoutAgain() {
        var refused = after(waitingForCvc(), learned(1, new Evidence.Refused(MENDABLE)));
        assertThat(refused.state()).isEqualTo(new CheckoutState.Open(Optional.of(MENDABLE)));
        assertThat(refused.waitsForRetry()).isTrue();
        assertThat(refused.after(new PaymentPlanned("A1001", CARD, NOW)).payments())
                .hasSize(2);
    }

    @Test
    void aFinalRefusalOrOneInTheChallengeFlowFails() {
        assertThat(waitingForCvc()
                        .after(learned(1, new Evidence.Refused(FINAL)))
                        .state())
                .isEqualTo(new CheckoutState.Failed(FINAL));
        assertThat(confirming()
                        .after(learned(1, new Evidence.Refused(MENDABLE)))
                        .state())
                .isEqualTo(new CheckoutState.Failed(MENDABLE));
    }

    @Test
    void fivePaymentsAreEnough() {
        var checkout = card();
        for (int attempt = 1; attempt <= 5; attempt++) {
            assertThat(checkout.canStartPayment()).isTrue();
            checkout = after(
                    checkout,
                    new PaymentPlanned("A1001", CARD, NOW),
                    new PaymentCreated(attempt, new PaymentId("" + attempt), "A1001", Optional.empty()),
                    learned(attempt, new Evidence.Refused(MENDABLE)));
        }
        assertThat(checkout.state()).isEqualTo(new CheckoutState.Failed(MENDABLE));
    }

    @Test
    void aPaymentThatFreedomPayNeverHadIsNoAttempt() {
        var checkout = card();
        for (int attempt = 1; attempt <= 9; attempt++) {
            checkout = after(checkout, new PaymentPlanned("A1001", CARD, NOW), new PaymentNotCreated(attempt));
        }
        assertThat(checkout.canStartPayment()).isTrue();
        assertThat(checkout.waitsForRetry()).isFalse();
    }

    @Test
    void noSecondPaymentBesideALiveOne() {
        var waiting = waitingForCvc();
        assertThat(waiting.after(new PaymentPlanned("A1001", CARD, NOW))).isSameAs(waiting);
        var inDoubt = waiting.after(new ShopperReturned(1, NOW));
        assertThat(inDoubt.after(new PaymentPlanned("A1001", CARD, NOW))).isSameAs(inDoubt);
    }

    @Test
    void timeEndsAnOpenCheckoutButNoDoubt() {
        assertThat(waitingForCvc().after(new TimeUp(NOW, true)).state()).isEqualTo(new CheckoutState.Expired());
        assertThat(challenge().after(new TimeUp(NOW, true)).payment(1).state()).isEqualTo(new PaymentState.Abandoned());
        var inDoubt = confirming();
        assertThat(inDoubt.after(new TimeUp(NOW, true))).isSameAs(inDoubt);
    }

    @Test
    void lateMoneyWinsAndIsMarked() {
        var closed = List.of(
                waitingForCvc().after(new TimeUp(NOW, true)),
                waitingForCvc().after(learned(1, new Evidence.Refused(FINAL))),
                after(waitingForCvc(), learned(1, HELD), learned(1, new Evidence.Released())));
        for (var checkout : closed) {
            var late = checkout.after(learned(1, CAPTURED));
            assertThat(late.state()).isEqualTo(new CheckoutState.Paid(1));
            assertThat(late.attention()).hasValue(Attention.LATE_PAYMENT);
        }
    }

    @Test
    void whatIsOverButAnnouncedOrUncertainIsStillAskedAbout() {
        var uncertain = waitingForCvc().after(new TimeUp(NOW, false));
        var announced = waitingForCvc().after(new TimeUp(NOW, true)).after(new SuccessNotified(1, NOW));
        assertThat(uncertain.payment(1).state()).isEqualTo(new PaymentState.Contested(NOW, false));
        assertThat(announced.payment(1).state()).isEqualTo(new PaymentState.Contested(NOW, true));
        for (var checkout : List.of(uncertain, announced)) {
            assertThat(checkout.state()).isEqualTo(new CheckoutState.Expired());
            assertThat(AskSchedule.next(checkout, checkout.payment(1), NOW)).hasValue(NOW.plusSeconds(2));
            assertThat(checkout.after(learned(1, CAPTURED)).attention()).hasValue(Attention.LATE_PAYMENT);
        }
    }

    @Test
    void noOperatorIsCalledForAShopperWhoWasAtTheBankAndHasNotBegunToPay() {
        // At its end Freedom Pay did not answer.
        var uncertain = challenge().after(new ChallengeOpened(1)).after(new TimeUp(NOW, false));
        var over = uncertain.after(new Learned(1, new Evidence.NotBegun(), NOW.plusSeconds(60)));
        assertThat(over.state()).isEqualTo(new CheckoutState.Expired());
        assertThat(AskSchedule.next(over, over.payment(1), NOW.plusSeconds(60))).isEmpty();
        assertThat(over.after(new DoubtTooOld(1)).attention()).isEmpty();
        assertThat(over.after(learned(1, CAPTURED)).attention()).hasValue(Attention.LATE_PAYMENT);
    }

    @Test
    void anAnnouncedSuccessIsNotUndoneByAStatusThatLags() {
        var announced = waitingForCvc().after(new SuccessNotified(1, NOW));
        assertThat(announced.state().status()).isEqualTo("processing");
        var lagging = announced.after(new Learned(1, new Evidence.NotBegun(), NOW.plusSeconds(600)));
        assertThat(lagging.state().status()).isEqualTo("processing");
    }

    @Test
    void aCancellationIsNotUndoneByAnOldNotifyAndAnOldStatus() {
        var released = after(waitingForCvc(), learned(1, HELD), learned(1, new Evidence.Released()));
        var announced = released.after(new SuccessNotified(1, NOW));
        assertThat(announced.after(learned(1, HELD)).state()).isEqualTo(released.state());
        assertThat(announced.after(new Learned(1, HELD, NOW.plusSeconds(60))).state())
                .isEqualTo(new CheckoutState.Authorized(1));
        assertThat(announced.after(learned(1, new Evidence.Released()))).isEqualTo(released);
    }

    @Test
    void anAnnouncementAfterTheEndIsNotUndoneByAStatusThatLags() {
        var refused = waitingForCvc().after(learned(1, new Evidence.Refused(FINAL)));
        var announced = refused.after(new SuccessNotified(1, NOW));
        assertThat(announced.after(learned(1, new Evidence.Refused(FINAL)))).isEqualTo(announced);
        assertThat(announced.after(new Learned(1, new Evidence.Refused(FINAL), NOW.plusSeconds(60))))
                .isEqualTo(refused);
    }

    @Test
    void noNewPaymentWhileAnEarlierOneIsAnnouncedToBePaid() {
        var refused = waitingForCvc().after(learned(1, new Evidence.Refused(MENDABLE)));
        assertThat(refused.canStartPayment()).isTrue();
        var announced = refused.after(new SuccessNotified(1, NOW));
        assertThat(announced.state()).isEqualTo(new CheckoutState.Processing());
        assertThat(announced.canStartPayment()).isFalse();
        assertThat(announced.after(new TimeUp(NOW, false))).isSameAs(announced);
        assertThat(announced.after(learned(1, CAPTURED)).state()).isEqualTo(new CheckoutState.Paid(1));
        assertThat(announced.after(learned(1, CAPTURED)).attention()).isEmpty();
        assertThat(announced.after(new Learned(1, new Evidence.Refused(MENDABLE), NOW.plusSeconds(60))))
                .isEqualTo(refused);
        assertThat(announced.after(learned(1, new Evidence.Released())).canStartPayment())
                .isTrue();
    }

    @Test
    void theSecondPaymentWaitsForWhatIsAnnouncedOfTheFirst() {
        var both = after(
                waitingForCvc(),
                learned(1, new Evidence.Refused(MENDABLE)),
                new PaymentPlanned("A1001", CARD, NOW),
                new PaymentCreated(2, new PaymentId("78"), "A1001", Optional.empty()),
                new SuccessNotified(1, NOW));
        assertThat(both.state()).isEqualTo(new CheckoutState.Processing());
        var secondRefused = both.after(learned(2, new Evidence.Refused(MENDABLE)));
        assertThat(secondRefused.state()).isEqualTo(new CheckoutState.Processing());
        var firstRefused = new Learned(1, new Evidence.Refused(MENDABLE), NOW.plusSeconds(60));
        assertThat(secondRefused.after(firstRefused).canStartPayment()).isTrue();
        var secondRefusedForGood = both.after(learned(2, new Evidence.Refused(FINAL)));
        assertThat(secondRefusedForGood.state()).isEqualTo(new CheckoutState.Processing());
        assertThat(secondRefusedForGood.after(firstRefused).state()).isEqualTo(new CheckoutState.Failed(FINAL));
    }

    @Test
    void aLateWithdrawalReleasesWhatIsHeld() {
        var withdrawn = after(waitingForCvc(), learned(1, HELD), new PaymentWithdrawn(1));
        assertThat(withdrawn.state()).isEqualTo(new CheckoutState.Canceled(1));
    }

    @Test
    void aRefusedCreationMovesAPlannedPaymentOnly() {
        var waiting = waitingForCvc();
        assertThat(waiting.after(new CreationRefused(1, MENDABLE))).isSameAs(waiting);
    }

    @Test
    void paidNeverFallsBack() {
        var paid = waitingForCvc().after(learned(1, CAPTURED));
        for (var evidence : List.of(
                HELD,
                new Evidence.Refused(FINAL),
                new Evidence.Released(),
                new Evidence.NotBegun(),
                new Evidence.Undecided())) {
            assertThat(paid.after(learned(1, evidence)).state()).isEqualTo(new CheckoutState.Paid(1));
        }
    }

    @Test
    void aSecondSuccessIsMarked() {
        var checkout = after(
                waitingForCvc(),
                learned(1, new Evidence.Refused(MENDABLE)),
                new PaymentPlanned("A1001", CARD, NOW),
                new PaymentCreated(2, new PaymentId("2"), "A1001", Optional.empty()),
                learned(2, CAPTURED),
                learned(1, CAPTURED));
        assertThat(checkout.state()).isEqualTo(new CheckoutState.Paid(2));
        assertThat(checkout.attention()).hasValue(Attention.PAID_TWICE);
    }

    @Test
    void moneyOfAnotherAmountIsProcessingAndMarked() {
        for (var checkout : List.of(waitingForCvc(), challenge(), confirming())) {
            var mismatched = checkout.after(learned(1, new Evidence.Mismatched()));
            assertThat(mismatched.state()).isEqualTo(new CheckoutState.Processing());
            assertThat(mismatched.attention()).hasValue(Attention.AMOUNT_MISMATCH);
        }
    }

    @Test
    void whoComesBackWithoutHavingPaidMayGoOnPaying() {
        var returned = waitingForCvc().after(new ShopperReturned(1, NOW));
        var soon = returned.after(new Learned(1, new Evidence.NotBegun(), NOW.plusSeconds(5)));
        assertThat(soon.state().status()).isEqualTo("processing");
        var later = returned.after(new Learned(1, new Evidence.NotBegun(), NOW.plusSeconds(60)));
        assertThat(later.state().status()).isEqualTo("open");
        assertThat(later.payment(1).state()).isEqualTo(new PaymentState.AwaitingCvc());
    }

    @Test
    void aDoubtThatIsTooOldIsMarkedAndStays() {
        var marked = confirming().after(new DoubtTooOld(1));
        assertThat(marked.state().status()).isEqualTo("processing");
        assertThat(marked.attention()).hasValue(Attention.IN_DOUBT_TOO_LONG);
    }

    @Test
    void anotherOrderIdGoesWithThePlannedPaymentOnly() {
        var planned = card().after(new PaymentPlanned("A1001", CARD, NOW));
        assertThat(planned.after(new OrderIdTaken(1, "A1001-2")).payment(1).orderId())
                .isEqualTo("A1001-2");
        var created = waitingForCvc();
        assertThat(created.after(new OrderIdTaken(1, "A1001-2"))).isSameAs(created);
    }

    /** Whatever happens in whatever order, some things never do. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void inAnyOrderOfEventsMoneyIsNeverLostAndPaidNeverFallsBack(long seed) {
        var random = new Random(seed);
        for (int run = 0; run < 5_000; run++) {
            var checkout = random.nextBoolean() ? card() : challenge();
            var history = new ArrayList<CheckoutEvent>();
            var proof = false;
            for (int step = 0; step < 25; step++) {
                var event = anyEvent(random, checkout);
                history.add(event);
                var wasPaid = checkout.state() instanceof CheckoutState.Paid;
                checkout = checkout.after(event);
                proof |= event instanceof Learned learned && learned.evidence() instanceof Evidence.Captured;
                assertThat(checkout.payments().stream().filter(Payment::isLive).count())
                        .as("seed %s: %s", seed, history)
                        .isLessThanOrEqualTo(1);
                if (wasPaid || proof) {
                    assertThat(checkout.state())
                            .as("seed %s: %s", seed, history)
                            .isInstanceOf(CheckoutState.Paid.class);
                }
                if (checkout.state() instanceof CheckoutState.Open
                        || checkout.state() instanceof CheckoutState.Processing) {
                    assertThat(checkout.state() instanceof CheckoutState.Processing)
                            .as("seed %s: %s", seed, history)
                            .isEqualTo(checkout.isInDoubt());
                }
            }
        }
    }

    private static CheckoutEvent anyEvent(Random random, Checkout checkout) {
        if (checkout.payments().isEmpty()) {
            return random.nextInt(10) == 0 ? new TimeUp(NOW, true) : new PaymentPlanned("A1001", CARD, NOW);
        }
        var attempt = 1 + random.nextInt(checkout.payments().size());
        var at = NOW.plusSeconds(random.nextInt(100));
        return switch (random.nextInt(19)) {
            case 0 -> new PaymentPlanned("A1001", CARD, at);
            case 1 -> new CreationRepeated(attempt, at);
            case 2 -> new OrderIdTaken(attempt, "A1001-2");
            case 3 -> new PaymentCreated(attempt, new PaymentId("" + attempt), "A1001", Optional.empty());
            case 4 -> new PaymentNotCreated(attempt);
            case 5 -> new ChallengeOpened(attempt);
            case 6 -> new ShopperReturned(attempt, at);
            case 7 -> new ConfirmationSent(attempt, ANSWER, at);
            case 8 -> new ConfirmationNotSent(attempt);
            case 9 -> new ConfirmationAccepted(attempt, at);
            case 10 -> new TimeUp(at, random.nextBoolean());
            case 11 -> new DoubtTooOld(attempt);
            case 12 -> new SuccessNotified(attempt, at);
            case 13 -> new CreationLost(attempt);
            case 14 -> new CreationRefused(attempt, MENDABLE);
            default -> new Learned(attempt, anyEvidence(random), at);
        };
    }

    private static Evidence anyEvidence(Random random) {
        return switch (random.nextInt(14)) {
            case 0 -> CAPTURED;
            case 1 -> HELD;
            case 2 -> new Evidence.Released();
            case 3, 4 -> new Evidence.Refused(MENDABLE);
            case 5 -> new Evidence.Refused(FINAL);
            case 6 -> new Evidence.Mismatched();
            case 7, 8, 9 -> new Evidence.NotBegun();
            default -> new Evidence.Undecided();
        };
    }
}
