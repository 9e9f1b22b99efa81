package org.freedomcheckout.matrix;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.freedomcheckout.testkit.Checkout;
import org.jspecify.annotations.Nullable;

/** What is not right about the end of a scenario. */
final class Problems {

    private final List<String> problems = new ArrayList<>();

    void add(String problem) {
        problems.add(problem);
    }

    void unless(boolean right, String problem) {
        if (!right) {
            problems.add(problem);
        }
    }

    void expect(@Nullable Object expected, @Nullable Object found, String what) {
        unless(expected != null && expected.equals(found), what + " is " + found + ", not " + expected);
    }

    /** All of them, with what there is to know about the scenario. */
    List<String> told(
            String scenario,
            Map<String, Object> object,
            List<Map<String, Object>> ledger,
            List<String> webhooks,
            Checkout checkout) {
        if (problems.isEmpty()) {
            return problems;
        }
        return List.of("%s%n  %s%n  checkout %s%n  ledger %s%n  webhooks %s%n  timeline %s%n  -Dmatrix.scenario=%s"
                .formatted(
                        scenario,
                        String.join("\n  ", problems),
                        object,
                        ledger,
                        webhooks,
                        checkout.timeline(),
                        scenario));
    }
}
