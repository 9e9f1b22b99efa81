package org.freedomcheckout.flow;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.freedomcheckout.checkout.Checkout;
import org.freedomcheckout.checkout.CheckoutEvent;
import org.freedomcheckout.checkout.CheckoutEvent.CreationLost;
import org.freedomcheckout.checkout.CheckoutEvent.CreationRefused;
import org.freedomcheckout.checkout.CheckoutEvent.CreationRepeated;
import org.freedomcheckout.checkout.CheckoutEvent.OrderIdTaken;
import org.freedomcheckout.checkout.CheckoutEvent.PaymentCreated;
import org.freedomcheckout.checkout.CheckoutEvent.PaymentNotCreated;
import org.freedomcheckout.checkout.CheckoutEvent.PaymentPlanned;
import org.freedomcheckout.checkout.CheckoutEvent.PaymentWithdrawn;
import org.freedomcheckout.checkout.CheckoutEvent.ShopperReturned;
import org.freedomcheckout.checkout.CheckoutEvent.WithdrawalFailed;
import org.freedomcheckout.checkout.CheckoutEvent.WithdrawalSent;
import org.freedomcheckout.checkout.CheckoutKey;
import org.freedomcheckout.checkout.CheckoutState.Open;
import org.freedomcheckout.checkout.Evidence;
import org.freedomcheckout.checkout.Means;
import org.freedomcheckout.checkout.Method;
import org.freedomcheckout.checkout.OperationAnswer;
import org.freedomcheckout.checkout.Payment;
import org.freedomcheckout.checkout.PaymentId;
import org.freedomcheckout.checkout.PaymentState.AwaitingCard;
import org.freedomcheckout.checkout.PaymentState.AwaitingCvc;
import org.freedomcheckout.checkout.PaymentState.Captured;
import org.freedomcheckout.checkout.PaymentState.Planned;
import org.freedomcheckout.checkout.PaymentState.Withdrawing;
import org.freedomcheckout.checkout.Secret;
import org.freedomcheckout.checkout.Terms.CaptureMode;
import org.freedomcheckout.checkout.TimelineEntry.Actor;
import org.freedomcheckout.gateway.CardPayment;
import org.freedomcheckout.gateway.InDoubtException;
import org.freedomcheckout.gateway.InitAnswer;
import org.freedomcheckout.gateway.MoneyCalls.Family;
import org.freedomcheckout.gateway.NotSentException;
import org.freedomcheckout.gateway.PagePayment;
import org.freedomcheckout.gateway.PaymentCalls;
import org.freedomcheckout.gateway.SignedForm;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Flow A, a saved card, and the page for a new one: makes the payment, hands the browser over to Freedom Pay's page, and
 * takes it back.
 */
public final class CardFlow {

    private static final Logger log = LoggerFactory.getLogger(CardFlow.class);

    /** A second call with the same idempotency key is the last. */
    private static final int MAX_SENDS = 2;

    /** Freedom Pay's page lives at least so long. */
    private static final Duration MIN_LIFETIME = Duration.ofMinutes(5);

    private final PaymentCalls gateway;
    private final Moves moves;
    private final StatusCheck status;
    private final Background background;
    private final CardRest rest;
    private final PublicUrls urls;
    private final CheckoutKey key;
    private final InstantSource clock;
    private final Duration callEnds;
    private final boolean framed;

    CardFlow(
            PaymentCalls gateway,
            Moves moves,
            StatusCheck status,
            Background background,
            CardRest rest,
            PublicUrls urls,
            CheckoutKey key,
            InstantSource clock,
            Duration callEnds,
            boolean framed) {
        this.gateway = gateway;
        this.callEnds = callEnds;
        this.framed = framed;
        this.moves = moves;
        this.status = status;
        this.background = background;
        this.rest = rest;
        this.urls = urls;
        this.key = key;
        this.clock = clock;
    }

    /** What the frame shows. */
    public sealed interface CardStep {

        /** The browser goes on to Freedom Pay's CVC page. */
        record HandOver(PaymentId payment, SignedForm form) implements CardStep {}

