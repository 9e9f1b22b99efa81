package org.freedomcheckout.checkout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.freedomcheckout.checkout.Samples.ANY_SAVED_CARD;
import static org.freedomcheckout.checkout.Samples.CARD;
import static org.freedomcheckout.checkout.Samples.NOW;
import static org.freedomcheckout.checkout.Samples.SAVED_CARD;
import static org.freedomcheckout.checkout.Samples.challenge;
import static org.freedomcheckout.checkout.Samples.held;
import static org.freedomcheckout.checkout.Samples.open;
import static org.freedomcheckout.checkout.Samples.paid;
import static org.freedomcheckout.checkout.Samples.tenge;
import static org.freedomcheckout.checkout.Samples.terms;
import static org.freedomcheckout.checkout.Samples.waiting;

import java.util.Optional;
import org.freedomcheckout.checkout.CheckoutEvent.Learned;
import org.freedomcheckout.checkout.CheckoutEvent.OperationPlanned;
import org.freedomcheckout.checkout.CheckoutEvent.PaymentPlanned;
import org.freedomcheckout.checkout.CheckoutEvent.PaymentWithdrawn;
import org.freedomcheckout.checkout.CheckoutEvent.ShopperReturned;
import org.freedomcheckout.checkout.CheckoutEvent.SuccessNotified;
import org.freedomcheckout.checkout.CheckoutEvent.TimeUp;
import org.freedomcheckout.checkout.CheckoutEvent.WithdrawalSent;
import org.freedomcheckout.checkout.Operation.Kind;
import org.freedomcheckout.checkout.Terms.CaptureMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a checkout tells of itself. */
class CheckoutTest {

    private static final Failure MENDABLE = new Failure("10009", Reason.NOT_ENOUGH_MONEY);
    private static final Method CARD_PAGE = new Method.CardPage();

    private static Checkout refused(Checkout waiting) {
        return waiting.after(new Learned(waiting.payments().size(), new Evidence.Refused(MENDABLE), NOW));
    }

    @Test
    void thePaymentThatCountsIsTheSuccessfulOneOrElseTheLatest() {
        var checkout = open(CaptureMode.AUTOMATIC, SAVED_CARD);
        assertThat(checkout.mainPayment()).isEmpty();
        var both = waiting(refused(waiting(checkout)));
        assertThat(both.mainPayment()).hasValue(both.payment(2));
        var firstPaid = both.after(new Learned(1, Samples.captured(0), NOW));
        assertThat(firstPaid.mainPayment()).hasValue(firstPaid.payment(1));
        var firstHeld = both.after(new Learned(1, new Evidence.Held(Receipt.at(NOW)), NOW));
        assertThat(firstHeld.mainPayment()).hasValue(firstHeld.payment(1));
    }

    @Test
    void paymentsAndOperationsGoByNumbersFromOne() {
        var checkout = paid().after(new OperationPlanned(Kind.REFUND, Optional.of(tenge(1)), NOW));
        assertThat(checkout.payment(1).attempt()).isEqualTo(1);
        assertThat(checkout.operation(1).number()).isEqualTo(1);
        for (var number : new int[] {-1, 0, 2}) {
            assertThatIllegalArgumentException().isThrownBy(() -> checkout.payment(number));
            assertThatIllegalArgumentException().isThrownBy(() -> checkout.operation(number));
        }
    }

    @ParameterizedTest
    @EnumSource(CaptureMode.class)
    void onlyHeldMoneyCanBeCapturedAndOnlyTakenMoneyGivenBack(CaptureMode capture) {
        assertThat(waiting(open(capture, SAVED_CARD)).held()).isEmpty();
        assertThat(waiting(open(capture, SAVED_CARD)).refundable()).isEmpty();
        assertThat(held(capture).held()).hasValue(tenge(150_000));
        assertThat(held(capture).refundable()).isEmpty();
        assertThat(held(capture).settlement()).isEmpty();
        assertThat(paid().held()).isEmpty();
        assertThat(paid().refundable()).hasValue(tenge(150_000));
    }

    @Test
    void whoHasASecondWayToPayMayChoose() {
        var choice = open(CaptureMode.AUTOMATIC, ANY_SAVED_CARD, CARD_PAGE);
        assertThat(choice.waitsForChoice()).isTrue();
        assertThat(choice.canChooseAgain()).isTrue();
        var chosen = waiting(choice);
        assertThat(chosen.waitsForChoice()).isFalse();
        assertThat(chosen.canChooseAgain()).isTrue();
        assertThat(chosen.after(new ShopperReturned(1, NOW)).canChooseAgain()).isFalse();
        var only = open(CaptureMode.AUTOMATIC, SAVED_CARD);
        assertThat(only.waitsForChoice()).isFalse();
        assertThat(only.canChooseAgain()).isFalse();
    }

