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
import org.freedomcheckout.checkout.PaymentState.Refused;

/**
 * One merchant order to be paid once, with every attempt to pay it.
 *
 * @param payments in order of attempt
 * @param attention why an operator should look at it; the gravest reason stays
 * @param version of the stored row this was read from; a row that has moved on refuses to be overwritten
 */
public record Checkout(
        CheckoutId id,
        Terms terms,
        CheckoutState state,
        List<Payment> payments,
        Optional<Attention> attention,
        Instant createdAt,
        Instant updatedAt,
        long version) {

    public Checkout {
        payments = List.copyOf(payments);
    }

    /** A new checkout for a saved card. */
    public static Checkout open(CheckoutId id, Terms terms, Instant now) {
        return new Checkout(id, terms, new Open(Optional.empty()), List.of(), Optional.empty(), now, now, 0);
    }

    /** A new checkout for a payment that the merchant has made and that waits for the bank's challenge. */
    public static Checkout open(CheckoutId id, Terms terms, PaymentId payment, Challenge challenge, Instant now) {
        return open(id, terms, now)
                .with(new Payment(1, terms.orderId(), Optional.of(payment), new AwaitingAcs(challenge, false), now));
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

    /** Whether a new payment may be made with the saved card now. */
    public boolean canStartPayment() {
        return state instanceof Open && livePayment().isEmpty() && hasPaymentsLeft();
    }

    /** Whether the checkout's method allows one more payment after those already made. */
    boolean hasPaymentsLeft() {
        return terms.method() instanceof Method.SavedCard
                && payments.stream().filter(Checkout::counts).count() < CheckoutRules.MAX_PAYMENTS;
    }

    /** Whether the latest payment was refused, so that the shopper has to ask for the next one. */
    public boolean waitsForRetry() {
        return canStartPayment() && !payments.isEmpty() && payments.getLast().state() instanceof Refused;
    }

    /** The key under which Freedom Pay makes this payment at most once. */
    public String idempotencyKey(Payment payment) {
        return id + "." + payment.attempt() + "." + payment.orderId();
    }

    /** This checkout, moved at an instant. */
    public Checkout updatedAt(Instant now) {
        return new Checkout(id, terms, state, payments, attention, createdAt, now, version);
    }

    /** This checkout as the row that was written from it. */
    public Checkout stored() {
        return new Checkout(id, terms, state, payments, attention, createdAt, updatedAt, version + 1);
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
        return new Checkout(id, terms, state, all, attention, createdAt, updatedAt, version);
    }

    Checkout in(CheckoutState next) {
        return next.equals(state)
                ? this
                : new Checkout(id, terms, next, payments, attention, createdAt, updatedAt, version);
    }

    Checkout marked(Attention why) {
        return attention.filter(known -> known.compareTo(why) >= 0).isPresent()
                ? this
                : new Checkout(id, terms, state, payments, Optional.of(why), createdAt, updatedAt, version);
    }

    // A payment that Freedom Pay never had is no attempt to pay.
    private static boolean counts(Payment payment) {
        return !(payment.state() instanceof Abandoned && payment.id().isEmpty());
    }
}