        /** The browser goes on to Freedom Pay's page for a new card. */
        record NewCard(URI page) implements CardStep {}

        /** The payment is being made. */
        record Wait() implements CardStep {}

        /** Freedom Pay cannot be reached; nothing has happened. */
        record Unreachable() implements CardStep {}

        /** The frame is out of date: the page around it has something else to say. */
        record Leave() implements CardStep {}
    }

    /** Makes the payment if there is none yet; however often this is called, once. */
    public CardStep step(Checkout checkout) {
        if (checkout.waitsForRetry() || checkout.waitsForChoice() || isOver(checkout)) {
            return new CardStep.Leave();
        }
        if (checkout.livePayment().isEmpty()) {
            if (!checkout.canStartPayment() || rest(checkout).isPresent()) {
                return new CardStep.Leave();
            }
            if (!start(checkout)) {
                return new CardStep.Wait();
            }
            var now = moves.current(checkout.id());
            var isNotMade = now.livePayment().isEmpty() && now.canStartPayment() && !now.waitsForRetry();
            return isNotMade && rest(now).isEmpty() ? new CardStep.Unreachable() : live(now);
        }
        return live(checkout);
    }

    /** How long the only card with which a checkout can be paid cannot be used yet; empty if it can. */
    public Optional<Duration> rest(Checkout checkout) {
        return isOver(checkout) || checkout.livePayment().isPresent()
                ? Optional.empty()
                : checkout.terms().onlyMeans().flatMap(this::rest);
    }

    /** How long something cannot be paid with yet, after many refusals; empty if it can. */
    public Optional<Duration> rest(Means means) {
        return means instanceof Means.SavedCard card ? rest.left(card.token()) : Optional.empty();
    }

    /** Freedom Pay's CVC page as HTML, fetched by our server; empty if it cannot be had. */
    public Optional<String> relay(Checkout checkout, PaymentId payment) {
        try {
            return Optional.of(gateway.relayCardPay(payment));
        } catch (NotSentException | InDoubtException e) {
            log.warn(
                    "Order {}: Freedom Pay's CVC page cannot be had",
                    checkout.terms().orderId(),
                    e);
            return Optional.empty();
        }
    }

    /** The shopper wants to try again after a refusal. */
    public void retry(Checkout checkout) {
        if (checkout.waitsForRetry() && !isOver(checkout) && rest(checkout).isEmpty()) {
            checkout.terms().onlyMeans().ifPresent(means -> start(checkout, means));
        }
    }

    /** The shopper has chosen with what to pay. */
    public void choose(Checkout checkout, Means means) {
        if (checkout.waitsForChoice() && !isOver(checkout) && rest(means).isEmpty()) {
            start(checkout, means);
        }
    }

    /**
     * The shopper wants to pay with something else. Only what nobody has begun to pay is closed, and only once Freedom Pay
     * has closed it is there room for another: the page on which it can be paid may be open elsewhere.
     */
    public void withdraw(Checkout checkout) {
        checkout.livePayment()
                .filter(payment -> payment.state() instanceof AwaitingCvc || payment.state() instanceof AwaitingCard)
                .filter(_ -> checkout.canChooseAgain())
                .ifPresent(payment -> background.runAndWaitALittle(() -> withdraw(checkout, payment.attempt())));
    }

    private void withdraw(Checkout checkout, int attempt) {
        var said = status.ask(checkout, attempt);
        if (said.isPresent() && said.get() instanceof Evidence.NotBegun) {
            moves.claim(moves.current(checkout.id()), new WithdrawalSent(attempt, clock.instant()), Actor.SHOPPER)
                    .filter(mine -> mine.payment(attempt).state() instanceof Withdrawing)
                    .ifPresent(mine -> close(mine, mine.payment(attempt)));
        }
    }

