package org.freedomcheckout.checkout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.freedomcheckout.checkout.Samples.ANSWER;
import static org.freedomcheckout.checkout.Samples.CARD;
import static org.freedomcheckout.checkout.Samples.EXPIRY;
import static org.freedomcheckout.checkout.Samples.NOW;
import static org.freedomcheckout.checkout.Samples.SAVED_CARD;
import static org.freedomcheckout.checkout.Samples.challenge;
import static org.freedomcheckout.checkout.Samples.held;
import static org.freedomcheckout.checkout.Samples.open;
import static org.freedomcheckout.checkout.Samples.paid;
import static org.freedomcheckout.checkout.Samples.waiting;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.freedomcheckout.checkout.CheckoutEvent.ChallengeOpened;
import org.freedomcheckout.checkout.CheckoutEvent.ConfirmationNotSent;
import org.freedomcheckout.checkout.CheckoutEvent.ConfirmationSent;
import org.freedomcheckout.checkout.CheckoutEvent.Learned;
import org.freedomcheckout.checkout.CheckoutEvent.OperationPlanned;
import org.freedomcheckout.checkout.CheckoutEvent.OperationSent;
import org.freedomcheckout.checkout.CheckoutEvent.PaymentCreated;
import org.freedomcheckout.checkout.CheckoutEvent.PaymentNotCreated;
import org.freedomcheckout.checkout.CheckoutEvent.PaymentPlanned;
import org.freedomcheckout.checkout.CheckoutEvent.ShopperReturned;
import org.freedomcheckout.checkout.CheckoutEvent.SuccessNotified;
import org.freedomcheckout.checkout.CheckoutEvent.WithdrawalSent;
import org.freedomcheckout.checkout.Operation.Kind;
import org.freedomcheckout.checkout.Terms.CaptureMode;
import org.junit.jupiter.api.Test;

class AskScheduleTest {

    private static Optional<Duration> next(Checkout checkout, int attempt, Instant now) {
        return AskSchedule.next(checkout, checkout.payment(attempt), now).map(at -> Duration.between(NOW, at));
    }

    @Test
    void aPaymentInDoubtIsAskedAboutLessAndLessForThreeDays() {
        var checkout = challenge().after(new ConfirmationSent(1, ANSWER, NOW));
        var asks = new ArrayList<Duration>();
        var next = AskSchedule.next(checkout, checkout.payment(1), NOW);
        while (next.isPresent()) {
            asks.add(Duration.between(NOW, next.get()));
            next = AskSchedule.next(checkout, checkout.payment(1), next.get());
        }
        assertThat(asks.subList(0, 6))
                .containsExactly(
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(30),
                        Duration.ofMinutes(1),
                        Duration.ofMinutes(2));
        assertThat(asks)
                .contains(Duration.ofMinutes(59), Duration.ofMinutes(60), Duration.ofMinutes(70))
                .doesNotContain(Duration.ofMinutes(61), Duration.ofMinutes(65));
        assertThat(asks.getLast()).isEqualTo(Duration.ofDays(3));
    }

    @Test
    void aShopperAtTheBankIsAskedAboutUntilTheExpiry() {
        var checkout = challenge().after(new ChallengeOpened(1));
        var payment = checkout.payment(1);
        assertThat(AskSchedule.next(checkout, payment, NOW)).hasValue(NOW.plus(Duration.ofMinutes(1)));
        assertThat(AskSchedule.next(checkout, payment, EXPIRY.minusSeconds(70))).hasValue(EXPIRY.minusSeconds(60));
        assertThat(AskSchedule.next(checkout, payment, EXPIRY.minusSeconds(50))).isEmpty();
    }

    @Test
    void aChallengeThatNobodyOpenedIsNotAskedAbout() {
        var checkout = challenge();
        assertThat(AskSchedule.next(checkout, checkout.payment(1), NOW)).isEmpty();
    }

