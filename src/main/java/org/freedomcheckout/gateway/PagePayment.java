package org.freedomcheckout.gateway;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.freedomcheckout.checkout.Money;
import org.freedomcheckout.checkout.Terms.Customer;

/**
 * A payment with a new card, to be made by {@code init_payment.php}.
 *
 * @param orderId at most 50 characters
 * @param lifetime until Freedom Pay closes its page; it takes 5 minutes to 7 days
 * @param language of Freedom Pay's page, such as {@code ru}
 * @param framed whether the page is shown in a frame of ours
 * @param resultUrl where the result notify goes; this and the next three at most 255 characters
 * @param checkUrl where Freedom Pay asks whether the payment may still go on
 * @param successUrl where the browser goes
 * @param failureUrl where the browser goes
 * @param idempotencyKey at most 255 characters; with the same one Freedom Pay makes one payment
 * @param manualCapture hold the money only
 */
public record PagePayment(
        String orderId,
        Money amount,
        String description,
        Optional<String> userId,
        Customer customer,
        Duration lifetime,
        Optional<String> language,
        boolean framed,
        URI resultUrl,
        URI checkUrl,
        URI successUrl,
        URI failureUrl,
        String idempotencyKey,
        boolean manualCapture) {}
