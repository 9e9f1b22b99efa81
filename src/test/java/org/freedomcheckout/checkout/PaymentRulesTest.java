package org.freedomcheckout.checkout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.freedomcheckout.checkout.Samples.ANSWER;
import static org.freedomcheckout.checkout.Samples.CARD;
import static org.freedomcheckout.checkout.Samples.CHALLENGE;
import static org.freedomcheckout.checkout.Samples.NOW;
import static org.freedomcheckout.checkout.Samples.tenge;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.freedomcheckout.checkout.CheckoutEvent.ConfirmationSent;
import org.freedomcheckout.checkout.CheckoutEvent.CreationLost;
import org.freedomcheckout.checkout.CheckoutEvent.CreationRepeated;
import org.freedomcheckout.checkout.CheckoutEvent.Learned;
import org.freedomcheckout.checkout.CheckoutEvent.PaymentEvent;
import org.freedomcheckout.checkout.CheckoutEvent.PaymentWithdrawn;
import org.freedomcheckout.checkout.CheckoutEvent.ShopperReturned;
import org.freedomcheckout.checkout.CheckoutEvent.SuccessNotified;
import org.freedomcheckout.checkout.CheckoutEvent.WithdrawalFailed;
import org.freedomcheckout.checkout.CheckoutEvent.WithdrawalSent;
import org.freedomcheckout.checkout.PaymentState.Abandoned;
import org.freedomcheckout.checkout.PaymentState.AwaitingAcs;
import org.freedomcheckout.checkout.PaymentState.AwaitingCard;
import org.freedomcheckout.checkout.PaymentState.AwaitingCvc;
import org.freedomcheckout.checkout.PaymentState.Captured;
import org.freedomcheckout.checkout.PaymentState.Checking;
import org.freedomcheckout.checkout.PaymentState.Confirming;
import org.freedomcheckout.checkout.PaymentState.Contested;
import org.freedomcheckout.checkout.PaymentState.Held;
import org.freedomcheckout.checkout.PaymentState.Planned;
import org.freedomcheckout.checkout.PaymentState.Refused;
import org.freedomcheckout.checkout.PaymentState.Released;
import org.freedomcheckout.checkout.PaymentState.Returned;
import org.freedomcheckout.checkout.PaymentState.Unsent;
import org.freedomcheckout.checkout.PaymentState.Withdrawing;
import org.junit.jupiter.api.Test;

/** What one event makes of each state of a payment; what a table does not name, the event leaves alone. */
class PaymentRulesTest {

    private static final Instant LATER = NOW.plusSeconds(5);
    private static final Secret PAGE = new Secret("https://pay.bank.kz/page");
    private static final Failure MENDABLE = new Failure("10009", Reason.NOT_ENOUGH_MONEY);

    private static final PaymentState PLANNED = new Planned(NOW, 1, false);
    private static final PaymentState CVC = new AwaitingCvc();
    private static final PaymentState CARD_PAGE = new AwaitingCard(PAGE);
    private static final PaymentState CHALLENGED = new AwaitingAcs(CHALLENGE, false);
    private static final PaymentState AT_THE_BANK = new AwaitingAcs(CHALLENGE, true);
    private static final PaymentState UNSENT = new Unsent(ANSWER);
    private static final PaymentState CONFIRMING = new Confirming(ANSWER, NOW, 1);
    private static final PaymentState WITHDRAWING = new Withdrawing(NOW, Optional.empty());
    private static final PaymentState WITHDRAWING_PAGE = new Withdrawing(NOW, Optional.of(PAGE));
    private static final PaymentState RETURNED = new Returned(NOW, Optional.empty());
    private static final PaymentState CHECKING = new Checking(NOW);
    private static final PaymentState CONTESTED = new Contested(NOW, false);
    private static final PaymentState ANNOUNCED = new Contested(NOW, true);
    private static final PaymentState HELD = new Held(Receipt.at(NOW));
    private static final PaymentState CAPTURED = new Captured(Receipt.at(NOW), Settlement.all(tenge(150_000)));
    private static final PaymentState REFUSED = new Refused(MENDABLE);
    private static final PaymentState RELEASED = new Released();
    private static final PaymentState ABANDONED = new Abandoned();

    private static Stream<PaymentState> all() {
        return Stream.of(
                PLANNED,
                CVC,
                CARD_PAGE,
                CHALLENGED,
                AT_THE_BANK,
                UNSENT,
                CONFIRMING,
                WITHDRAWING,
                WITHDRAWING_PAGE,
                RETURNED,
                CHECKING,
                CONTESTED,
                ANNOUNCED,
                HELD,
                CAPTURED,
                REFUSED,
                RELEASED,
                ABANDONED);
    }

    private static Payment in(PaymentState state) {
        return new Payment(1, "A1001", CARD, Optional.of(new PaymentId("1")), state, NOW);
    }

    private static PaymentState after(PaymentState state, PaymentEvent event) {
        return PaymentRules.next(in(state), event, tenge(150_000)).state();
    }

