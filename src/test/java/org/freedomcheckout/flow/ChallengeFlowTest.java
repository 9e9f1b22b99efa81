package org.freedomcheckout.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.freedomcheckout.checkout.Samples.ANSWER;
import static org.freedomcheckout.checkout.Samples.CHALLENGE;
import static org.freedomcheckout.checkout.Samples.EXPIRY;
import static org.freedomcheckout.checkout.Samples.NOW;
import static org.freedomcheckout.checkout.Samples.NO_MONEY;
import static org.freedomcheckout.flow.ScriptedFreedomPay.Trouble.LOST;
import static org.freedomcheckout.flow.ScriptedFreedomPay.Trouble.UNREACHABLE;
import static org.freedomcheckout.flow.ScriptedFreedomPay.status;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.freedomcheckout.checkout.BankAnswer;
import org.freedomcheckout.checkout.Challenge;
import org.freedomcheckout.checkout.Checkout;
import org.freedomcheckout.checkout.CheckoutEvent.ConfirmationSent;
import org.freedomcheckout.checkout.CheckoutState.Failed;
import org.freedomcheckout.checkout.CheckoutState.Open;
import org.freedomcheckout.checkout.CheckoutState.Paid;
import org.freedomcheckout.checkout.CheckoutState.Processing;
import org.freedomcheckout.checkout.Evidence;
import org.freedomcheckout.checkout.Method;
import org.freedomcheckout.checkout.PaymentId;
import org.freedomcheckout.checkout.PaymentState;
import org.freedomcheckout.checkout.PaymentState.AwaitingAcs;
import org.freedomcheckout.checkout.PaymentState.Checking;
import org.freedomcheckout.checkout.PaymentState.Confirming;
import org.freedomcheckout.checkout.PaymentState.Unsent;
import org.freedomcheckout.checkout.Samples;
import org.freedomcheckout.checkout.Secret;
import org.freedomcheckout.checkout.Terms.CaptureMode;
import org.freedomcheckout.gateway.ConfirmAnswer;
import org.freedomcheckout.gateway.Expected;
import org.junit.jupiter.api.Test;

/** What becomes of the bank's answer: it is sent once, and never twice at the same time. */
class ChallengeFlowTest {

    private static final Object NOT_BEGUN = status(new Evidence.NotBegun());
    private static final Object UNDECIDED = status(new Evidence.Undecided());
    private static final Object PAID = new ConfirmAnswer.Decided(Samples.captured(0));
    private static final Object REFUSED = new ConfirmAnswer.Decided(new Evidence.Refused(NO_MONEY));

    private final FlowInMemory world = new FlowInMemory();
    private final ScriptedFreedomPay freedomPay = world.freedomPay;
    private final ChallengeFlow challenges = world.flow.challenges;
    private final Checkout checkout = world.checkouts.insert(Samples.challenge());

    /** The browser comes back from the bank. */
    private boolean comeBack(BankAnswer answer) {
        return challenges.returned(world.now(checkout), 1, answer);
    }

    private PaymentState payment() {
        return world.now(checkout).payment(1).state();
    }

    private static BankAnswer answer(String md, String paRes) {
        return new BankAnswer(new Secret(md), new Secret(paRes));
    }

    @Test
    void theBanksAnswerIsConfirmedOnce() {
        challenges.opened(checkout, 1);
        freedomPay.says(PAID);
        assertThat(comeBack(ANSWER)).isTrue();
        assertThat(comeBack(ANSWER)).as("reloaded").isTrue();
        assertThat(freedomPay.callsUntilNow()).containsExactly("confirm A1001 PaRes");
        assertThat(world.now(checkout).state()).isEqualTo(new Paid(1));
        assertThat(freedomPay.expected)
                .containsExactly(new Expected(
                        "A1001",
                        Optional.of(new PaymentId("7999007771")),
                        checkout.terms().amount(),
                        false));
        assertThat(world.told())
                .containsExactly(
                        "shopper challenge.opened attempt=1",
                        "shopper confirmation.sent attempt=1 status=processing",
                        "gateway payment.captured attempt=1 status=paid");
        assertThat(world.checkouts.onDisk).extracting("type").containsExactly("confirmation.sent");
        assertThat(world.counted("checkout.moves", "status", "paid")).isOne();
    }

    @Test
    void ofTwoTabsOneConfirms() {
        world.checkouts.letAnotherBeFirst(checkout.id(), new ConfirmationSent(1, ANSWER, NOW));
        assertThat(comeBack(ANSWER)).isTrue();
        assertThat(freedomPay.callsUntilNow()).isEmpty();
    }

