package org.freedomcheckout.flow;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
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
import org.freedomcheckout.checkout.Refund;
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
    static final Duration PATIENCE = Duration.ofSeconds(20);

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
        // By the checkout's clock, as a repeat is judged; and by one that nobody sets, lest that holds a request.
        var end = System.nanoTime() + PATIENCE.toNanos();
        var endAt = clock.instant().plus(PATIENCE);
        try (var _ = changes.subscribe(id, news::release)) {
            start(id);
            while (true) {
                var checkout = moves.current(id);
                var isOver = System.nanoTime() - end > 0 || clock.instant().isAfter(endAt);
                if (!checkout.operation(number).isActive() || isOver) {
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
            if (!sendNext(checkout, next.get().number())) {
                return;
            }
        }
    }

    /** Sends one operation; false if somebody else is at it. */
    private boolean sendNext(Checkout checkout, int number) {
        var before = refundsBefore(checkout, number);
        if (before.isEmpty()) {
            moves.apply(checkout.id(), new OperationNotSent(number, Optional.empty()), Actor.GATEWAY);
            return true;
        }
        var sent = moves.claim(
                moves.current(checkout.id()), new OperationSent(number, before.get(), clock.instant()), Actor.CHECKOUT);
        sent.filter(mine -> mine.operation(number).state() instanceof Sent)
                .ifPresent(mine -> send(mine, mine.operation(number)));
        return sent.isPresent();
    }

    /**
     * What Freedom Pay has given back of the payment so far, asked right before a refund: of a lost answer only what is new
     * in the list can be the effect.
     *
     * @return the numbers of the refunds; empty if Freedom Pay does not say
     */
    private Optional<Set<String>> refundsBefore(Checkout checkout, int number) {
        if (checkout.operation(number).kind() != Kind.REFUND) {
            return Optional.of(Set.of());
        }
        var attempt = checkout.mainPayment().orElseThrow().attempt();
        return status.ask(checkout, attempt)
                .filter(said -> said instanceof Evidence.Captured)
                .map(said -> ((Evidence.Captured) said)
                        .refunds().stream().map(Refund::id).collect(Collectors.toSet()));
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
            moves.apply(checkout.id(), new OperationNotSent(operation.number(), since(operation)), Actor.GATEWAY);
        } catch (InDoubtException e) {
            log.warn(
                    "Order {}: a {} is in doubt",
                    checkout.terms().orderId(),
                    operation.kind().word(),
                    e);
            inDoubt(checkout, operation, e.reason());
        }
    }

    private static Optional<Instant> since(Operation operation) {
        return operation.state() instanceof Sent sent ? Optional.of(sent.since()) : Optional.empty();
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
     * @param attempt of the payment that was asked about
     * @param asked when the status was asked for
     */
    void look(CheckoutId id, int attempt, Optional<Evidence> said, Instant asked) {
        var checkout = moves.current(id);
        var isMain = checkout.mainPayment()
                .filter(payment -> payment.attempt() == attempt)
                .isPresent();
        if (!isMain) {
            // What became of another payment says nothing about this one's operations.
            return;
        }
        checkout.activeOperation().ifPresent(operation -> {
            if (operation.state() instanceof Sent sent
                    && asked.isAfter(sent.since().plus(callEnds))
                    && said.filter(operation::isMissingIn).isPresent()) {
                moves.apply(id, new OperationMissed(operation.number(), asked), Actor.GATEWAY);
            }
            sendAll(id);
        });
    }
}
