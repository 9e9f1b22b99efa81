package org.freedomcheckout.checkout;

import java.time.Instant;
import java.util.Optional;

/**
 * One attempt to pay a checkout.
 *
 * @param attempt its number in the checkout, from 1
 * @param orderId the {@code pg_order_id} it goes by at Freedom Pay
 * @param means with what it is made
 * @param id Freedom Pay's number; empty until Freedom Pay has said it
 */
public record Payment(
        int attempt, String orderId, Means means, Optional<PaymentId> id, PaymentState state, Instant createdAt) {

    public boolean isLive() {
        return state instanceof PaymentState.Live;
    }

    Payment in(PaymentState next) {
        return next.equals(state) ? this : new Payment(attempt, orderId, means, id, next, createdAt);
    }

    Payment knownAs(PaymentId number) {
        return new Payment(attempt, orderId, means, Optional.of(number), state, createdAt);
    }

    Payment underOrder(String order) {
        return new Payment(attempt, order, means, id, state, createdAt);
    }
}
