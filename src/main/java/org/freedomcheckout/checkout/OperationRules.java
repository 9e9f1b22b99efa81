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
            case OperationNotSent notSent ->
                isThat(operation.state(), notSent) ? checkout.with(operation.in(new NotDone())) : checkout;
            case OperationAnswered answered ->
                operation.state() instanceof Sent sent
                        ? answered(checkout, operation, sent, answered.answer())
                        : checkout;
            case OperationMissed missed -> missed(checkout, operation, missed);
        };
    }

    /** Another, who has begun to send it in the meantime, knows better. */
    private static boolean isThat(OperationState state, OperationNotSent notSent) {
        return state instanceof Sent sent
                ? notSent.sent().equals(Optional.of(sent.since()))
                : state instanceof Planned && notSent.sent().isEmpty();
    }

    private static Checkout sent(Checkout checkout, Operation operation, OperationSent event) {
        var isNext = operation.state() instanceof Planned
                && checkout.activeOperation().equals(Optional.of(operation));
        if (!isNext) {
            return checkout;
        }
        var refunded = checkout.settlement().map(Settlement::refunded).orElse(zero(operation));
        // Since it was planned, Freedom Pay may have told of a cancel or a refund that somebody made elsewhere.
        var state = isPossible(checkout, operation)
                ? new Sent(event.at(), refunded, event.refundsBefore(), Optional.empty())
                : new NotDone();
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
        if (!(operation.state() instanceof Sent sent)) {
            return checkout;
        }
        if (sent.missedAt().isEmpty()) {
            var first = new Sent(sent.since(), sent.refundedBefore(), sent.refundsBefore(), Optional.of(missed.at()));
            return checkout.with(operation.in(first));
        }
        return missed.at().isBefore(sent.missedAt().get().plus(MISSED_TWICE))
                ? checkout
                : checkout.with(operation.in(new NotDone()));
    }

    /** What a status shows of an operation that was sent. */
    enum Trace {
        DONE,
        /** Freedom Pay has it, and it is not over. */
        ARRIVED,
        /** Everything is as it was before. */
        NONE,
        /** It can not, or did not, succeed. */
        FAILED,
        /** The status does not tell. */
        UNCLEAR
    }

    /** Ends an operation in doubt whose effect, or the impossibility of it, shows in a status. */
    static Checkout settle(Checkout checkout, Evidence evidence) {
        var operation = checkout.activeOperation();
        if (operation.isEmpty() || !(operation.get().state() instanceof Sent sent)) {
            return checkout;
        }
        return switch (trace(operation.get(), sent, evidence)) {
            case DONE -> checkout.with(operation.get().in(new Done()));
            case FAILED -> checkout.with(operation.get().in(new NotDone()));
            case ARRIVED, NONE, UNCLEAR -> checkout;
        };
    }

    static Trace trace(Operation operation, Sent sent, Evidence evidence) {
        return switch (operation.kind()) {
            case CAPTURE ->
                switch (evidence) {
                    case Evidence.Captured _ -> Trace.DONE;
                    case Evidence.Held _ -> Trace.NONE;
                    case Evidence.Released _, Evidence.Refused _ -> Trace.FAILED;
                    case Evidence.NotBegun _, Evidence.Undecided _, Evidence.Mismatched _ -> Trace.UNCLEAR;
                };
            case CANCEL ->
                switch (evidence) {
                    case Evidence.Released _ -> Trace.DONE;
                    case Evidence.Held _ -> Trace.NONE;
                    case Evidence.Captured _ -> Trace.FAILED;
                    case Evidence.Refused _, Evidence.NotBegun _, Evidence.Undecided _, Evidence.Mismatched _ ->
                        Trace.UNCLEAR;
                };
            case REFUND ->
                evidence instanceof Evidence.Captured captured ? refund(operation, sent, captured) : Trace.UNCLEAR;
        };
    }

    /** By the entry that is new in the list; by the sum only where the list does not tell of all. */
    private static Trace refund(Operation operation, Sent sent, Evidence.Captured told) {
        var ours = told.refunds().stream()
                .filter(refund -> !sent.refundsBefore().contains(refund.id()))
                .filter(refund -> refund.amount().equals(operation.amount()))
                .map(Refund::state)
                .toList();
        if (ours.contains(Refund.State.DONE)) {
            return Trace.DONE;
        }
        if (ours.contains(Refund.State.PENDING)) {
            return Trace.ARRIVED;
        }
        if (ours.contains(Refund.State.FAILED)) {
            return Trace.FAILED;
        }
        return told.settlement()
                .map(settlement -> bySum(operation, sent, settlement.refunded().minor(), told))
                .orElse(Trace.UNCLEAR);
    }

    private static Trace bySum(Operation operation, Sent sent, long refunded, Evidence.Captured told) {
        var listed = told.refunds().stream()
                .filter(refund -> refund.state() == Refund.State.DONE)
                .mapToLong(refund -> refund.amount().minor())
                .sum();
        if (listed == refunded || refunded <= sent.refundedBefore().minor()) {
            return Trace.NONE;
        }
        return refunded >= after(operation, sent).minor() ? Trace.DONE : Trace.UNCLEAR;
    }

    private static Money after(Operation refund, Sent sent) {
        return sent.refundedBefore().plus(refund.amount());
    }

    private static Money zero(Operation operation) {
        return new Money(0, operation.amount().currency());
    }
}
