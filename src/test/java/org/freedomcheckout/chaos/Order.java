package org.freedomcheckout.chaos;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.freedomcheckout.testkit.Checkout;

/** What the merchant and the shopper know of an order: what they asked for, and what they were told. */
final class Order {

    private final String id;
    private final Queue<String> statuses = new ConcurrentLinkedQueue<>();
    private final Map<String, Wish> wishes = new ConcurrentHashMap<>();
    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private volatile Optional<Checkout> checkout = Optional.empty();

    /**
     * What the merchant wants done with the money.
     *
     * @param kind {@code capture}, {@code cancel} or {@code refund}
     * @param amount decimal; empty for all
     */
    record Wish(String kind, String amount) {

        String json() {
            return amount.isEmpty() ? "" : "{\"amount\":\"" + amount + "\"}";
        }
    }

    Order(String id) {
        this.id = id;
    }

    String id() {
        return id;
    }

    /** The checkout, once the API has said that there is one. */
    Optional<Checkout> checkout() {
        return checkout;
    }

    void opened(Checkout opened) {
        checkout = Optional.of(opened);
    }

    /** The API has told this status. */
    void told(String status) {
        statuses.add(status);
    }

    /** Every status that the API has told, in order. */
    Queue<String> statuses() {
        return statuses;
    }

    /** Notes a wish before it is sent; returns its idempotency key. */
    String wants(Wish wish) {
        var key = id + "-" + (wishes.size() + 1);
        wishes.put(key, wish);
        return key;
    }

    /** The API has said that it is done. */
    void acknowledged(String key) {
        acknowledged.add(key);
    }

    /** The amounts that the merchant wanted to give back; or only those of which the API said that they are. */
    List<BigDecimal> refunds(boolean acknowledgedOnly) {
        return wishes.entrySet().stream()
                .filter(wish -> wish.getValue().kind().equals("refund"))
                .filter(wish -> !acknowledgedOnly || acknowledged.contains(wish.getKey()))
                .map(wish -> new BigDecimal(wish.getValue().amount()).stripTrailingZeros())
                .toList();
    }

    /** Wishes that the API has not yet said were done, by their keys. */
    Map<String, Wish> unanswered() {
        return wishes.entrySet().stream()
                .filter(wish -> !acknowledged.contains(wish.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
