package org.freedomcheckout.checkout;

import java.time.Duration;
import java.util.Optional;
import org.freedomcheckout.checkout.CheckoutEvent.OperationAnswered;
import org.freedomcheckout.checkout.CheckoutEvent.OperationEvent;
import org.freedomcheckout.checkout.CheckoutEvent.OperationMissed;
import org.freedomcheckout.checkout.CheckoutEvent.OperationNotSent;
import org.freedomcheckout.checkout.CheckoutEvent.OperationPlanned;
import org.freedomcheckout.checkout.CheckoutEvent.OperationSent;
import org.freedomcheckout.checkout.Operation.Kind;
import org.freedomcheckout.checkout.OperationState.Done;
import org.freedomcheckout.checkout.OperationState.NotDone;
import org.freedomcheckout.checkout.OperationState.Planned;
import org.freedomcheckout.checkout.OperationState.Refused;
import org.freedomcheckout.checkout.OperationState.Sent;
import org.freedomcheckout.checkout.PaymentState.Captured;
import org.freedomcheckout.checkout.PaymentState.Held;
import org.freedomcheckout.checkout.PaymentState.Released;

/** How operations move, and the money with them. Pure, like the other rules. */
final class OperationRules {

    /** Between two statuses that miss an operation; a status can lag behind. */
    private static final Duration MISSED_TWICE = Duration.ofSeconds(60);

    private OperationRules() {}

    /** Adds an operation if there is money for it that no other operation may move. */
    static Checkout plan(Checkout checkout, OperationPlanned planned) {
        return amount(checkout, planned)
                .map(amount -> checkout.with(new Operation(
                        checkout.operations().size() + 1, planned.kind(), amount, new Planned(), planned.at())))
                .orElse(checkout);
    }

    private static Optional<Money> amount(Checkout checkout, OperationPlanned planned) {
        var most = switch (planned.kind()) {
            case CAPTURE, CANCEL -> checkout.held();
            case REFUND -> checkout.refundable();
        };
        var wanted = planned.kind() == Kind.CANCEL ? most : planned.amount().or(() -> most);
        return most.flatMap(limit -> wanted.filter(amount -> amount.minor() > 0 && amount.minor() <= limit.minor()));
    }

    static Checkout next(Checkout checkout, OperationEvent event) {
        var operation = checkout.operation(event.number());
        return switch (event) {
            case OperationSent sent -> sent(checkout, operation, sent);
            case OperationNotSent _ -> operation.isActive() ? checkout.with(operation.in(new NotDone())) : checkout;
            case OperationAnswered answered ->
                operation.state() instanceof Sent sent
                        ? answered(checkout, operation, sent, answered.answer())
                        : checkout;
            case OperationMissed missed -> missed(checkout, operation, missed);
        };
    }

    private static Checkout sent(Checkout checkout, Operation operation, OperationSent event) {
        var isNext = operation.state() instanceof Planned
                && checkout.activeOperation().equals(Optional.of(operation));
        if (!isNext) {
            return checkout;
        }
        var refunded = checkout.settlement().map(Settlement::refunded).orElse(zero(operation));
        // Since it was planned, Freedom Pay may have told of a cancel or a refund that somebody made elsewhere.
        var state = isPossible(checkout, operation) ? new Sent(event.at(), refunded, Optional.empty()) : new NotDone();
        return checkout.with(operation.in(state));
    }

    private static boolean isPossible(Checkout checkout, Operation operation) {
        return switch (operation.kind()) {
            case CAPTURE, CANCEL ->
                checkout.mainPayment()
                        .filter(payment -> payment.state() instanceof Held)
                        .isPresent();
            case REFUND ->
                checkout.settlement()
                        .filter(settlement ->
                                settlement.left().minor() >= operation.amount().minor())
                        .isPresent();
        };
    }

    private static Checkout answered(Checkout checkout, Operation operation, Sent sent, OperationAnswer answer) {
        return switch (answer) {
            case OperationAnswer.Done _ -> done(checkout.with(operation.in(new Done())), operation, sent);
            case OperationAnswer.Refused(var code) -> checkout.with(operation.in(new Refused(code)));
            case OperationAnswer.Ambiguous _ -> checkout;
        };
    }

    private static Checkout done(Checkout checkout, Operation operation, Sent sent) {
        var payment = checkout.mainPayment().orElseThrow();
        var moved = switch (payment.state()) {
            case Held(var receipt) ->
                operation.kind() == Kind.CANCEL
                        ? new Released()
                        : new Captured(receipt, new Settlement(operation.amount(), zero(operation)));
            case Captured(var receipt, var settlement) ->
                operation.kind() == Kind.REFUND
                        ? new Captured(receipt, settlement.atLeastRefunded(after(operation, sent)))
                        : payment.state();
            default -> payment.state();
        };
        return CheckoutRules.afterPayment(checkout, payment, payment.in(moved));
    }

    private static Checkout missed(Checkout checkout, Operation operation, OperationMissed missed) {
        if (!(operation.state() instanceof Sent(var since, var refundedBefore, var missedAt))) {
            return checkout;
        }
        if (missedAt.isEmpty()) {
            var first = new Sent(since, refundedBefore, Optional.of(missed.at()));
            return checkout.with(operation.in(first));
        }
        return missed.at().isBefore(missedAt.get().plus(MISSED_TWICE))
                ? checkout
                : checkout.with(operation.in(new NotDone()));
    }

    /** Ends an operation in doubt whose effect, or the impossibility of it, shows in its payment. */
    static Checkout settle(Checkout checkout) {
        var operation = checkout.activeOperation();
        if (operation.isEmpty() || !(operation.get().state() instanceof Sent sent)) {
            return checkout;
        }
        return end(checkout.mainPayment().orElseThrow().state(), operation.get(), sent)
                .map(end -> checkout.with(operation.get().in(end)))
                .orElse(checkout);
    }

    private static Optional<OperationState> end(PaymentState payment, Operation operation, Sent sent) {
        return switch (payment) {
            case Captured captured ->
                switch (operation.kind()) {
                    case CAPTURE -> Optional.of(new Done());
                    case CANCEL -> Optional.of(new NotDone());
                    case REFUND ->
                        captured.settlement().refunded().minor()
                                        >= after(operation, sent).minor()
                                ? Optional.of(new Done())
                                : Optional.empty();
                };
            case Released _ -> Optional.of(operation.kind() == Kind.CANCEL ? new Done() : new NotDone());
            default -> Optional.empty();
        };
    }

    private static Money after(Operation refund, Sent sent) {
        return sent.refundedBefore().plus(refund.amount());
    }

    private static Money zero(Operation operation) {
        return new Money(0, operation.amount().currency());
    }
}