    private void close(Checkout checkout, Payment payment) {
        try {
            if (payment.state() instanceof Withdrawing withdrawing) {
                Freshness.check(withdrawing.since(), clock);
            }
            var answer =
                    gateway.money().cancel(Family.MERCHANT_API, payment.id().orElseThrow());
            switch (answer) {
                case OperationAnswer.Done _ ->
                    moves.apply(checkout.id(), new PaymentWithdrawn(payment.attempt()), Actor.GATEWAY);
                case OperationAnswer.Refused _ ->
                    moves.apply(checkout.id(), new WithdrawalFailed(payment.attempt()), Actor.GATEWAY);
                case OperationAnswer.Ambiguous _ -> status.ask(checkout, payment.attempt());
            }
        } catch (NotSentException e) {
            log.warn("Order {}: Freedom Pay cannot be reached", payment.orderId(), e);
            moves.apply(checkout.id(), new WithdrawalFailed(payment.attempt()), Actor.GATEWAY);
        } catch (InDoubtException e) {
            log.warn("Order {}: it is not known whether the payment is closed", payment.orderId(), e);
        }
    }

    /**
     * Freedom Pay says that nobody has begun to pay: if the call had surely ended, it has not closed the payment.
     *
     * @param asked when Freedom Pay was asked
     */
    void recoverWithdrawal(Checkout checkout, int attempt, Instant asked) {
        if (checkout.payment(attempt).state() instanceof Withdrawing withdrawing
                && asked.isAfter(withdrawing.since().plus(callEnds))) {
            moves.apply(checkout.id(), new WithdrawalFailed(attempt), Actor.CHECKOUT);
        }
    }

    /** The browser is back from Freedom Pay; asks what that means. */
    public void returned(Checkout checkout, int attempt) {
        moves.apply(checkout.id(), new ShopperReturned(attempt, clock.instant()), Actor.SHOPPER);
        look(checkout, attempt);
    }

    /** Asks what became of a payment while the browser waits a little. */
    public void look(Checkout checkout, int attempt) {
        if (!(checkout.payment(attempt).state() instanceof Captured)) {
            background.runAndWaitALittle(() -> status.ask(moves.current(checkout.id()), attempt));
        }
    }

    private CardStep live(Checkout checkout) {
        return checkout.livePayment()
                .<CardStep>map(payment -> switch (payment.state()) {
                    case AwaitingCvc _ -> handOver(payment.id().orElseThrow());
                    case AwaitingCard(var page) -> new CardStep.NewCard(URI.create(page.reveal()));
                    case Planned _ -> new CardStep.Wait();
                    default -> new CardStep.Leave();
                })
                .orElseGet(CardStep.Leave::new);
    }

    private CardStep handOver(PaymentId payment) {
        return new CardStep.HandOver(payment, gateway.cardPay(payment));
    }

    private boolean isOver(Checkout checkout) {
        return !(checkout.state() instanceof Open)
                || !clock.instant().isBefore(checkout.terms().expiresAt());
    }

    private boolean start(Checkout checkout) {
        return checkout.terms()
                .onlyMeans()
                .filter(means -> start(checkout, means))
                .isPresent();
    }

    /** Plans a payment and makes it; false if somebody else does. */
    private boolean start(Checkout checkout, Means means) {
        var orderId = checkout.payments().isEmpty()
                ? checkout.terms().orderId()
                : checkout.payments().getLast().orderId();
        var planned = moves.claim(checkout, new PaymentPlanned(orderId, means, clock.instant()), Actor.SHOPPER);
        planned.ifPresent(mine ->
                background.runAndWaitALittle(() -> create(mine, mine.payments().getLast())));
        return planned.isPresent();
    }

    /** Sends card/init, again under another order id while Freedom Pay says that the first is taken. */
    private void create(Checkout checkout, Payment planned) {
        if (planned.means() instanceof Means.SavedCard card && rest.isOverfull(card.token())) {
            moves.apply(checkout.id(), new PaymentNotCreated(planned.attempt()), Actor.CHECKOUT);
            return;
        }
        var payment = planned;
        for (int suffix = 2; ; suffix++) {
            var event = sendInit(checkout, payment, suffix);
            var now = moves.apply(checkout.id(), event, Actor.GATEWAY);
            if (!(event instanceof OrderIdTaken)) {
                return;
            }
            payment = now.payment(planned.attempt());
        }
    }