    @Test
    void aPageThatMayStillBeOpenIsAskedAboutThreeTimesAfterTheEnd() {
        var terms = challenge().terms();
        var page = new Payment(
                1, "A1001", new Means.CardPage(), Optional.of(new PaymentId("1")), new PaymentState.Abandoned(), NOW);
        var asks = new ArrayList<Duration>();
        var next = AskSchedule.next(challenge(), page, NOW);
        while (next.isPresent()) {
            asks.add(Duration.between(terms.expiresAt(), next.get()));
            next = AskSchedule.next(challenge(), page, next.get());
        }
        assertThat(asks).containsExactly(Duration.ofMinutes(10), Duration.ofHours(1), Duration.ofDays(1));
    }

    @Test
    void whatFreedomPayHasEverythingForIsAskedAboutSoon() {
        var waiting = waiting(open(CaptureMode.AUTOMATIC, SAVED_CARD));
        var inDoubt = List.of(
                open(CaptureMode.AUTOMATIC, SAVED_CARD).after(new PaymentPlanned("A1001", CARD, NOW)),
                waiting.after(new ShopperReturned(1, NOW)),
                waiting.after(new WithdrawalSent(1, NOW)),
                waiting.after(new SuccessNotified(1, NOW)),
                // Freedom Pay takes the money itself, sometimes seconds later.
                held(CaptureMode.AUTOMATIC));
        for (var checkout : inDoubt) {
            assertThat(next(checkout, 1, NOW)).hasValue(Duration.ofSeconds(2));
        }
    }

    @Test
    void aPaymentThatWaitsForTheShopperIsAskedAboutEachMinute() {
        var card = open(CaptureMode.AUTOMATIC, new Method.CardPage())
                .after(new PaymentPlanned("A1001", new Means.CardPage(), NOW))
                .after(new PaymentCreated(1, new PaymentId("1"), "A1001", Optional.of(new Secret("page"))));
        var unsent = challenge().after(new ConfirmationSent(1, ANSWER, NOW)).after(new ConfirmationNotSent(1));
        for (var checkout : List.of(waiting(open(CaptureMode.AUTOMATIC, SAVED_CARD)), card, unsent)) {
            assertThat(next(checkout, 1, NOW)).hasValue(Duration.ofMinutes(1));
        }
    }

    @Test
    void moneyThatTheMerchantHoldsIsAskedAboutAfterTheEnd() {
        assertThat(next(held(CaptureMode.MANUAL), 1, NOW)).hasValue(Duration.ofMinutes(40));
    }

    @Test
    void whatIsOverForGoodIsNotAskedAbout() {
        var refused = new Learned(1, new Evidence.Refused(new Failure("1100", Reason.SHOP_PROBLEM)), NOW);
        assertThat(next(paid(), 1, NOW)).isEmpty();
        assertThat(next(held(CaptureMode.MANUAL).after(new Learned(1, new Evidence.Released(), NOW)), 1, NOW))
                .isEmpty();
        assertThat(next(challenge().after(refused), 1, NOW)).isEmpty();
        var neverMade = open(CaptureMode.AUTOMATIC, SAVED_CARD)
                .after(new PaymentPlanned("A1001", CARD, NOW))
                .after(new PaymentNotCreated(1));
        assertThat(next(neverMade, 1, NOW)).isEmpty();
    }

    @Test
    void anOperationIsAskedAboutFromWhenItLeft() {
        var refused = new Learned(1, new Evidence.Refused(new Failure("10009", Reason.NOT_ENOUGH_MONEY)), NOW);
        var paid = waiting(waiting(open(CaptureMode.AUTOMATIC, SAVED_CARD)).after(refused))
                .after(new Learned(2, Samples.captured(0), NOW));
        var planned = paid.after(new OperationPlanned(Kind.REFUND, Optional.empty(), NOW.plusSeconds(100)));
        assertThat(next(planned, 2, NOW.plusSeconds(100))).hasValue(Duration.ofSeconds(102));
        var sent = planned.after(new OperationSent(1, Set.of(), NOW.plusSeconds(200)));
        assertThat(next(sent, 2, NOW.plusSeconds(200))).hasValue(Duration.ofSeconds(202));
        // The refused one, whose page may still be open, has nothing to do with it.
        assertThat(next(sent, 1, NOW.plusSeconds(200))).hasValue(Duration.ofMinutes(40));
    }
}