    @Test
    void aLateTabOnlyAsks() {
        freedomPay.says(LOST, UNDECIDED);
        comeBack(ANSWER);
        comeBack(answer("", "another"));
        assertThat(freedomPay.callsUntilNow()).containsExactly("confirm A1001 PaRes", "g2g status 7999007771");
        assertThat(world.now(checkout).state()).isEqualTo(new Processing());
        assertThat(world.told())
                .containsExactly(
                        "shopper confirmation.sent attempt=1 status=processing",
                        "gateway confirmation.in_doubt reason=deadline",
                        "gateway status.answered answer=undecided attempt=1");
    }

    @Test
    void theAnswerOfAnotherPaymentChangesNothing() {
        var ours = world.checkouts.insert(Checkout.open(
                checkout.id(),
                checkout.payToken(),
                Samples.terms(CaptureMode.AUTOMATIC, new Method.ThreeDs()),
                new PaymentId("7999007771"),
                new Challenge(URI.create("https://acs.bank.kz/"), new Secret("PaReq"), new Secret("ours")),
                NOW));
        assertThat(comeBack(answer("theirs", "PaRes"))).isFalse();
        assertThat(world.now(ours)).isEqualTo(ours);
        assertThat(world.told()).containsExactly("shopper return.refused reason=md_mismatch");
        freedomPay.says(PAID);
        assertThat(comeBack(answer("", "PaRes"))).as("an MD may be left out").isTrue();
        assertThat(freedomPay.callsUntilNow()).hasSize(1);
    }

    @Test
    void whoPressesCancelAtTheBankIsAskedAbout() {
        freedomPay.says(status(new Evidence.Refused(NO_MONEY)));
        challenges.returnedEmpty(checkout, 1);
        assertThat(freedomPay.callsUntilNow()).containsExactly("g2g status 7999007771");
        assertThat(world.now(checkout).state()).isEqualTo(new Failed(NO_MONEY));
        assertThat(world.told())
                .containsExactly(
                        "shopper return.without_answer", "gateway payment.refused attempt=1 code=10009 status=failed");
    }

    @Test
    void whenFreedomPayCannotBeReachedTheAnswerIsKeptForAnotherTry() {
        freedomPay.says(UNREACHABLE, PAID);
        comeBack(ANSWER);
        assertThat(payment()).isEqualTo(new Unsent(ANSWER));
        assertThat(world.now(checkout).state()).isEqualTo(new Open(Optional.empty()));
        challenges.retry(world.now(checkout));
        assertThat(world.now(checkout).state()).isEqualTo(new Paid(1));
        challenges.retry(world.now(checkout));
        assertThat(freedomPay.callsUntilNow()).containsExactly("confirm A1001 PaRes", "confirm A1001 PaRes");
        assertThat(world.told()).element(1).isEqualTo("gateway confirmation.not_sent attempt=1 status=open");
    }

    @Test
    void aSecondAnswerDoesNotReplaceTheOneThatIsKept() {
        freedomPay.says(UNREACHABLE, PAID);
        comeBack(ANSWER);
        comeBack(answer("", "another"));
        assertThat(freedomPay.callsUntilNow()).containsExactly("confirm A1001 PaRes", "confirm A1001 PaRes");
    }

    @Test
    void thereIsNothingToTryAgainBeforeTheBankHasAnswered() {
        challenges.retry(checkout);
        assertThat(freedomPay.callsUntilNow()).isEmpty();
    }

    @Test
    void onceTheTimeIsOverNothingIsConfirmed() {
        freedomPay.says(UNREACHABLE);
        assertThat(challenges.canConfirm(checkout, checkout.payment(1))).isTrue();
        comeBack(ANSWER);
        var kept = world.now(checkout);
        assertThat(challenges.canConfirm(kept, kept.payment(1))).isTrue();
        world.pass(Duration.between(NOW, EXPIRY));
        assertThat(challenges.canConfirm(kept, kept.payment(1))).isFalse();
        challenges.retry(kept);
        freedomPay.says(NOT_BEGUN);
        comeBack(ANSWER);
        assertThat(freedomPay.callsUntilNow()).containsExactly("confirm A1001 PaRes", "g2g status 7999007771");
    }