    private static void check(PaymentEvent event, Map<PaymentState, PaymentState> moves) {
        assertThat(all())
                .allSatisfy(state -> assertThat(after(state, event)).isEqualTo(moves.getOrDefault(state, state)));
    }

    @Test
    void whatWasLostOnTheWayMayBeMadeOnceMore() {
        check(new CreationLost(1), Map.of(PLANNED, new Planned(NOW, 1, true)));
        check(new CreationRepeated(1, LATER), Map.of(PLANNED, new Planned(LATER, 2, false)));
    }

    @Test
    void anAnnouncedSuccessIsAskedAbout() {
        var checking = new Checking(LATER);
        var contested = new Contested(LATER, true);
        check(
                new SuccessNotified(1, LATER),
                Map.ofEntries(
                        Map.entry(CVC, checking),
                        Map.entry(CARD_PAGE, checking),
                        Map.entry(WITHDRAWING, checking),
                        Map.entry(WITHDRAWING_PAGE, checking),
                        Map.entry(CHALLENGED, checking),
                        Map.entry(AT_THE_BANK, checking),
                        Map.entry(UNSENT, checking),
                        Map.entry(RETURNED, checking),
                        Map.entry(REFUSED, contested),
                        Map.entry(RELEASED, contested),
                        Map.entry(CONTESTED, contested),
                        Map.entry(ABANDONED, contested)));
    }

    @Test
    void onlyTheBanksAnswerToAChallengeIsSent() {
        var first = new Confirming(ANSWER, LATER, 1);
        check(
                new ConfirmationSent(1, ANSWER, LATER),
                Map.of(
                        CHALLENGED,
                        first,
                        AT_THE_BANK,
                        first,
                        UNSENT,
                        first,
                        CONFIRMING,
                        new Confirming(ANSWER, LATER, 2)));
    }

    @Test
    void onlyWhoWasOnFreedomPaysPageComesBackFromIt() {
        check(
                new ShopperReturned(1, LATER),
                Map.of(CVC, new Returned(LATER, Optional.empty()), CARD_PAGE, new Returned(LATER, Optional.of(PAGE))));
    }

    @Test
    void aPaymentOnFreedomPaysPageMayBeWithdrawn() {
        check(
                new WithdrawalSent(1, LATER),
                Map.of(
                        CVC,
                        new Withdrawing(LATER, Optional.empty()),
                        CARD_PAGE,
                        new Withdrawing(LATER, Optional.of(PAGE))));
        check(new WithdrawalFailed(1), Map.of(WITHDRAWING, CVC, WITHDRAWING_PAGE, CARD_PAGE));
        check(new PaymentWithdrawn(1), Map.of(WITHDRAWING, ABANDONED, WITHDRAWING_PAGE, ABANDONED, HELD, RELEASED));
    }

    @Test
    void aWithdrawnPaymentThatFailsIsJustOver() {
        for (var evidence : List.of(new Evidence.Refused(MENDABLE), new Evidence.Released())) {
            assertThat(after(WITHDRAWING, new Learned(1, evidence, LATER))).isEqualTo(ABANDONED);
        }
    }

    @Test
    void whoHasNotBegunMayGoOnOrIsOverButAnAnnouncedSuccessIsLookedFor() {
        check(
                new Learned(1, new Evidence.NotBegun(), NOW.plusSeconds(60)),
                Map.of(RETURNED, CVC, CONTESTED, ABANDONED));
        check(new Learned(1, new Evidence.NotBegun(), NOW.plusSeconds(59)), Map.of());
    }

    @Test
    void moneyOfAnotherAmountIsLookedIntoWherePayingIsNotOver() {
        var checking = new Checking(LATER);
        check(
                new Learned(1, new Evidence.Mismatched(), LATER),
                Map.of(
                        PLANNED,
                        checking,
                        CVC,
                        checking,
                        CARD_PAGE,
                        checking,
                        CHALLENGED,
                        checking,
                        AT_THE_BANK,
                        checking,
                        UNSENT,
                        checking,
                        WITHDRAWING,
                        checking,
                        WITHDRAWING_PAGE,
                        checking));
    }

    @Test
    void timeEndsWhatNobodyCanHavePaidAndDoubtsTheRest() {
        var contested = new Contested(LATER, false);
        var moves = Map.of(
                PLANNED, ABANDONED,
                CHALLENGED, ABANDONED,
                UNSENT, ABANDONED,
                CVC, contested,
                CARD_PAGE, contested,
                AT_THE_BANK, contested,
                WITHDRAWING, contested,
                WITHDRAWING_PAGE, contested);
        assertThat(all()).allSatisfy(state -> {
            assertThat(PaymentRules.afterTimeUp(in(state), LATER, false).state())
                    .isEqualTo(moves.getOrDefault(state, state));
            assertThat(PaymentRules.afterTimeUp(in(state), LATER, true).state())
                    .isEqualTo(moves.containsKey(state) ? ABANDONED : state);
        });
    }
}
