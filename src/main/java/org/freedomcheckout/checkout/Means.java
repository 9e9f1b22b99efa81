package org.freedomcheckout.checkout;

/** With what one payment is made. */
public sealed interface Means {

    /** What may be shown of the card. */
    default CardFace face() {
        return CardFace.UNKNOWN;
    }

    /**
     * A card that Freedom Pay keeps.
     *
     * @param token {@code pg_card_token}; empty once Freedom Pay has made the payment
     * @param face tells the shopper whose CVC is wanted, and which card was refused
     */
    record SavedCard(Secret token, CardFace face) implements Means {}

    /** A new card, typed on Freedom Pay's own page. */
    record CardPage() implements Means {}

    /** A card that the merchant has sent to Freedom Pay itself, and whose bank wants a challenge. */
    record ThreeDs() implements Means {}
}
