package org.freedomcheckout.gateway;

import java.net.URI;
import org.freedomcheckout.checkout.Money;
import org.freedomcheckout.checkout.Secret;
import org.freedomcheckout.checkout.Terms.Customer;

/**
 * A payment with a saved card, to be made by {@code card/init}.
 *
 * @param orderId at most 50 characters
 * @param cardToken at most 255 characters
 * @param userId who owns the card, at most 50 of {@code [A-Za-z0-9_-]}
 * @param resultUrl where the result notify goes; this and the next two at most 255 characters
 * @param successUrl where the browser goes
 * @param failureUrl where the browser goes
 * @param idempotencyKey at most 255 characters; with the same one Freedom Pay makes one payment
 * @param manualCapture hold the money only
 */
public record CardPayment(
        String orderId,
        Money amount,
        String description,
        Secret cardToken,
        String userId,
        Customer customer,
        URI resultUrl,
        URI successUrl,
        URI failureUrl,
        String idempotencyKey,
        boolean manualCapture) {}
