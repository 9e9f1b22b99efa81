package org.freedomcheckout.checkout;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the merchant asked for; never changes.
 *
 * @param orderId 1 to 50 of {@code [A-Za-z0-9_.-]}
 * @param description 1 to 1024 characters
 * @param methods in the order in which they are offered, each once; {@link Method.ThreeDs} stands alone
 * @param language one of the offered languages; empty if the browser decides
 */
public record Terms(
        String orderId,
        Money amount,
        String description,
        List<Method> methods,
        CaptureMode capture,
        URI successUrl,
        URI failureUrl,
        Optional<String> language,
        Customer customer,
        Map<String, String> metadata,
        Instant expiresAt) {

    public Terms {
        methods = List.copyOf(methods);
        metadata = Map.copyOf(metadata);
        var words = methods.stream().map(Method::word).toList();
        var isThreeDs = methods.contains(new Method.ThreeDs());
        if (words.stream().distinct().count() != words.size() || (isThreeDs && words.size() > 1)) {
            throw new IllegalArgumentException("not to be chosen among: " + words);
        }
    }

    /** The saved card, or whose saved cards are offered. */
    public Optional<Method.SavedCard> savedCard() {
        return methods.stream()
                .filter(method -> method instanceof Method.SavedCard)
                .map(Method.SavedCard.class::cast)
                .findFirst();
    }

    public boolean offersCardPage() {
        return methods.contains(new Method.CardPage());
    }

    /** Flow B; then the payment is there already and no other can be made. */
    public boolean isThreeDs() {
        return methods.contains(new Method.ThreeDs());
    }

    /** The only way to pay, if the shopper has nothing to choose. */
    public Optional<Means> onlyMeans() {
        if (methods.size() != 1) {
            return Optional.empty();
        }
        return switch (methods.getFirst()) {
            case Method.SavedCard card -> card.token().map(token -> new Means.SavedCard(token, card.face()));
            case Method.CardPage _ -> Optional.of(new Means.CardPage());
            case Method.ThreeDs _ -> Optional.of(new Means.ThreeDs());
        };
    }

    /** One-step or two-step payment. */
    public enum CaptureMode {
        /** The money is taken at once. */
        AUTOMATIC,
        /** The money is held; the merchant takes or releases it. */
        MANUAL
    }

    /** What the shop knows about the shopper and passes on to Freedom Pay. */
    public record Customer(Optional<String> email, Optional<String> phone, Optional<String> ip) {}
}
