package org.freedomcheckout.flow;

import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.freedomcheckout.checkout.Checkout;
import org.freedomcheckout.checkout.CheckoutEvent;
import org.freedomcheckout.checkout.CheckoutEvent.CreationRepeated;
import org.freedomcheckout.checkout.CheckoutEvent.OrderIdTaken;
import org.freedomcheckout.checkout.CheckoutEvent.PaymentCreated;
import org.freedomcheckout.checkout.CheckoutEvent.PaymentNotCreated;
import org.freedomcheckout.checkout.CheckoutEvent.PaymentPlanned;
import org.freedomcheckout.checkout.CheckoutEvent.ShopperReturned;
import org.freedomcheckout.checkout.CheckoutKey;
import org.freedomcheckout.checkout.CheckoutState.Open;
import org.freedomcheckout.checkout.Evidence;
import org.freedomcheckout.checkout.Method;
import org.freedomcheckout.checkout.Payment;
import org.freedomcheckout.checkout.PaymentId;
import org.freedomcheckout.checkout.PaymentState.AwaitingCvc;
import org.freedomcheckout.checkout.PaymentState.Captured;
import org.freedomcheckout.checkout.PaymentState.Planned;
import org.freedomcheckout.checkout.Terms.CaptureMode;
import org.freedomcheckout.checkout.TimelineEntry.Actor;
import org.freedomcheckout.gateway.CardPayment;
import org.freedomcheckout.gateway.FreedomPay;
import org.freedomcheckout.gateway.InDoubtException;
import org.freedomcheckout.gateway.InitAnswer;
import org.freedomcheckout.gateway.NotSentException;
import org.freedomcheckout.gateway.SignedForm;
import org.freedomcheckout.gateway.StatusAnswer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Flow A, a saved card: makes the payment, hands the browser over to Freedom Pay's CVC page, and takes it back. */
public final class SavedCardFlow {

    private static final Logger log = LoggerFactory.getLogger(SavedCardFlow.class);

    /** A second card/init with the same idempotency key is the last. */
    private static final int MAX_SENDS = 2;

    private final FreedomPay gateway;
    private final Moves moves;
    private final StatusCheck status;
    private final Background background;
    private final PublicUrls urls;
    private final CheckoutKey key;
    private final InstantSource clock;

    SavedCardFlow(
            FreedomPay gateway,
            Moves moves,
            StatusCheck status,
            Background background,
            PublicUrls urls,
            CheckoutKey key,
            InstantSource clock) {
        this.gateway = gateway;
        this.moves = moves;
        this.status = status;
        this.background = background;
        this.urls = urls;
        this.key = key;
        this.clock = clock;
    }

    /** What the frame shows. */
    public sealed interface CvcStep {

        /** The browser goes on to Freedom Pay. */
        record HandOver(PaymentId payment, SignedForm form) implements CvcStep {}

        /** The payment is being made. */
        record Wait() implements CvcStep {}

        /** Freedom Pay cannot be reached; nothing has happened. */
        record Unreachable() implements CvcStep {}

        /** The frame is out of date: the page around it has something else to say. */
        record Leave() implements CvcStep {}
    }

    /** Makes the payment if there is none yet; however often this is called, once. */
    public CvcStep cvc(Checkout checkout) {
        if (checkout.waitsForRetry() || isOver(checkout)) {
            return new CvcStep.Leave();
        }
        if (checkout.livePayment().isEmpty()) {
            if (!start(checkout)) {
                return new CvcStep.Wait();
            }
            var now = moves.current(checkout.id());
            return now.livePayment().isEmpty() && now.canStartPayment() && !now.waitsForRetry()
                    ? new CvcStep.Unreachable()
                    : step(now);
        }
        return step(checkout);
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
        if (checkout.waitsForRetry() && !isOver(checkout)) {
            start(checkout);
        }
    }

    /** The browser is back from Freedom Pay; asks what that means. */
    public void returned(Checkout checkout, int attempt) {
        moves.apply(checkout.id(), new ShopperReturned(attempt, clock.instant()), Actor.SHOPPER);
        if (!(checkout.payment(attempt).state() instanceof Captured)) {
            background.runAndWaitALittle(() -> status.ask(moves.current(checkout.id()), attempt));
        }
    }

    private CvcStep step(Checkout checkout) {
        return checkout.livePayment()
                .<CvcStep>map(payment -> switch (payment.state()) {
                    case AwaitingCvc _ -> handOver(payment.id().orElseThrow());
                    case Planned _ -> new CvcStep.Wait();
                    default -> new CvcStep.Leave();
                })
                .orElseGet(CvcStep.Leave::new);
    }