    @Test
    void whoStoodStillDoesNotSend() {
        world.checkouts.beforeNextMove(() -> world.pass(Duration.ofSeconds(10).plusMillis(1)));
        comeBack(ANSWER);
        assertThat(freedomPay.callsUntilNow()).isEmpty();
        assertThat(payment()).isEqualTo(new Unsent(ANSWER));
    }

    @Test
    void whoStoodStillForAMomentDoes() {
        world.checkouts.beforeNextMove(() -> world.pass(Duration.ofSeconds(10)));
        freedomPay.says(PAID);
        comeBack(ANSWER);
        assertThat(freedomPay.callsUntilNow()).containsExactly("confirm A1001 PaRes");
    }

    @Test
    void aRefusalIsBelieved() {
        freedomPay.says(REFUSED);
        comeBack(ANSWER);
        assertThat(world.now(checkout).state()).isEqualTo(new Failed(NO_MONEY));
        assertThat(freedomPay.callsUntilNow()).hasSize(1);
    }

    @Test
    void whatIsAcceptedIsAskedAbout() {
        freedomPay.says(new ConfirmAnswer.Accepted(), UNDECIDED);
        comeBack(ANSWER);
        assertThat(payment()).isEqualTo(new Checking(NOW));
        assertThat(freedomPay.callsUntilNow()).containsExactly("confirm A1001 PaRes", "g2g status 7999007771");
        assertThat(world.told())
                .endsWith(
                        "gateway confirmation.accepted attempt=1",
                        "gateway status.answered answer=undecided attempt=1");
    }

    @Test
    void anErrorThatMayFollowMoneyIsNoRefusal() {
        freedomPay.says(new ConfirmAnswer.Ambiguous("120"), status(Samples.captured(0)));
        comeBack(ANSWER);
        assertThat(world.now(checkout).state()).isEqualTo(new Paid(1));
        assertThat(freedomPay.callsUntilNow()).containsExactly("confirm A1001 PaRes", "g2g status 7999007771");
        assertThat(world.told()).contains("gateway confirmation.in_doubt reason=error 120");
    }

    @Test
    void aLostConfirmationIsSentAgainEachTimeLater() {
        freedomPay.says(LOST);
        comeBack(ANSWER);
        assertThat(freedomPay.callsUntilNow()).containsExactly("confirm A1001 PaRes");
        var wait = SimulatedFlow.CALL_ENDS;
        for (int sends = 1; sends < Confirming.MAX_SENDS; sends++) {
            world.pass(wait);
            freedomPay.says(NOT_BEGUN);
            world.recover(checkout);
            assertThat(freedomPay.callsUntilNow()).as("too early").containsExactly("g2g status 7999007771");
            world.pass(Duration.ofMillis(1));
            freedomPay.says(NOT_BEGUN, LOST);
            world.recover(checkout);
            assertThat(freedomPay.callsUntilNow()).containsExactly("g2g status 7999007771", "confirm A1001 PaRes");
            wait = wait.multipliedBy(2);
        }
        world.pass(wait.plusMillis(1));
        freedomPay.says(NOT_BEGUN);
        world.recover(checkout);
        assertThat(freedomPay.callsUntilNow()).as("never a sixth time").containsExactly("g2g status 7999007771");
    }

    @Test
    void onlyWhatFreedomPayStillWaitsForIsSentAgain() {
        freedomPay.says(LOST, UNDECIDED, UNREACHABLE);
        comeBack(ANSWER);
        world.pass(SimulatedFlow.CALL_ENDS.plusSeconds(1));
        world.recover(checkout);
        world.recover(checkout);
        assertThat(freedomPay.callsUntilNow())
                .containsExactly("confirm A1001 PaRes", "g2g status 7999007771", "g2g status 7999007771");
    }

    @Test
    void aRepeatThatIsRefusedSaysNothingOfTheFirst() {
        freedomPay.says(LOST, NOT_BEGUN, REFUSED, status(Samples.captured(0)));
        comeBack(ANSWER);
        world.pass(SimulatedFlow.CALL_ENDS.plusSeconds(1));
        world.recover(checkout);
        assertThat(world.now(checkout).state()).isEqualTo(new Paid(1));
        assertThat(freedomPay.callsUntilNow()).hasSize(4);
        assertThat(world.told())
                .contains(
                        "checkout confirmation.sent attempt=1",
                        "gateway confirmation.in_doubt reason=refused when repeated");
    }

    @Test
    void whatTheShopperHasSeenIsRemembered() {
        challenges.opened(checkout, 1);
        assertThat(payment()).isEqualTo(new AwaitingAcs(CHALLENGE, true));
    }
}
