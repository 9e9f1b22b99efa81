package org.freedomcheckout.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.freedomcheckout.checkout.Samples.CARD;
import static org.freedomcheckout.checkout.Samples.CARD_TOKEN;
import static org.freedomcheckout.checkout.Samples.EXPIRY;
import static org.freedomcheckout.checkout.Samples.NOW;
import static org.freedomcheckout.checkout.Samples.SAVED_CARD;
import static org.freedomcheckout.flow.ScriptedFreedomPay.Trouble.LOST;
import static org.freedomcheckout.flow.ScriptedFreedomPay.Trouble.UNREACHABLE;
import static org.freedomcheckout.flow.ScriptedFreedomPay.status;

import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.Optional;
import org.freedomcheckout.checkout.CheckoutEvent.PaymentPlanned;
import org.freedomcheckout.checkout.CheckoutEvent.TimeUp;
import org.freedomcheckout.checkout.CheckoutState.Failed;
import org.freedomcheckout.checkout.CheckoutState.Open;
import org.freedomcheckout.checkout.CheckoutState.Paid;
import org.freedomcheckout.checkout.CheckoutState.Processing;
import org.freedomcheckout.checkout.Failure;
import org.freedomcheckout.checkout.Means;
import org.freedomcheckout.checkout.Method;
import org.freedomcheckout.checkout.PaymentId;
import org.freedomcheckout.checkout.PaymentState.Abandoned;
import org.freedomcheckout.checkout.Reason;
import org.freedomcheckout.checkout.Samples;
import org.freedomcheckout.checkout.Secret;
import org.freedomcheckout.checkout.Terms.CaptureMode;
import org.freedomcheckout.flow.CardFlow.CardStep;
import org.freedomcheckout.gateway.CardPayment;
import org.freedomcheckout.gateway.InitAnswer;
import org.freedomcheckout.gateway.PagePayment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How a payment with a card is made: once, under its own key, and never beside another. */
class CardFlowTest {

    private static final Method CARD_PAGE = new Method.CardPage();
    private static final PaymentId PAYMENT = new PaymentId("7999007883");
    private static final Secret PAGE = new Secret("https://customer.freedompay.kz/pay.html?customer=1");
    private static final InitAnswer CREATED = new InitAnswer.Created(PAYMENT, Optional.empty());
    private static final InitAnswer CREATED_PAGE = new InitAnswer.Created(PAYMENT, Optional.of(PAGE));
    private static final InitAnswer REFUSED = new InitAnswer.Refused(Samples.NO_MONEY);

    private final FlowInMemory world = new FlowInMemory();
    private final ScriptedFreedomPay freedomPay = world.freedomPay;
    private final CardFlow cards = world.flow.cards;

    @Test
    void aSavedCardIsPaidOnFreedomPaysPage() {
        var checkout = world.open(SAVED_CARD);
        freedomPay.says(CREATED);
        var form = freedomPay.cardPay(PAYMENT);
        assertThat(world.step(checkout)).isEqualTo(new CardStep.HandOver(PAYMENT, form));
        assertThat(world.step(checkout)).as("read again").isEqualTo(new CardStep.HandOver(PAYMENT, form));
        assertThat(freedomPay.callsUntilNow()).containsExactly("init A1001");
        assertThat(world.told())
                .containsExactly(
                        "shopper payment.planned order_id=A1001",
                        "gateway payment.created attempt=1 payment_id=7999007883");
        assertThat(world.checkouts.onDisk).extracting("type").containsExactly("payment.planned");
    }

    @ParameterizedTest
    @EnumSource
    void freedomPayIsToldWhatTheMerchantSaid(CaptureMode capture) {
        var checkout = world.checkouts.insert(Samples.open(capture, SAVED_CARD));
        freedomPay.says(CREATED);
        world.step(checkout);
        var back = "https://checkout.shop.kz/return/"
                + FlowInMemory.KEY.returnToken(checkout.id(), 1).reveal();
        assertThat(freedomPay.cardPayments)
                .containsExactly(new CardPayment(
                        "A1001",
                        checkout.terms().amount(),
                        "Order A1001",
                        CARD_TOKEN,
                        "u42",
                        checkout.terms().customer(),
                        URI.create("https://checkout.shop.kz/callbacks/freedompay/result"),
                        URI.create(back + "/success"),
                        URI.create(back + "/failure"),
                        checkout.id() + ".1.A1001",
                        capture == CaptureMode.MANUAL));
    }

    @ParameterizedTest
    @EnumSource
    void aNewCardIsTypedOnFreedomPaysPage(CaptureMode capture) {
        var checkout = world.checkouts.insert(Samples.open(capture, CARD_PAGE));
        freedomPay.says(CREATED_PAGE);
        assertThat(world.step(checkout)).isEqualTo(new CardStep.NewCard(URI.create(PAGE.reveal())));
        var back = "https://checkout.shop.kz/return/"
                + FlowInMemory.KEY.returnToken(checkout.id(), 1).reveal();
        assertThat(freedomPay.pagePayments)
                .containsExactly(new PagePayment(
                        "A1001",
                        checkout.terms().amount(),
                        "Order A1001",
                        Optional.empty(),
                        checkout.terms().customer(),
                        Duration.ofMinutes(30),
                        Optional.empty(),
                        true,
                        URI.create("https://checkout.shop.kz/callbacks/freedompay/result"),
                        URI.create("https://checkout.shop.kz/callbacks/freedompay/check"),
                        URI.create(back + "/success"),
                        URI.create(back + "/failure"),
                        checkout.id() + ".1.A1001",
                        capture == CaptureMode.MANUAL));
    }