    private CvcStep handOver(PaymentId payment) {
        return new CvcStep.HandOver(payment, gateway.cardPay(payment));
    }

    private boolean isOver(Checkout checkout) {
        return !(checkout.state() instanceof Open)
                || !clock.instant().isBefore(checkout.terms().expiresAt());
    }

    /** Plans a payment and makes it; false if somebody else does. */
    private boolean start(Checkout checkout) {
        var orderId = checkout.payments().isEmpty()
                ? checkout.terms().orderId()
                : checkout.payments().getLast().orderId();
        var planned = moves.claim(checkout, new PaymentPlanned(orderId, clock.instant()), Actor.SHOPPER);
        planned.ifPresent(mine ->
                background.runAndWaitALittle(() -> create(mine, mine.payments().getLast())));
        return planned.isPresent();
    }

    /** Sends card/init, again under another order id while Freedom Pay says that the first is taken. */
    private void create(Checkout checkout, Payment planned) {
        var payment = planned;
        for (int suffix = 2; ; suffix++) {
            var event = sendInit(checkout, payment, suffix);
            if (event.isEmpty()) {
                return;
            }
            var now = moves.apply(checkout.id(), event.get(), Actor.GATEWAY);
            if (!(event.get() instanceof OrderIdTaken)) {
                return;
            }
            payment = now.payment(planned.attempt());
        }
    }

    private Optional<CheckoutEvent> sendInit(Checkout checkout, Payment payment, int suffix) {
        try {
            return Optional.of(
                    switch (gateway.init(request(checkout, payment))) {
                        case InitAnswer.Created(var id) -> new PaymentCreated(payment.attempt(), id);
                        case InitAnswer.OrderIdTaken _ ->
                            suffix > OrderIds.MAX_SUFFIX
                                    ? new PaymentNotCreated(payment.attempt())
                                    : new OrderIdTaken(
                                            payment.attempt(),
                                            OrderIds.next(checkout.terms().orderId(), payment.orderId()));
                        case InitAnswer.Refused(var failure) ->
                            new CheckoutEvent.Learned(
                                    payment.attempt(), new Evidence.Refused(failure), clock.instant());
                    });
        } catch (NotSentException e) {
            log.warn("Order {}: Freedom Pay cannot be reached", payment.orderId(), e);
            return Optional.of(new PaymentNotCreated(payment.attempt()));
        } catch (InDoubtException e) {
            log.warn("Order {}: it is not known whether Freedom Pay made the payment", payment.orderId(), e);
            moves.note(checkout, Actor.GATEWAY, "payment.creation_in_doubt", Map.of("reason", e.reason()));
            return Optional.empty();
        }
    }

    private CardPayment request(Checkout checkout, Payment payment) {
        var terms = checkout.terms();
        if (!(terms.method() instanceof Method.SavedCard card)) {
            throw new IllegalStateException("checkout " + checkout.id() + " has no saved card");
        }
        var token = key.returnToken(checkout.id(), payment.attempt());
        return new CardPayment(
                payment.orderId(),
                terms.amount(),
                terms.description(),
                card.token(),
                card.userId(),
                terms.customer(),
                urls.result(),
                urls.success(token),
                urls.failure(token),
                checkout.idempotencyKey(payment),
                terms.capture() == CaptureMode.MANUAL);
    }

    /**
     * Finds out whether Freedom Pay made a payment whose number we never learnt. Until we know the number nobody can
     * pay with it, so in the end it may be given up.
     */
    void recoverCreation(Checkout checkout, Payment payment) {
        if (status.answer(checkout, payment) instanceof StatusAnswer.Known known
                && known.payment().filter(id -> isNew(checkout, id)).isPresent()) {
            var id = known.payment().orElseThrow();
            var created = moves.apply(checkout.id(), new PaymentCreated(payment.attempt(), id), Actor.GATEWAY);
            status.learn(created, payment.attempt(), known.evidence());
        } else if (payment.state() instanceof Planned planned && planned.sends() < MAX_SENDS) {
            moves.claim(checkout, new CreationRepeated(payment.attempt(), clock.instant()), Actor.CHECKOUT)
                    .ifPresent(mine -> create(mine, mine.payment(payment.attempt())));
        } else {
            moves.apply(checkout.id(), new PaymentNotCreated(payment.attempt()), Actor.CHECKOUT);
        }
    }

    private static boolean isNew(Checkout checkout, PaymentId id) {
        return checkout.payments().stream().noneMatch(other -> other.id().equals(Optional.of(id)));
    }
}
