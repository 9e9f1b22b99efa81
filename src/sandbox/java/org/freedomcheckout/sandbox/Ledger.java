package org.freedomcheckout.sandbox;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Supplier;

/** Every payment, the sandbox's own truth. */
final class Ledger {

    private final Map<String, Payment> payments = new ConcurrentHashMap<>();
    private final ConcurrentLinkedDeque<Payment> order = new ConcurrentLinkedDeque<>();
    private final Map<String, Payment> byIdempotencyKey = new ConcurrentHashMap<>();

    Payment add(String flow, Map<String, String> request) {
        var payment = new Payment(Random.digits(10), flow, request);
        payments.put(payment.id, payment);
        order.addFirst(payment);
        return payment;
    }

    Optional<Payment> find(String id) {
        return Optional.ofNullable(payments.get(id));
    }

    Optional<Payment> findByOrder(String orderId) {
        return order.stream().filter(p -> p.orderId().equals(orderId)).findFirst();
    }

    Optional<Payment> findByAcs(String acsId) {
        return order.stream().filter(p -> p.acsId.equals(acsId)).findFirst();
    }

    /** The payment made with this key before, or the one that is made now. */
    synchronized Payment once(String key, Supplier<Payment> maker) {
        return key.isEmpty() ? maker.get() : byIdempotencyKey.computeIfAbsent(key, _ -> maker.get());
    }

    boolean knowsKey(String key) {
        return byIdempotencyKey.containsKey(key);
    }

    List<Payment> all() {
        return List.copyOf(order);
    }

    void clear() {
        payments.clear();
        order.clear();
        byIdempotencyKey.clear();
    }
}
