package org.freedomcheckout.checkout;

import java.util.Optional;

/** How a checkout is to be paid. */
public sealed interface Method {

    /**
     * Flow A: a card that Freedom Pay keeps; the shopper types its CVC into Freedom Pay's own page.
     *
     * @param token {@code pg_card_token}, at most 255 characters; empty once the checkout has ended
     * @param userId the shop's user who owns the card
     * @param mask shown to the shopper
     */
    record SavedCard(Secret token, String userId, Optional<String> mask) implements Method {}

    /** Flow B: the merchant has made the payment; the shopper's bank wants a challenge. */
    record ThreeDs() implements Method {}
}
