package org.freedomcheckout.checkout;

import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What the merchant asked for; never changes.
 *
 * @param orderId 1 to 50 of {@code [A-Za-z0-9_.-]}
 * @param description 1 to 1024 characters
 * @param language one of the offered languages; empty if the browser decides
 */
public record Terms(
        String orderId,
        Money amount,
        String description,
        Method method,
        CaptureMode capture,
        URI successUrl,
        URI failureUrl,
        Optional<String> language,
        Customer customer,
        Map<String, String> metadata,
        Instant expiresAt) {

    /** One-step or two-step payment. */
    public enum CaptureMode {
        /** The money is taken at once. */
        AUTOMATIC,
        /** The money is held; the merchant takes or releases it. */
        MANUAL
    }

    /** What the shop knows about the shopper and passes on to Freedom Pay. */
    public record Customer(Optional<String> email, Optional<String> phone, Optional<String> ip) {}
}