    @Test
    void aPageLivesFiveMinutesAtLeast() {
        var checkout = world.open(CARD_PAGE);
        world.pass(Duration.ofMinutes(28));
        freedomPay.says(CREATED_PAGE);
        world.step(checkout);
        assertThat(freedomPay.pagePayments).extracting(PagePayment::lifetime).containsExactly(Duration.ofMinutes(5));
    }

    @Test
    void nothingIsMadeOnceTheTimeIsOver() {
        var checkout = world.open(SAVED_CARD);
        world.pass(Duration.between(NOW, EXPIRY));
        assertThat(world.step(checkout)).isInstanceOf(CardStep.Leave.class);
        assertThat(world.told()).isEmpty();
    }

    @Test
    void untilThenItIs() {
        var checkout = world.open(SAVED_CARD);
        world.pass(Duration.between(NOW, EXPIRY).minusMillis(1));
        freedomPay.says(CREATED);
        assertThat(world.step(checkout)).isInstanceOf(CardStep.HandOver.class);
    }

    @Test
    void nothingIsMadeBeforeTheShopperHasChosen() {
        var checkout = world.open(SAVED_CARD, CARD_PAGE);
        assertThat(world.step(checkout)).isInstanceOf(CardStep.Leave.class);
        freedomPay.says(CREATED_PAGE);
        cards.choose(checkout, new Means.CardPage());
        assertThat(world.step(checkout)).isInstanceOf(CardStep.NewCard.class);
        assertThat(freedomPay.pagePayments).extracting(PagePayment::userId).containsExactly(Optional.of("u42"));
        cards.choose(world.now(checkout), CARD);
        assertThat(freedomPay.callsUntilNow()).containsExactly("page A1001");
    }

    @Test
    void onceTheTimeIsOverNothingCanBeChosen() {
        var checkout = world.open(SAVED_CARD, CARD_PAGE);
        world.pass(Duration.between(NOW, EXPIRY));
        cards.choose(checkout, new Means.CardPage());
        assertThat(freedomPay.callsUntilNow()).isEmpty();
    }

    @Test
    void ofTwoTabsOneMakesThePayment() {
        var checkout = world.open(SAVED_CARD);
        world.checkouts.letAnotherBeFirst(checkout.id(), new PaymentPlanned("A1001", CARD, NOW));
        assertThat(world.step(checkout)).isInstanceOf(CardStep.Wait.class);
        assertThat(world.step(checkout)).isInstanceOf(CardStep.Wait.class);
        assertThat(freedomPay.callsUntilNow()).isEmpty();
    }

    @Test
    void whenFreedomPayCannotBeReachedNothingHasHappened() {
        var checkout = world.open(SAVED_CARD);
        freedomPay.says(UNREACHABLE, CREATED);
        assertThat(world.step(checkout)).isInstanceOf(CardStep.Unreachable.class);
        assertThat(world.now(checkout).state()).isEqualTo(new Open(Optional.empty()));
        assertThat(world.step(checkout)).isInstanceOf(CardStep.HandOver.class);
        assertThat(world.told())
                .containsExactly(
                        "shopper payment.planned order_id=A1001",
                        "gateway payment.not_created attempt=1",
                        "shopper payment.planned order_id=A1001",
                        "gateway payment.created attempt=2 payment_id=7999007883");
        assertThat(freedomPay.cardPayments)
                .extracting(CardPayment::idempotencyKey)
                .containsExactly(checkout.id() + ".1.A1001", checkout.id() + ".2.A1001");
    }

    @Test
    void whenOurCallsAreRefusedNothingHasHappened() {
        var checkout = world.open(SAVED_CARD);
        freedomPay.says(new InitAnswer.Unavailable("9998"));
        assertThat(world.step(checkout)).isInstanceOf(CardStep.Unreachable.class);
    }

    @Test
    void anOrderThatIsTakenGoesByAnotherName() {
        var checkout = world.open(SAVED_CARD);
        freedomPay.says(new InitAnswer.OrderIdTaken(), new InitAnswer.OrderIdTaken(), CREATED);
        assertThat(world.step(checkout)).isInstanceOf(CardStep.HandOver.class);
        assertThat(freedomPay.callsUntilNow()).containsExactly("init A1001", "init A1001-2", "init A1001-3");
        assertThat(freedomPay.cardPayments)
                .extracting(CardPayment::idempotencyKey)
                .endsWith(checkout.id() + ".1.A1001-3");
        assertThat(world.now(checkout).payment(1).orderId()).isEqualTo("A1001-3");
        assertThat(world.told())
                .containsExactly(
                        "shopper payment.planned order_id=A1001",
                        "gateway payment.order_id_taken attempt=1 next_order_id=A1001-2",
                        "gateway payment.order_id_taken attempt=1 next_order_id=A1001-3",
                        "gateway payment.created attempt=1 payment_id=7999007883");
    }

