package org.freedomcheckout.gateway;

import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlRootElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.freedomcheckout.checkout.CardNumbers;
import org.freedomcheckout.checkout.Secret;
import org.jspecify.annotations.Nullable;

/** What {@code cardstorage/list} answers. */
@XmlRootElement(name = "response")
@XmlAccessorType(XmlAccessType.FIELD)
final class CardListResponse extends Answer {

    private static final int MAX_TOKEN = 255;

    @XmlElement(name = "card")
    private final List<Card> cards = new ArrayList<>();

    /** The cards that can be used, in the order of the answer. */
    List<StoredCard> cards() throws RefusedException {
        if (isError()) {
            throw new RefusedException(errorCode());
        }
        return cards.stream().flatMap(Card::usable).toList();
    }

    /** One card. */
    @XmlAccessorType(XmlAccessType.FIELD)
    private static final class Card {

        @XmlElement(name = "pg_status")
        private @Nullable String status;

        @XmlElement(name = "pg_card_token")
        private @Nullable String token;

        @XmlElement(name = "pg_card_hash")
        private @Nullable String mask;

        @XmlElement(name = "brand_alias")
        private @Nullable String brand;

        @XmlElement(name = "expiry_month")
        private @Nullable String expiryMonth;

        @XmlElement(name = "expiry_year")
        private @Nullable String expiryYear;

        @XmlElement(name = "created_at")
        private @Nullable String createdAt;

        private Stream<StoredCard> usable() {
            return "approved".equalsIgnoreCase(status)
                    ? text(token)
                            .filter(text -> text.length() <= MAX_TOKEN)
                            .map(text -> new StoredCard(
                                    new Secret(text),
                                    text(mask).map(CardNumbers::mask).orElse(""),
                                    text(brand),
                                    expiry(),
                                    text(createdAt)))
                            .stream()
                    : Stream.empty();
        }

        private Optional<String> expiry() {
            return text(expiryMonth)
                    .flatMap(month -> text(expiryYear)
                            .map(year -> "0".repeat(Math.max(0, 2 - month.length())) + month + "/"
                                    + year.substring(Math.max(0, year.length() - 2))));
        }
    }
}
