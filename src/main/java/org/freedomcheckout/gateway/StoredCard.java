package org.freedomcheckout.gateway;

import java.util.Optional;
import org.freedomcheckout.checkout.Secret;

/**
 * A card that Freedom Pay keeps.
 *
 * @param mask what may be shown of its number
 * @param brand such as {@code VISA}, if Freedom Pay says it
 * @param expiry {@code MM/YY}, if Freedom Pay says it
 * @param createdAt as Freedom Pay writes it, ISO 8601
 */
public record StoredCard(
        Secret token, String mask, Optional<String> brand, Optional<String> expiry, Optional<String> createdAt) {}
