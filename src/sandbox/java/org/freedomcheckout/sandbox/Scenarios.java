package org.freedomcheckout.sandbox;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** The scenarios in force; of several that fit, the latest that has a word on a thing decides. */
final class Scenarios {

    private final List<Scenario> scenarios = new CopyOnWriteArrayList<>();

    int add(Map<String, Object> wishes) {
        scenarios.addFirst(new Scenario(wishes));
        return scenarios.size();
    }

    void clear() {
        scenarios.clear();
    }

    /** What testers wish for one payment. */
    Wishes forPayment(String orderId, String paymentId) {
        return new Wishes(
                scenarios.stream().filter(s -> s.isFor(orderId, paymentId)).toList());
    }

    /** All that is wished for one payment. */
    record Wishes(List<Scenario> scenarios) {

        String text(String name, String fallback) {
            return scenarios.stream()
                    .flatMap(s -> s.text(name).stream())
                    .findFirst()
                    .orElse(fallback);
        }

        long number(String name, long fallback) {
            return scenarios.stream()
                    .flatMap(s -> s.number(name).stream())
                    .findFirst()
                    .orElse(fallback);
        }

        boolean is(String name) {
            return scenarios.stream().anyMatch(s -> s.is(name));
        }

        Optional<Scenario.Fault> fault(String endpoint) {
            return scenarios.stream().flatMap(s -> s.take(endpoint).stream()).findFirst();
        }
    }
}
