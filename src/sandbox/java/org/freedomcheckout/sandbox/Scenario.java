package org.freedomcheckout.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** What a tester wants to happen to a payment: texts, numbers and flags by name, and faults. */
final class Scenario {

    private final Map<String, Object> wishes;
    private final List<Fault> faults = new ArrayList<>();

    /** A disturbance of one endpoint. */
    record Fault(String endpoint, FaultKind kind, AtomicInteger skip, AtomicInteger times, Map<String, Object> wishes) {

        boolean isBefore() {
            return "before".equals(wishes.get("at"));
        }

        long millis() {
            return wishes.get("ms") instanceof Long ms ? ms : 0;
        }

        String code() {
            return wishes.get("code") instanceof String code ? code : "9999";
        }

        /** Uses the fault up; false while it is to be skipped or when it is used up. */
        boolean take() {
            if (skip.getAndUpdate(n -> n > 0 ? n - 1 : 0) > 0) {
                return false;
            }
            return times.getAndUpdate(n -> n > 0 ? n - 1 : n) != 0;
        }
    }

    @SuppressWarnings("unchecked")
    Scenario(Map<String, Object> wishes) {
        this.wishes = wishes;
        if (wishes.get("faults") instanceof List<?> list) {
            for (var one : list) {
                var fault = (Map<String, Object>) one;
                faults.add(new Fault(
                        String.valueOf(fault.get("endpoint")),
                        FaultKind.of(String.valueOf(fault.get("fault"))),
                        new AtomicInteger(fault.get("skip") instanceof Long n ? n.intValue() : 0),
                        new AtomicInteger(fault.get("times") instanceof Long n ? n.intValue() : 1),
                        fault));
            }
        }
    }

    boolean isFor(String orderId, String paymentId) {
        return (!wishes.containsKey("order_id") || orderId.equals(wishes.get("order_id")))
                && (!wishes.containsKey("payment_id") || paymentId.equals(wishes.get("payment_id")));
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(wishes.get(name)).map(Object::toString);
    }

    Optional<Long> number(String name) {
        return wishes.get(name) instanceof Long number ? Optional.of(number) : Optional.empty();
    }

    boolean is(String name) {
        return Boolean.TRUE.equals(wishes.get(name));
    }

    Optional<Fault> take(String endpoint) {
        return faults.stream()
                .filter(fault -> fault.endpoint().equals(endpoint))
                .filter(Fault::take)
                .findFirst();
    }
}
