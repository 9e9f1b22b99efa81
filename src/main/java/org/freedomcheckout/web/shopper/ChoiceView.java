package org.freedomcheckout.web.shopper;

import org.freedomcheckout.checkout.CardFace;
import org.freedomcheckout.flow.SavedCards.Choice;
import org.jspecify.annotations.Nullable;

/**
 * A saved card that can be chosen.
 *
 * @param ref what the browser sends instead of the token
 * @param mask empty if it is not known
 * @param brand its name
 * @param expiry {@code MM/YY}
 * @param refused whether the latest payment was refused with this card
 */
public record ChoiceView(
        String ref,
        String mask,
        @Nullable String brand,
        @Nullable String expiry,
        boolean refused) {

    /** As the page shows it, beside the card that was refused, if one was. */
    static ChoiceView of(Choice choice, CardFace refused) {
        var face = choice.means().face();
        return new ChoiceView(
                choice.ref(),
                face.mask(),
                CardBrand.name(face.brand(), face.mask()).orElse(null),
                face.expiry().orElse(null),
                !face.mask().isEmpty() && face.equals(refused));
    }
}
