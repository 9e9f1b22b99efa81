package org.freedomcheckout.checkout;

import java.util.Optional;

/** A way in which a checkout may be paid. */
public sealed interface Method {

    /** The word for it in the merchant API. */
    default String word() {
        return switch (this) {
            case SavedCard _ -> "saved_card";
            case CardPage _ -> "card_page";
            case ThreeDs _ -> "three_ds";
        };
    }

    /**
     * Flow A: a card that Freedom Pay keeps; the shopper types its CVC into Freedom Pay's own page.
     *
     * @param token {@code pg_card_token}, at most 255 characters; if there is none the shopper chooses among the user's
     *     cards; empty once the checkout has ended
     * @param userId the shop's user who owns the card
     * @param mask shown to the shopper
     */
    record SavedCard(Optional<Secret> token, String userId, Optional<String> mask) implements Method {

        public CardFace face() {
            return CardFace.of(mask.orElse(""));
        }
    }

    /** A new card, typed on Freedom Pay's own page. */
    record CardPage() implements Method {}

    /** Flow B: the merchant has made the payment; the shopper's bank wants a challenge. */
    record ThreeDs() implements Method {}
}
