package org.freedomcheckout.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.freedomcheckout.flow.ScriptedFreedomPay.Trouble.LOST;
import static org.freedomcheckout.flow.ScriptedFreedomPay.Trouble.UNREACHABLE;
import static org.freedomcheckout.flow.ScriptedFreedomPay.Trouble.UNSIGNED;
import static org.freedomcheckout.flow.ScriptedFreedomPay.status;

import java.time.Duration;
import org.freedomcheckout.checkout.Checkout;
import org.freedomcheckout.checkout.CheckoutState.Paid;
import org.freedomcheckout.checkout.Evidence;
import org.freedomcheckout.checkout.Samples;
import org.freedomcheckout.flow.ScriptedFreedomPay.Trouble;
import org.freedomcheckout.gateway.StatusAnswer;
import org.freedomcheckout.store.CheckoutStore.Found;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** While Freedom Pay is away it is asked every other second; once it is back, all that is in doubt is due at once. */
class OutageRecoveryTest {

    private static final Object UNDECIDED = status(new Evidence.Undecided());

    private final FlowInMemory world = new FlowInMemory();
    private final ScriptedFreedomPay freedomPay = world.freedomPay;
    private final Checkout checkout = world.checkouts.insert(Samples.challenge());

    /** A shopper's confirmation was lost. */
    @BeforeEach
    void doubt() {
        freedomPay.says(LOST);
        world.flow.challenges.returned(checkout, 1, Samples.ANSWER);
        freedomPay.callsUntilNow();
    }

    /** A payment whose time to be asked about has not come. */
    private Found notDue() {
        return new Found(world.now(checkout), 1);
    }

    private void unanswered(int questions, Trouble trouble) {
        for (int n = 0; n < questions; n++) {
            freedomPay.says(trouble);
            world.recover(checkout);
        }
        freedomPay.callsUntilNow();
    }

    private int questionsOfATick() {
        world.flow.tick();
        return freedomPay.callsUntilNow().size();
    }

    @ParameterizedTest
    @EnumSource(names = {"UNREACHABLE", "LOST"})
    void afterThreeQuestionsWithoutAnAnswerOneIsAskedEveryOtherSecond(Trouble trouble) {
        unanswered(2, trouble);
        world.due.inDoubt.add(notDue());
        assertThat(questionsOfATick()).isZero();
        freedomPay.says(trouble);
        world.due.asks.add(notDue());
        assertThat(questionsOfATick()).isOne();
        freedomPay.says(trouble);
        assertThat(questionsOfATick()).isOne();
        world.pass(Duration.ofMillis(1_999));
        assertThat(questionsOfATick()).isZero();
        freedomPay.says(trouble);
        world.pass(Duration.ofMillis(1));
        assertThat(questionsOfATick()).isOne();
    }

    @Test
    void onceItAnswersAllThatIsInDoubtIsDue() {
        unanswered(3, LOST);
        world.due.inDoubt.add(notDue());
        freedomPay.says(UNDECIDED);
        assertThat(questionsOfATick()).isOne();
        freedomPay.says(status(Samples.captured(0)));
        assertThat(questionsOfATick()).isOne();
        assertThat(world.now(checkout).state()).isEqualTo(new Paid(1));
        assertThat(world.due.hastened).containsExactly(world.now());
        world.pass(Duration.ofSeconds(2));
        assertThat(questionsOfATick()).isZero();
        assertThat(world.due.hastened).hasSize(1);
    }

    @Test
    void manyAreMadeDueInSeveralTurns() {
        unanswered(3, LOST);
        for (int n = 0; n < 200; n++) {
            world.due.inDoubt.add(new Found(world.checkouts.insert(Samples.challenge("" + n)), 1));
        }
        freedomPay.says(UNDECIDED);
        world.flow.tick();
        world.threads.hold();
        world.flow.tick();
        world.flow.tick();
        world.flow.tick();
        assertThat(world.due.hastened).hasSize(2);
    }

    @Test
    void aFreedomPayThatFlapsHastensOnceInFifteenSeconds() {
        for (int n = 0; n < 3; n++) {
            unanswered(3, LOST);
            freedomPay.says(UNDECIDED);
            world.recover(checkout);
            world.flow.tick();
        }
        assertThat(world.due.hastened).hasSize(1);
        world.pass(Duration.ofMillis(14_999));
        world.flow.tick();
        assertThat(world.due.hastened).hasSize(1);
        world.pass(Duration.ofMillis(1));
        world.flow.tick();
        assertThat(world.due.hastened).hasSize(2);
    }

    @Test
    void anAnswerThatCannotBeBelievedIsNoOutage() {
        unanswered(5, UNSIGNED);
        world.due.inDoubt.add(notDue());
        assertThat(questionsOfATick()).isZero();
        unanswered(2, UNREACHABLE);
        unanswered(1, UNSIGNED);
        unanswered(2, UNREACHABLE);
        assertThat(questionsOfATick()).isZero();
    }

    @Test
    void whatANoteTellsOfEachAnswer() {
        freedomPay.says(UNREACHABLE, LOST, UNSIGNED, new StatusAnswer.NotFound(), new StatusAnswer.Refused("9999"));
        world.told();
        for (int n = 0; n < 5; n++) {
            world.recover(checkout);
        }
        assertThat(world.told())
                .containsExactly(
                        "gateway status.answered answer=not_sent attempt=1",
                        "gateway status.answered answer=deadline attempt=1",
                        "gateway status.answered answer=bad_signature attempt=1",
                        "gateway status.answered answer=not_found attempt=1",
                        "gateway status.answered answer=error 9999 attempt=1");
    }

    /** After three days elapsed time alone has failed nothing, but an operator is called. */
    @Test
    void anOldDoubtIsForAnOperator() {
        freedomPay.says(UNDECIDED, UNDECIDED);
        world.pass(Duration.ofDays(3).minusMillis(1));
        world.recover(checkout);
        assertThat(world.now(checkout).attention()).isEmpty();
        world.pass(Duration.ofMillis(1));
        world.told();
        world.recover(checkout);
        assertThat(world.told()).endsWith("checkout payment.in_doubt_too_long attempt=1 attention=in_doubt_too_long");
        assertThat(world.counted("checkout.attention", "reason", "in_doubt_too_long"))
                .isOne();
        assertThat(world.now(checkout).state().status()).isEqualTo("processing");
        assertThat(world.due.scheduled).hasSize(2);
    }
}
