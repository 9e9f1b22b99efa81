package org.freedomcheckout.checkout;

import java.util.Optional;

/**
 * What may be shown of a card, so that its owner knows which one it is.
 *
 * @param mask such as {@code 4716-04XX-XXXX-1981}; empty if it is not known
 * @param brand Freedom Pay's word for it, such as {@code VISA} or {@code VI}
 * @param expiry {@code MM/YY}
 */
public record CardFace(String mask, Optional<String> brand, Optional<String> expiry) {

    /** Of a card that nothing is known of. */
    public static final CardFace UNKNOWN = of("");

    public static CardFace of(String mask) {
        return new CardFace(mask, Optional.empty(), Optional.empty());
    }
}
