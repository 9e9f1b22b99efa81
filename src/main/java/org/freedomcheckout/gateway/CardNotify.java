package org.freedomcheckout.gateway;

import java.util.Optional;
import org.freedomcheckout.checkout.CardNumbers;

/**
 * What became of saving a card, in a call whose signature is right.
 *
 * @param userId the shop's user, if it was said
 * @param saved whether the card can be used from now on
 * @param mask what may be shown of its number
 */
public record CardNotify(Optional<String> userId, boolean saved, Optional<String> mask, Optional<String> salt) {

    static CardNotify read(ReceivedFields fields) throws UntrustedException {
        var salt = fields.only("pg_salt");
        return new CardNotify(
                fields.only("pg_user_id").filter(text -> !text.isEmpty()),
                CheckRequest.required(fields, "pg_status", salt).equalsIgnoreCase("success"),
                fields.only("pg_card_hash").filter(text -> !text.isEmpty()).map(CardNumbers::mask),
                salt);
    }
}
