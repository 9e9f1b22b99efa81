package org.freedomcheckout.flow;

import java.net.URI;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.freedomcheckout.checkout.CardFace;
import org.freedomcheckout.checkout.Checkout;
import org.freedomcheckout.checkout.Means;
import org.freedomcheckout.checkout.Method;
import org.freedomcheckout.checkout.Secret;
import org.freedomcheckout.gateway.CardStorage;
import org.freedomcheckout.gateway.InDoubtException;
import org.freedomcheckout.gateway.NotSentException;
import org.freedomcheckout.gateway.RefusedException;
import org.freedomcheckout.gateway.StoredCard;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The cards that Freedom Pay keeps: for merchants to manage, for shoppers to choose among. */
public final class SavedCards {

    private static final Logger log = LoggerFactory.getLogger(SavedCards.class);

    /** So long a shopper's page waits for the list. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    /** Freedom Pay promises no order, and a list must not change under the shopper's finger. */
    private static final Comparator<StoredCard> NEWEST_FIRST = Comparator.comparing(
                    (StoredCard card) -> card.createdAt().orElse(""), Comparator.reverseOrder())
            .thenComparing(StoredCard::mask);

    private final CardStorage gateway;
    private final Background background;
    private final PublicUrls urls;

    SavedCards(CardStorage gateway, Background background, PublicUrls urls) {
        this.gateway = gateway;
        this.background = background;
        this.urls = urls;
    }

    /** A user's cards. */
    public List<StoredCard> of(String userId) throws NotSentException, InDoubtException, RefusedException {
        return gateway.list(userId);
    }

    /** Removes a card; it cannot be used any more. */
    public void remove(String userId, Secret token) throws NotSentException, InDoubtException, RefusedException {
        gateway.remove(userId, token);
    }

    /**
     * Begins to save a card.
     *
     * @param backUrl the shop's page to which the shopper comes back
     * @return where the shopper goes
     */
    public URI add(String userId, URI backUrl) throws NotSentException, InDoubtException, RefusedException {
        return gateway.add(userId, backUrl, urls.card());
    }

    /**
     * A card that a shopper can choose.
     *
     * @param ref what the browser sends instead of the token
     */
    public record Choice(String ref, Means.SavedCard means) {}

    /**
     * The saved cards of a checkout.
     *
     * @return empty if Freedom Pay does not say which there are
     */
    public Optional<List<Choice>> choices(Checkout checkout) {
        var offered = checkout.terms().savedCard();
        if (offered.isEmpty()) {
            return Optional.of(List.of());
        }
        return offered.get()
                .token()
                .map(token -> Optional.of(List.of(given(checkout, offered.get(), token))))
                .orElseGet(() -> ofUser(checkout, offered.get().userId()));
    }

    private static Choice given(Checkout checkout, Method.SavedCard card, Secret token) {
        return new Choice(ref(checkout, token), new Means.SavedCard(token, card.face()));
    }

    private Optional<List<Choice>> ofUser(Checkout checkout, String userId) {
        return background.ask(() -> list(checkout, userId), PATIENCE).flatMap(list -> list);
    }

    private Optional<List<Choice>> list(Checkout checkout, String userId) {
        try {
            return Optional.of(choices(checkout, gateway.list(userId)));
        } catch (NotSentException | InDoubtException | RefusedException e) {
            log.warn("Order {}: the saved cards cannot be had", checkout.terms().orderId(), e);
            return Optional.empty();
        }
    }

    /** The newest first. */
    static List<Choice> choices(Checkout checkout, List<StoredCard> cards) {
        return cards.stream()
                .sorted(NEWEST_FIRST)
                .map(card -> new Choice(
                        ref(checkout, card.token()),
                        new Means.SavedCard(card.token(), new CardFace(card.mask(), card.brand(), card.expiry()))))
                .toList();
    }

    private static String ref(Checkout checkout, Secret token) {
        return checkout.payToken().nameFor(token);
    }
}
