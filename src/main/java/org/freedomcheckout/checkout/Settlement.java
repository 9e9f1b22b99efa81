package org.freedomcheckout.checkout;

/**
 * How much of a payment was taken, and how much of that given back.
 *
 * @param captured above 0, at most the amount of the payment
 */
public record Settlement(Money captured, Money refunded) {

    /** All taken, nothing given back. */
    public static Settlement all(Money amount) {
        return new Settlement(amount, new Money(0, amount.currency()));
    }

    /** What can still be given back. */
    public Money left() {
        return new Money(Math.max(0, captured.minor() - refunded.minor()), captured.currency());
    }

    /**
     * This settlement after Freedom Pay has told of another. A status can lag behind, and a refund is never taken back: the
     * larger refund is the newer one. Of two amounts that may have been taken the smaller one is what may be given back.
     */
    Settlement correctedBy(Settlement told) {
        var less = told.captured.minor() < captured.minor() ? told.captured : captured;
        return new Settlement(less, refunded).atLeastRefunded(told.refunded);
    }

    /** A refund is never taken back: the larger one is the newer one. */
    Settlement atLeastRefunded(Money other) {
        return other.minor() > refunded.minor() ? new Settlement(captured, other) : this;
    }
}
