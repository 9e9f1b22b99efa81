package org.freedomcheckout.flow;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.freedomcheckout.checkout.Checkout;
import org.freedomcheckout.checkout.CheckoutEvent.OperationAnswered;
import org.freedomcheckout.checkout.CheckoutEvent.OperationMissed;
import org.freedomcheckout.checkout.CheckoutEvent.OperationNotSent;
import org.freedomcheckout.checkout.CheckoutEvent.OperationPlanned;
import org.freedomcheckout.checkout.CheckoutEvent.OperationSent;
import org.freedomcheckout.checkout.CheckoutId;
import org.freedomcheckout.checkout.Evidence;
import org.freedomcheckout.checkout.Money;
import org.freedomcheckout.checkout.Operation;
import org.freedomcheckout.checkout.Operation.Kind;
import org.freedomcheckout.checkout.OperationAnswer;
import org.freedomcheckout.checkout.OperationState.Planned;
import org.freedomcheckout.checkout.OperationState.Sent;
import org.freedomcheckout.checkout.TimelineEntry.Actor;
import org.freedomcheckout.gateway.InDoubtException;
import org.freedomcheckout.gateway.MoneyCalls.Family;
import org.freedomcheckout.gateway.NotSentException;
import org.freedomcheckout.gateway.OperationCalls;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes, releases and gives back money for the merchant. Each operation is remembered before it is sent, sent once, and
 * after a lost answer decided by the status alone; those of one checkout go one after the other.
 */
public final class Operations {

    private static final Logger log = LoggerFactory.getLogger(Operations.class);

    /** So long a merchant's request waits for the end of its operation. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Another instance may be the one that ends it, and cannot wake us. */
    private static final long LOOK_MILLIS = 500;

    private final OperationCalls gateway;
    private final Moves moves;
    private final StatusCheck status;
    private final Background background;
    private final ChangeFeed changes;
    private final InstantSource clock;
    private final Duration callEnds;

    Operations(
            OperationCalls gateway,
            Moves moves,
            StatusCheck status,
            Background background,
            ChangeFeed changes,
            InstantSource clock,
            Duration callEnds) {
        this.gateway = gateway;
        this.moves = moves;
        this.status = status;
        this.background = background;
        this.changes = changes;
        this.clock = clock;
        this.callEnds = callEnds;
    }

    /**
     * Remembers an operation; nothing is sent yet.
     *
     * @param amount all there is if empty
     * @return the checkout, with the operation as its last; empty if there is no money for it
     */
    public Optional<Checkout> plan(CheckoutId checkout, Kind kind, Optional<Money> amount) {
        return moves.move(checkout, new OperationPlanned(kind, amount, clock.instant()), Actor.MERCHANT);
    }

    /** Sends an operation when it is its turn, and waits for its end, but not for long. */
    public Checkout finish(CheckoutId id, int number) {
        var news = new Semaphore(0);
        var end = System.nanoTime() + PATIENCE.toNanos();
        try (var _ = changes.subscribe(id, news::release)) {
            start(id);
            while (true) {
                var checkout = moves.current(id);
                if (!checkout.operation(number).isActive() || System.nanoTime() - end > 0) {
                    return checkout;
                }
                var _ = news.tryAcquire(LOOK_MILLIS, TimeUnit.MILLISECONDS);
                news.drainPermits();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return moves.current(id);
        }
    }

    /** Sends what is planned, without waiting for its end. */
    void start(CheckoutId id) {
        background.run(() -> sendAll(id));
    }

    /** Sends what is planned, in order, until one is in doubt or somebody else is at it. */
    private void sendAll(CheckoutId id) {
        while (true) {
            var checkout = moves.current(id);
            var next = checkout.activeOperation().filter(operation -> operation.state() instanceof Planned);
            if (next.isEmpty()) {
                return;
            }
            var number = next.get().number();
            var sent = moves.claim(checkout, new OperationSent(number, clock.instant()), Actor.CHECKOUT);
            if (sent.isPresent() && sent.get().operation(number).state() instanceof Sent) {
                send(sent.get(), sent.get().operation(number));
            }
        }
    }

    private void send(Checkout checkout, Operation operation) {
        var attempt = checkout.mainPayment().orElseThrow().attempt();
        try {
            if (operation.state() instanceof Sent sent) {
                Freshness.check(sent.since(), clock);
            }
            var answer = call(checkout, operation);
            if (answer instanceof OperationAnswer.Ambiguous(var code)) {
                inDoubt(checkout, operation, "error " + code);
                status.ask(checkout, attempt);
            } else {
                var answered = new OperationAnswered(operation.number(), answer, clock.instant());
                moves.apply(checkout.id(), answered, Actor.GATEWAY);
            }
        } catch (NotSentException e) {
            log.warn("Order {}: Freedom Pay cannot be reached", checkout.terms().orderId(), e);
            moves.apply(checkout.id(), new OperationNotSent(operation.number()), Actor.GATEWAY);
        } catch (InDoubtException e) {
            log.warn(
                    "Order {}: a {} is in doubt",
                    checkout.terms().orderId(),
                    operation.kind().word(),
                    e);
            inDoubt(checkout, operation, e.reason());
        }
    }

    private OperationAnswer call(Checkout checkout, Operation operation) throws NotSentException, InDoubtException {
        var family = checkout.terms().isThreeDs() ? Family.GATEWAY_API : Family.MERCHANT_API;
        var payment = checkout.mainPayment().flatMap(found -> found.id()).orElseThrow();
        return switch (operation.kind()) {
            case CAPTURE -> gateway.capture(family, payment, operation.amount());
            case CANCEL -> gateway.cancel(family, payment);
            case REFUND -> gateway.refund(family, payment, operation.amount());
        };
    }

    private void inDoubt(Checkout checkout, Operation operation, String reason) {
        moves.note(
                checkout,
                Actor.GATEWAY,
                operation.kind().word() + ".in_doubt",
                Map.of("operation", Integer.toString(operation.number()), "reason", reason));
    }

    /**
     * After a status: ends an operation that has certainly not happened, and goes on with the next.
     *
     * @param asked when the status was asked for
     */
    void look(CheckoutId id, Optional<Evidence> said, Instant asked) {
        var checkout = moves.current(id);
        checkout.activeOperation().ifPresent(operation -> {
            if (operation.state() instanceof Sent sent
                    && asked.isAfter(sent.since().plus(callEnds))
                    && said.filter(evidence -> misses(evidence, sent)).isPresent()) {
                moves.apply(id, new OperationMissed(operation.number(), asked), Actor.GATEWAY);
            }
            sendAll(id);
        });
    }

    /** Whether a status shows the money as it was before the operation. */
    private static boolean misses(Evidence evidence, Sent sent) {
        return switch (evidence) {
            case Evidence.Held _ -> true;
            case Evidence.Captured captured ->
                captured.settlement()
                        .filter(told ->
                                told.refunded().minor() <= sent.refundedBefore().minor())
                        .isPresent();
            case Evidence.Refused _,
                    Evidence.Released _,
                    Evidence.NotBegun _,
                    Evidence.Undecided _,
                    Evidence.Mismatched _ -> false;
        };
    }
}
