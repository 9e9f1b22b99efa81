package org.freedomcheckout.checkout;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.freedomcheckout.checkout.CheckoutState.Authorized;
import org.freedomcheckout.checkout.CheckoutState.Canceled;
import org.freedomcheckout.checkout.CheckoutState.Expired;
import org.freedomcheckout.checkout.CheckoutState.Failed;
import org.freedomcheckout.checkout.CheckoutState.Open;
import org.freedomcheckout.checkout.CheckoutState.Paid;
import org.freedomcheckout.checkout.CheckoutState.Processing;
import org.freedomcheckout.checkout.PaymentState.Abandoned;
import org.freedomcheckout.checkout.PaymentState.AwaitingAcs;
import org.freedomcheckout.checkout.PaymentState.Captured;
import org.freedomcheckout.checkout.PaymentState.Contested;
import org.freedomcheckout.checkout.PaymentState.Held;
import org.freedomcheckout.checkout.PaymentState.InDoubt;
import org.freedomcheckout.checkout.PaymentState.Refused;
import org.freedomcheckout.checkout.Terms.CaptureMode;

/**
 * One merchant order to be paid once, with every attempt to pay it.
 *
 * @param payToken opens the shopper's page
 * @param payments in order of attempt
 * @param operations in order of their numbers
 * @param attention why an operator should look at it; the gravest reason stays
 * @param version of the stored row this was read from; a row that has moved on refuses to be overwritten
 */
