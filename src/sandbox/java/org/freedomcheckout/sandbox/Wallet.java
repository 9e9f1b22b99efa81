package org.freedomcheckout.sandbox;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which cards are kept for which user. Every user has the cards with known outcomes from the start, but those whose name
 * begins with {@code new-}, who have none.
 */
final class Wallet {

    private static final String NEWCOMER = "new-";

    private final Map<String, List<Kept>> byUser = new ConcurrentHashMap<>();

    /** A card in a wallet. */
    record Kept(String token, SavedCard card, Instant createdAt) {}

    synchronized List<Kept> of(String user) {
        return List.copyOf(cards(user));
    }

    /** A user's card; the known ones belong to whoever asks. */
    synchronized Optional<SavedCard> find(String user, String token) {
        return cards(user).stream()
                .filter(kept -> kept.token().equals(token))
                .map(Kept::card)
                .findFirst();
    }

    synchronized boolean remove(String user, String token) {
        return cards(user).removeIf(kept -> kept.token().equals(token));
    }

    /**
     * Keeps one more card, which pays without a challenge. Nobody has said that tokens are UUIDs: this one has signs that an
     * address or a form can lose.
     */
    synchronized Kept add(String user) {
        var kept = new Kept(Random.letters(20) + "/" + Random.letters(20) + "+%2F==", SavedCard.PAID, Instant.now());
        cards(user).add(kept);
        return kept;
    }

    void clear() {
        byUser.clear();
    }

    private List<Kept> cards(String user) {
        return byUser.computeIfAbsent(user, _ -> {
            var cards = new ArrayList<Kept>();
            if (!user.startsWith(NEWCOMER)) {
                for (var card : SavedCard.values()) {
                    cards.add(new Kept(card.token, card, Instant.parse("2024-09-02T12:19:01Z")));
                }
            }
            return cards;
        });
    }
}