    @Test
    void afterNineNamesItGivesUp() {
        var checkout = world.open(SAVED_CARD);
        freedomPay.says(Collections.nCopies(9, new InitAnswer.OrderIdTaken()).toArray());
        assertThat(world.step(checkout)).isInstanceOf(CardStep.Unreachable.class);
        assertThat(freedomPay.callsUntilNow()).hasSize(9).endsWith("init A1001-9");
        assertThat(world.now(checkout).payment(1).state()).isEqualTo(new Abandoned());
    }

    @Test
    void afterARefusalTheShopperHasToAskForAnother() {
        var checkout = world.open(SAVED_CARD);
        freedomPay.says(REFUSED);
        assertThat(world.step(checkout)).isInstanceOf(CardStep.Leave.class);
        assertThat(world.step(checkout)).isInstanceOf(CardStep.Leave.class);
        assertThat(world.told())
                .containsExactly(
                        "shopper payment.planned order_id=A1001",
                        "gateway payment.refused attempt=1 code=10009 status=open");
        freedomPay.says(CREATED);
        cards.retry(world.now(checkout));
        assertThat(world.step(checkout)).isInstanceOf(CardStep.HandOver.class);
        cards.retry(world.now(checkout));
        assertThat(freedomPay.callsUntilNow()).containsExactly("init A1001", "init A1001");
    }

    @Test
    void anotherPaymentKeepsTheNameThatWasFree() {
        var checkout = world.open(SAVED_CARD);
        freedomPay.says(new InitAnswer.OrderIdTaken(), REFUSED, CREATED);
        world.step(checkout);
        cards.retry(world.now(checkout));
        assertThat(freedomPay.callsUntilNow()).containsExactly("init A1001", "init A1001-2", "init A1001-2");
    }

    @Test
    void onceTheTimeIsOverNobodyTriesAgain() {
        var checkout = world.open(SAVED_CARD);
        freedomPay.says(REFUSED);
        world.step(checkout);
        world.pass(Duration.between(NOW, EXPIRY));
        cards.retry(world.now(checkout));
        assertThat(freedomPay.callsUntilNow()).hasSize(1);
    }

    @Test
    void aRefusalForGoodEndsTheCheckout() {
        var checkout = world.open(SAVED_CARD);
        var failure = new Failure("100", Reason.FINAL);
        freedomPay.says(new InitAnswer.Refused(failure));
        assertThat(world.step(checkout)).isInstanceOf(CardStep.Leave.class);
        assertThat(world.now(checkout).state()).isEqualTo(new Failed(failure));
        assertThat(world.counted("checkout.moves", "status", "failed")).isOne();
    }

    @Test
    void whoComesBackIsLookedAfterAtOnce() {
        var checkout = world.checkouts.insert(Samples.waiting(world.open(SAVED_CARD)));
        freedomPay.says(status(Samples.captured(0)));
        cards.returned(checkout, 1);
        assertThat(world.now(checkout).state()).isEqualTo(new Paid(1));
        assertThat(freedomPay.callsUntilNow()).containsExactly("card status 1");
        cards.look(world.now(checkout), 1);
        assertThat(freedomPay.callsUntilNow()).as("it is known").isEmpty();
        assertThat(world.told())
                .containsExactly(
                        "shopper shopper.returned attempt=1 status=processing",
                        "gateway payment.captured attempt=1 status=paid");
    }

    @Test
    void whileItIsNotKnownWhatBecameOfOneThereIsNoOther() {
        var checkout = world.checkouts.insert(Samples.waiting(world.open(SAVED_CARD)));
        freedomPay.says(LOST);
        cards.returned(checkout, 1);
        assertThat(world.now(checkout).state()).isEqualTo(new Processing());
        assertThat(world.step(checkout)).isInstanceOf(CardStep.Leave.class);
        assertThat(world.told()).endsWith("gateway status.answered answer=deadline attempt=1");
    }

    @Test
    void theCvcPageMayBeFetchedByUs() {
        var checkout = world.open(SAVED_CARD);
        freedomPay.says("<form>", UNREACHABLE, LOST);
        assertThat(cards.relay(checkout, PAYMENT)).hasValue("<form>");
        assertThat(cards.relay(checkout, PAYMENT)).isEmpty();
        assertThat(cards.relay(checkout, PAYMENT)).isEmpty();
        assertThat(freedomPay.callsUntilNow()).containsOnly("card/pay 7999007883");
    }

    @Test
    void whatIsClosedStaysClosed() {
        var checkout = world.checkouts.insert(world.open(SAVED_CARD).after(new TimeUp(NOW, true)));
        assertThat(world.step(checkout)).isInstanceOf(CardStep.Leave.class);
        assertThat(cards.rest(checkout)).isEmpty();
    }
}