public record Checkout(
        CheckoutId id,
        PayToken payToken,
        Terms terms,
        CheckoutState state,
        List<Payment> payments,
        List<Operation> operations,
        Optional<Attention> attention,
        Instant createdAt,
        Instant updatedAt,
        long version) {

    public Checkout {
        payments = List.copyOf(payments);
        operations = List.copyOf(operations);
    }

    /** A new checkout without a payment. */
    public static Checkout open(CheckoutId id, PayToken payToken, Terms terms, Instant now) {
        return new Checkout(
                id, payToken, terms, new Open(Optional.empty()), List.of(), List.of(), Optional.empty(), now, now, 0);
    }

    /** A new checkout for a payment that the merchant has made and that waits for the bank's challenge. */
    public static Checkout open(
            CheckoutId id, PayToken payToken, Terms terms, PaymentId payment, Challenge challenge, Instant now) {
        return open(id, payToken, terms, now)
                .with(new Payment(
                        1,
                        terms.orderId(),
                        new Means.ThreeDs(),
                        Optional.of(payment),
                        new AwaitingAcs(challenge, false),
                        now));
    }

    /** This checkout after an event; the same object if the event changes nothing. */
    public Checkout after(CheckoutEvent event) {
        return CheckoutRules.next(this, event);
    }

    /** The one that is not over yet; there is at most one. */
    public Optional<Payment> livePayment() {
        return payments.stream().filter(Payment::isLive).findFirst();
    }

    /** The successful payment, or else the latest. */
    public Optional<Payment> mainPayment() {
        return switch (state) {
            case Paid(var attempt) -> Optional.of(payment(attempt));
            case Authorized(var attempt) -> Optional.of(payment(attempt));
            case Canceled(var attempt) -> Optional.of(payment(attempt));
            case Open _, Processing _, Failed _, Expired _ ->
                payments.isEmpty() ? Optional.empty() : Optional.of(payments.getLast());
        };
    }

    /**
     * A payment by its number.
     *
     * @throws IllegalArgumentException if there is no such attempt
     */
    public Payment payment(int attempt) {
        if (attempt < 1 || attempt > payments.size()) {
            throw new IllegalArgumentException("checkout " + id + " has no payment " + attempt);
        }
        return payments.get(attempt - 1);
    }

    /** Why the latest refused payment was refused. */
    public Optional<Failure> lastFailure() {
        return payments.reversed().stream()
                .filter(payment -> payment.state() instanceof Refused)
                .map(payment -> ((Refused) payment.state()).failure())
                .findFirst();
    }

    /** Whether a new payment may be made now. */
    public boolean canStartPayment() {
        return state instanceof Open && livePayment().isEmpty() && hasPaymentsLeft();
    }

    /** Whether the checkout's method allows one more payment after those already made. */
    boolean hasPaymentsLeft() {
        return !terms.isThreeDs()
                && payments.size() < CheckoutRules.MAX_CHOICES
                && payments.stream().filter(Checkout::counts).count() < CheckoutRules.MAX_PAYMENTS;
    }

    /** Whether the latest payment was refused, so that the shopper has to ask for the next one. */
    public boolean waitsForRetry() {
        return canStartPayment() && !payments.isEmpty() && payments.getLast().state() instanceof Refused;
    }

    /** Whether the shopper has to say with what to pay before a payment can be made. */
    public boolean waitsForChoice() {
        return canStartPayment() && terms.onlyMeans().isEmpty();
    }

    /** Whether the shopper may withdraw the payment that waits for them, and pay with something else. */
    public boolean canChooseAgain() {
        return state instanceof Open && terms.onlyMeans().isEmpty() && payments.size() < CheckoutRules.MAX_CHOICES;
    }

    /** The operation that is under way, or comes next. */
    public Optional<Operation> activeOperation() {
        return operations.stream().filter(Operation::isActive).findFirst();
    }

    /**
     * An operation by its number.
     *
     * @throws IllegalArgumentException if there is none
     */
    public Operation operation(int number) {
        if (number < 1 || number > operations.size()) {
            throw new IllegalArgumentException("checkout " + id + " has no operation " + number);
        }
        return operations.get(number - 1);
    }

    /** What the merchant may capture or release now; empty if nothing is held or another operation is under way. */
    public Optional<Money> held() {
        return state instanceof Authorized(var attempt)
                        && payment(attempt).state() instanceof Held
                        && activeOperation().isEmpty()
                ? Optional.of(terms.amount())
                : Optional.empty();
    }

    /** What the merchant may give back now, without what other refunds may be giving back; empty if nothing was taken. */
    public Optional<Money> refundable() {
        var reserved = operations.stream()
                .filter(Operation::isActive)
                .mapToLong(refund -> refund.amount().minor())
                .sum();
        return settlement()
                .map(settlement -> new Money(
                        Math.max(0, settlement.left().minor() - reserved),
                        terms.amount().currency()));
    }

    /** How much was taken and given back; empty unless the checkout is paid. */
    public Optional<Settlement> settlement() {
        return state instanceof Paid(var attempt) && payment(attempt).state() instanceof Captured captured
                ? Optional.of(captured.settlement())
                : Optional.empty();
    }

    /** Whether this is the {@linkplain #mainPayment payment that counts}. */
    boolean isMain(Payment payment) {
        return mainPayment().filter(payment::equals).isPresent();
    }

    /** Whether money may be moving, or may have moved, in one of the payments: no other may begin. */
    boolean isInDoubt() {
        return payments.stream()
                .anyMatch(payment -> payment.state() instanceof InDoubt || payment.state() instanceof Contested);
    }

    /** Whether something about a payment is not known that only Freedom Pay can tell. */
    public boolean isUnsettled(Payment payment) {
        return payment.state() instanceof InDoubt
                || payment.state() instanceof Contested
                || (payment.state() instanceof Held && terms.capture() == CaptureMode.AUTOMATIC)
                || (isMain(payment) && activeOperation().isPresent());
    }

    /** The key under which Freedom Pay makes this payment at most once. */
    public String idempotencyKey(Payment payment) {
        return id + "." + payment.attempt() + "." + payment.orderId();
    }

    /** This checkout with all that was done about it. */
    public Checkout with(List<Payment> allPayments, List<Operation> allOperations) {
        return copy(state, allPayments, allOperations, attention, updatedAt, version);
    }

    /** This checkout, moved at an instant. */
    public Checkout updatedAt(Instant now) {
        return copy(state, payments, operations, attention, now, version);
    }

    /** This checkout as the row that was written from it. */
    public Checkout stored() {
        return copy(state, payments, operations, attention, updatedAt, version + 1);
    }

    Checkout with(Payment changed) {
        var all = new ArrayList<>(payments);
        if (changed.attempt() == payments.size() + 1) {
            all.add(changed);
        } else if (payment(changed.attempt()).equals(changed)) {
            return this;
        } else {
            all.set(changed.attempt() - 1, changed);
        }
        return with(all);
    }

    Checkout with(List<Payment> all) {
        return copy(state, all, operations, attention, updatedAt, version);
    }

    Checkout in(CheckoutState next) {
        return next.equals(state) ? this : copy(next, payments, operations, attention, updatedAt, version);
    }

    Checkout marked(Attention why) {
        return attention.filter(known -> known.compareTo(why) >= 0).isPresent()
                ? this
                : copy(state, payments, operations, Optional.of(why), updatedAt, version);
    }

    Checkout with(Operation changed) {
        var all = new ArrayList<>(operations);
        if (changed.number() == operations.size() + 1) {
            all.add(changed);
        } else {
            all.set(changed.number() - 1, changed);
        }
        return copy(state, payments, all, attention, updatedAt, version);
    }

    private Checkout copy(
            CheckoutState nextState,
            List<Payment> nextPayments,
            List<Operation> nextOperations,
            Optional<Attention> nextAttention,
            Instant nextUpdatedAt,
            long nextVersion) {
        return new Checkout(
                id,
                payToken,
                terms,
                nextState,
                nextPayments,
                nextOperations,
                nextAttention,
                createdAt,
                nextUpdatedAt,
                nextVersion);
    }

    // A payment that Freedom Pay never had, or that was withdrawn, is no attempt to pay.
    private static boolean counts(Payment payment) {
        return !(payment.state() instanceof Abandoned);
    }
}