    @Test
    void twentyChoicesAreEnough() {
        var checkout = open(CaptureMode.AUTOMATIC, ANY_SAVED_CARD, CARD_PAGE);
        for (int attempt = 1; attempt <= 19; attempt++) {
            checkout = waiting(checkout).after(new WithdrawalSent(attempt, NOW)).after(new PaymentWithdrawn(attempt));
        }
        assertThat(checkout.canChooseAgain()).isTrue();
        assertThat(checkout.canStartPayment()).isTrue();
        var last = waiting(checkout);
        assertThat(last.payments()).hasSize(20);
        assertThat(last.canChooseAgain()).isFalse();
        var none = last.after(new WithdrawalSent(20, NOW)).after(new PaymentWithdrawn(20));
        assertThat(none.canStartPayment()).isFalse();
        assertThat(none.after(new PaymentPlanned("A1001", CARD, NOW))).isSameAs(none);
    }

    @Test
    void whatOnlyFreedomPayCanTellIsUnsettled() {
        var waiting = waiting(open(CaptureMode.AUTOMATIC, SAVED_CARD));
        assertThat(waiting.isUnsettled(waiting.payment(1))).isFalse();
        var returned = waiting.after(new ShopperReturned(1, NOW));
        assertThat(returned.isUnsettled(returned.payment(1))).isTrue();
        var contested = waiting.after(new TimeUp(NOW, true)).after(new SuccessNotified(1, NOW));
        assertThat(contested.isUnsettled(contested.payment(1))).isTrue();
        // Freedom Pay takes it by itself, unless the merchant wanted otherwise.
        var automatic = held(CaptureMode.AUTOMATIC);
        assertThat(automatic.isUnsettled(automatic.payment(1))).isTrue();
        var manual = held(CaptureMode.MANUAL);
        assertThat(manual.isUnsettled(manual.payment(1))).isFalse();
    }

    @Test
    void anOperationUnsettlesThePaymentWhoseMoneyItMoves() {
        var paid = waiting(refused(waiting(open(CaptureMode.AUTOMATIC, SAVED_CARD))))
                .after(new Learned(2, Samples.captured(0), NOW));
        assertThat(paid.isUnsettled(paid.payment(2))).isFalse();
        var refunding = paid.after(new OperationPlanned(Kind.REFUND, Optional.empty(), NOW));
        assertThat(refunding.isUnsettled(refunding.payment(2))).isTrue();
        assertThat(refunding.isUnsettled(refunding.payment(1))).isFalse();
    }

    @Test
    void theGravestReasonForAttentionStays() {
        var reasons = Attention.values();
        var gravest = reasons[reasons.length - 1];
        var marked = paid().marked(reasons[0]);
        assertThat(marked.attention()).hasValue(reasons[0]);
        assertThat(marked.marked(reasons[0])).isSameAs(marked);
        assertThat(marked.marked(gravest).attention()).hasValue(gravest);
        assertThat(marked.marked(gravest).marked(reasons[0]).attention()).hasValue(gravest);
    }

    @Test
    void eachPaymentHasAnIdempotencyKeyOfItsOwn() {
        var both = waiting(refused(waiting(open(CaptureMode.AUTOMATIC, SAVED_CARD))));
        assertThat(both.idempotencyKey(both.payment(1))).isEqualTo(both.id() + ".1.A1001");
        assertThat(both.idempotencyKey(both.payment(2))).isEqualTo(both.id() + ".2.A1001");
    }

    @Test
    void eachStoredVersionIsTheNext() {
        var moved = paid().updatedAt(NOW.plusSeconds(5));
        assertThat(moved.updatedAt()).isEqualTo(NOW.plusSeconds(5));
        assertThat(moved.stored().version()).isEqualTo(moved.version() + 1);
        assertThat(moved.stored().state()).isEqualTo(moved.state());
    }

    @Test
    void theTermsSayWithWhatToPay() {
        var both = terms(CaptureMode.AUTOMATIC, SAVED_CARD, CARD_PAGE);
        assertThat(both.savedCard()).hasValue((Method.SavedCard) SAVED_CARD);
        assertThat(both.offersCardPage()).isTrue();
        assertThat(both.onlyMeans()).isEmpty();
        var page = terms(CaptureMode.AUTOMATIC, CARD_PAGE);
        assertThat(page.savedCard()).isEmpty();
        assertThat(page.onlyMeans()).hasValue(new Means.CardPage());
        var card = terms(CaptureMode.AUTOMATIC, SAVED_CARD);
        assertThat(card.offersCardPage()).isFalse();
        assertThat(card.isThreeDs()).isFalse();
        assertThat(card.onlyMeans()).hasValue(new Means.SavedCard(Samples.CARD_TOKEN, CardFace.of("")));
        assertThat(terms(CaptureMode.AUTOMATIC, ANY_SAVED_CARD).onlyMeans()).isEmpty();
        assertThat(challenge().terms().onlyMeans()).hasValue(new Means.ThreeDs());
    }
}