    private CheckoutEvent sendInit(Checkout checkout, Payment payment, int suffix) {
        var attempt = payment.attempt();
        try {
            return switch (call(checkout, payment)) {
                case InitAnswer.Created(var id, var page) -> new PaymentCreated(attempt, id, payment.orderId(), page);
                case InitAnswer.OrderIdTaken _
                when suffix <= OrderIds.MAX_SUFFIX ->
                    new OrderIdTaken(attempt, OrderIds.next(checkout.terms().orderId(), payment.orderId()));
                case InitAnswer.OrderIdTaken _ -> new PaymentNotCreated(attempt);
                case InitAnswer.Unavailable(var code) -> {
                    log.error("Order {}: Freedom Pay refuses our calls with error {}", payment.orderId(), code);
                    yield new PaymentNotCreated(attempt);
                }
                case InitAnswer.Refused(var failure) -> new CreationRefused(attempt, failure);
            };
        } catch (NotSentException e) {
            log.warn("Order {}: Freedom Pay cannot be reached", payment.orderId(), e);
            return new PaymentNotCreated(attempt);
        } catch (InDoubtException e) {
            log.warn("Order {}: it is not known whether Freedom Pay made the payment", payment.orderId(), e);
            return new CreationLost(attempt);
        }
    }

    private InitAnswer call(Checkout checkout, Payment payment) throws NotSentException, InDoubtException {
        return switch (payment.means()) {
            case Means.SavedCard card -> gateway.init(savedCard(checkout, payment, card.token()));
            case Means.CardPage _ -> gateway.page(cardPage(checkout, payment));
            case Means.ThreeDs _ -> throw new IllegalStateException("the merchant makes payments with 3-D Secure");
        };
    }

    private CardPayment savedCard(Checkout checkout, Payment payment, Secret cardToken) {
        var terms = checkout.terms();
        var token = key.returnToken(checkout.id(), payment.attempt());
        return new CardPayment(
                payment.orderId(),
                terms.amount(),
                terms.description(),
                cardToken,
                terms.savedCard().orElseThrow().userId(),
                terms.customer(),
                urls.result(),
                urls.success(token),
                urls.failure(token),
                checkout.idempotencyKey(payment),
                terms.capture() == CaptureMode.MANUAL);
    }

    private PagePayment cardPage(Checkout checkout, Payment payment) {
        var terms = checkout.terms();
        var token = key.returnToken(checkout.id(), payment.attempt());
        return new PagePayment(
                payment.orderId(),
                terms.amount(),
                terms.description(),
                terms.savedCard().map(Method.SavedCard::userId),
                terms.customer(),
                lifetime(Duration.between(clock.instant(), terms.expiresAt())),
                terms.language(),
                framed,
                urls.result(),
                urls.check(),
                urls.success(token),
                urls.failure(token),
                checkout.idempotencyKey(payment),
                terms.capture() == CaptureMode.MANUAL);
    }

    private static Duration lifetime(Duration left) {
        return left.compareTo(MIN_LIFETIME) < 0 ? MIN_LIFETIME : left;
    }

    /**
     * Makes a payment whose making was lost once more, under the same idempotency key: Freedom Pay makes it once, and until
     * we know its number nobody can pay with it. So it may in the end be given up, too. A payment is never taken over by
     * its order id, which another one may have.
     */
    void recoverCreation(Checkout checkout, Payment payment) {
        if (!(payment.state() instanceof Planned planned)
                || !(planned.lost() || clock.instant().isAfter(planned.since().plus(callEnds)))) {
            // The call may still be running.
            return;
        }
        if (status.answer(checkout, payment).isEmpty()) {
            return;
        }
        if (planned.sends() < MAX_SENDS) {
            moves.claim(checkout, new CreationRepeated(payment.attempt(), clock.instant()), Actor.CHECKOUT)
                    .ifPresent(mine -> create(mine, mine.payment(payment.attempt())));
        } else {
            moves.apply(checkout.id(), new PaymentNotCreated(payment.attempt()), Actor.CHECKOUT);
        }
    }
}
