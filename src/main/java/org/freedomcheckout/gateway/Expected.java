package org.freedomcheckout.gateway;

import java.util.Optional;
import org.freedomcheckout.checkout.Money;
import org.freedomcheckout.checkout.PaymentId;

/**
 * What an answer must be about to be believed.
 *
 * @param orderId {@code pg_order_id}
 * @param payment empty if Freedom Pay's number is not known yet
 * @param manualCapture whether the merchant wants the money held only
 */
public record Expected(String orderId, Optional<PaymentId> payment, Money amount, boolean manualCapture) {

    /** Whether money is taken rather than held; where {@code pg_captured} is missing, as the merchant asked for. */
    boolean isCaptured(Optional<String> captured) {
        return captured.map("1"::equals).orElse(!manualCapture);
    }
}
