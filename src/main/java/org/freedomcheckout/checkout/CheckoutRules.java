package org.freedomcheckout.checkout;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.freedomcheckout.checkout.CheckoutEvent.DoubtTooOld;
import org.freedomcheckout.checkout.CheckoutEvent.Learned;
import org.freedomcheckout.checkout.CheckoutEvent.OperationEvent;
import org.freedomcheckout.checkout.CheckoutEvent.OperationPlanned;
import org.freedomcheckout.checkout.CheckoutEvent.PaymentEvent;
import org.freedomcheckout.checkout.CheckoutEvent.PaymentPlanned;
import org.freedomcheckout.checkout.CheckoutEvent.TimeUp;
import org.freedomcheckout.checkout.CheckoutState.Authorized;
import org.freedomcheckout.checkout.CheckoutState.Canceled;
import org.freedomcheckout.checkout.CheckoutState.ClosedUnpaid;
import org.freedomcheckout.checkout.CheckoutState.Expired;
import org.freedomcheckout.checkout.CheckoutState.Failed;
import org.freedomcheckout.checkout.CheckoutState.Open;
import org.freedomcheckout.checkout.CheckoutState.Paid;
import org.freedomcheckout.checkout.CheckoutState.Processing;
import org.freedomcheckout.checkout.PaymentState.Abandoned;
import org.freedomcheckout.checkout.PaymentState.Captured;
import org.freedomcheckout.checkout.PaymentState.Contested;
import org.freedomcheckout.checkout.PaymentState.Held;
import org.freedomcheckout.checkout.PaymentState.Live;
import org.freedomcheckout.checkout.PaymentState.Planned;
import org.freedomcheckout.checkout.PaymentState.Refused;
import org.freedomcheckout.checkout.PaymentState.Released;

/**
 * How a checkout moves. Pure: no clock, no database, no gateway.
 *
 * <p>Money wins: proof of it moves every state to paid or authorized, and paid never falls back. Time ends no doubt.
 */
final class CheckoutRules {

    /** How many payments a checkout with a saved card may take. */
    static final int MAX_PAYMENTS = 5;

    /** How many may be made in all, those counted that were withdrawn for another card. */
    static final int MAX_CHOICES = 20;

    private CheckoutRules() {}

    static Checkout next(Checkout checkout, CheckoutEvent event) {
        return switch (event) {
            case PaymentPlanned(var orderId, var means, var at) ->
                checkout.canStartPayment()
                        ? checkout.with(new Payment(
                                checkout.payments().size() + 1,
                                orderId,
                                means,
                                Optional.empty(),
                                new Planned(at, 1, false),
                                at))
                        : checkout;
            case TimeUp(var at, var nothingBegun) ->
                checkout.state() instanceof Open
                        ? checkout.with(afterTimeUp(checkout.payments(), at, nothingBegun))
                                .in(new Expired())
                        : checkout;
            case PaymentEvent paymentEvent -> afterPayment(checkout, paymentEvent);
            case OperationPlanned planned -> OperationRules.plan(checkout, planned);
            case OperationEvent operationEvent -> OperationRules.next(checkout, operationEvent);
        };
    }

    private static Checkout afterPayment(Checkout checkout, PaymentEvent event) {
        var before = checkout.payment(event.attempt());
        var after = PaymentRules.next(before, event, toBeCaptured(checkout));
        var moved = afterPayment(checkout, before, after);
        var isMain = moved.mainPayment().equals(Optional.of(moved.payment(event.attempt())));
        if (event instanceof Learned learned && isMain) {
            moved = OperationRules.settle(moved, learned.evidence());
        }
        return mark(moved, attention(checkout, before, after, event));
    }

    private static Checkout mark(Checkout checkout, Optional<Attention> attention) {
        return attention.map(checkout::marked).orElse(checkout);
    }

    /** How much is taken if somebody says that money was taken, and not how much. */
    private static Money toBeCaptured(Checkout checkout) {
        return checkout.activeOperation()
                .filter(operation -> operation.kind() == Operation.Kind.CAPTURE)
                .map(Operation::amount)
                .orElse(checkout.terms().amount());
    }

    /** The checkout with one of its payments moved. */
    static Checkout afterPayment(Checkout checkout, Payment before, Payment after) {
        var moved = checkout.with(after);
        return moved.in(state(moved, before, after));
    }

    private static CheckoutState state(Checkout moved, Payment before, Payment after) {
        var state = moved.state();
        var attempt = after.attempt();
        return switch (after.state()) {
            case Captured _ -> state instanceof Paid ? state : new Paid(attempt);
            case Held _ -> state instanceof Paid || state instanceof Authorized ? state : new Authorized(attempt);
            case Released _ when !(before.state() instanceof Contested) -> released(state, attempt);
            case Released _, Live _, Refused _, Abandoned _, Contested _ ->
                state instanceof Open || state instanceof Processing ? unpaid(moved) : state;
        };
    }

    /** What a checkout without money is, by its payments. */
    private static CheckoutState unpaid(Checkout checkout) {
        if (checkout.isInDoubt()) {
            return new Processing();
        }
        var failure = checkout.lastFailure();
        var last = failure.filter(refusal -> !refusal.retryable() || !checkout.hasPaymentsLeft());
        return last.isPresent() && checkout.livePayment().isEmpty() ? new Failed(last.get()) : new Open(failure);
    }

    private static CheckoutState released(CheckoutState state, int attempt) {
        return switch (state) {
            case Open _, Processing _ -> new Canceled(attempt);
            case Authorized(var held) -> held == attempt ? new Canceled(attempt) : state;
            case Paid _, ClosedUnpaid _ -> state;
        };
    }

    private static Optional<Attention> attention(Checkout checkout, Payment before, Payment after, PaymentEvent event) {
        if (event instanceof Learned learned && learned.evidence() instanceof Evidence.Mismatched) {
            return Optional.of(Attention.AMOUNT_MISMATCH);
        }
        if (event instanceof DoubtTooOld && checkout.isUnsettled(before)) {
            return Optional.of(Attention.IN_DOUBT_TOO_LONG);
        }
        var hasMoney = after.state() instanceof Held || after.state() instanceof Captured;
        var hadMoney = before.state() instanceof Held || before.state() instanceof Captured;
        if (!hasMoney || hadMoney) {
            return Optional.empty();
        }
        return switch (checkout.state()) {
            case Paid _, Authorized _ -> Optional.of(Attention.PAID_TWICE);
            case ClosedUnpaid _ -> Optional.of(Attention.LATE_PAYMENT);
            case Open _, Processing _ -> Optional.empty();
        };
    }

    private static List<Payment> afterTimeUp(List<Payment> payments, Instant at, boolean nothingBegun) {
        var all = new ArrayList<Payment>(payments.size());
        for (var payment : payments) {
            all.add(PaymentRules.afterTimeUp(payment, at, nothingBegun));
        }
        return all;
    }
}
