package org.freedomcheckout.matrix;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import org.freedomcheckout.sandbox.FaultKind;
import org.freedomcheckout.testkit.Checkout;
import org.freedomcheckout.testkit.PlainShopper;

/** A shopper pays while something goes wrong. */
record PaymentScenario(
        Flow flow, Disturbance fault, Outcome outcome, Notifies notifies, Returns returns, StatusMood status)
        implements Scenario {

    private static final Duration DAWDLING = Duration.ofSeconds(1);

    /** What the bank says in the end. */
    enum Outcome {
        PAID,
        REFUSED,
        PENDING_THEN_PAID,
        PENDING_THEN_REFUSED
    }

    /** When the result notify comes. */
    enum Notifies {
        BEFORE_THE_ANSWER,
        AT_ONCE,
        LATE,
        TWICE,
        PENDING_FIRST,
        NEVER
    }

    /** When and how often the browser comes back. */
    enum Returns {
        AT_ONCE,
        LATE,
        TWICE,
        NEVER
    }

    @Override
    public String name() {
        return Matrix.word(flow, fault.name(), outcome, "notify " + notifies, "return " + returns, "status " + status);
    }

    @Override
    public Checkout play(Stage stage, String order) {
        var sandbox = stage.sandbox();
        switch (outcome) {
            case PAID -> {}
            case REFUSED -> sandbox.scenario(order, "outcome", "decline", "code", "10001");
            case PENDING_THEN_PAID -> sandbox.scenario(order, "outcome", "pending", "then", "success");
            case PENDING_THEN_REFUSED ->
                sandbox.scenario(order, "outcome", "pending", "then", "decline", "code", "10001");
        }
        switch (notifies) {
            case BEFORE_THE_ANSWER -> sandbox.scenario(order, "notify", "before");
            case AT_ONCE -> sandbox.scenario(order, "notify", "after");
            case LATE -> sandbox.scenario(order, "notify", "after", "notify_delay_ms", 2_000L);
            case TWICE -> sandbox.scenario(order, "notify", "twice");
            case PENDING_FIRST -> sandbox.scenario(order, "notify", "pending_first");
            case NEVER -> sandbox.scenario(order, "notify", "none");
        }
        status.prepare(sandbox, order, flow.status);
        fault.prepare(sandbox, order);
        var checkout = stage.merchant().open(flow.order(stage, order, false));
        flow.pay(new PlainShopper(checkout)).ifPresent(this::comeBack);
        return checkout;
    }

    private void comeBack(PlainShopper.Return back) {
        switch (returns) {
            case AT_ONCE -> back.send();
            case LATE -> {
                LockSupport.parkNanos(DAWDLING.toNanos());
                back.send();
            }
            case TWICE -> {
                back.send();
                back.send();
            }
            case NEVER -> {}
        }
    }

    @Override
    public List<String> problems(Stage stage, Checkout checkout) {
        return problems(stage, checkout, false);
    }

    @Override
    public List<String> problemsAfterExpiry(Stage stage, Checkout checkout) {
        return problems(stage, checkout, true);
    }

    private List<String> problems(Stage stage, Checkout checkout, boolean expired) {
        var problems = new Problems();
        var ledger = stage.ledger(checkout.orderId());
        var object = checkout.read();
        var webhooks = stage.webhooks(checkout.orderId());
        var paid = ledger.stream()
                .filter(payment -> "success".equals(payment.get("status")))
                .toList();
        var refused = ledger.stream().anyMatch(payment -> "error".equals(payment.get("status")));

        problems.unless(count(ledger, "authorizations") <= 1, "the bank was asked for the money twice");
        problems.unless(calls(ledger, "paymentAcs") <= (fault.isBefore() ? 2 : 1), "paymentAcs was repeated");
        problems.unless(
                ledger.stream().noneMatch(payment -> "process".equals(payment.get("status"))),
                "the bank has not decided");
        if (isUnderANumberWeNeverLearn()) {
            problems.unless(paid.isEmpty(), "money was taken under a number that we do not know");
            problems.expect(expired ? "expired" : "open", object.get("status"), "status");
        } else if (!paid.isEmpty()) {
            problems.expect("paid", object.get("status"), "status");
            problems.expect(paid.getFirst().get("id"), checkout.read("payment").get("id"), "payment");
            problems.expect(List.of("checkout.paid"), webhooks, "webhooks");
        } else if (refused) {
            problems.unless(object.get("failure") != null, "the failure is not told");
            problems.unless(
                    "failed".equals(object.get("status"))
                            || Objects.equals(object.get("status"), expired ? "expired" : "open"),
                    "refused, but " + object.get("status"));
            problems.expect(closing(object), webhooks, "webhooks");
        } else {
            problems.expect(expired ? "expired" : "open", object.get("status"), "status");
            problems.expect(closing(object), webhooks, "webhooks");
        }
        problems.unless(
                !paid.isEmpty() || !mustBePaid(ledger) || isUnderANumberWeNeverLearn(),
                "the shopper has paid, and no money has moved: " + ledger);
        return problems.told(name(), object, ledger, webhooks, checkout);
    }

    /** The gateway has told us another payment's number: nobody can pay, and nobody does. */
    private boolean isUnderANumberWeNeverLearn() {
        return flow != Flow.THREE_DS
                && fault.endpoint().equals(flow.pay)
                && fault.kind() == FaultKind.OTHER_PAYMENT_ID
                && !fault.isBefore();
    }

    private static List<String> closing(Map<String, Object> object) {
        return "open".equals(object.get("status")) ? List.of() : List.of("checkout." + object.get("status"));
    }

    /** Whether nothing but a lack of care could have kept the money from moving: else a scenario would prove nothing. */
    private boolean mustBePaid(List<Map<String, Object>> ledger) {
        var wantsToPay = outcome == Outcome.PAID || outcome == Outcome.PENDING_THEN_PAID;
        return switch (flow) {
            case THREE_DS -> wantsToPay && returns != Returns.NEVER;
            // Without a payment there is no page on which to pay.
            case SAVED_CARD, CARD_PAGE ->
                wantsToPay && ledger.stream().anyMatch(payment -> !"new".equals(payment.get("status")));
        };
    }

    private static long count(List<Map<String, Object>> ledger, String what) {
        return ledger.stream().mapToLong(payment -> (Long) payment.get(what)).sum();
    }

    private static long calls(List<Map<String, Object>> ledger, String endpoint) {
        return ledger.stream()
                .map(payment -> (Map<?, ?>) payment.get("calls"))
                .mapToLong(calls -> calls.get(endpoint) instanceof Long n ? n : 0)
                .sum();
    }

    /** Every fault of every endpoint in every flow; the rest of the story in turn, so that each pair of it is seen. */
    static List<Scenario> all() {
        var all = new ArrayList<Scenario>();
        for (var flow : Flow.values()) {
            for (var endpoint : flow.endpointsOfPaying()) {
                for (var fault : Disturbance.of(endpoint)) {
                    all.addAll(stories(flow, fault, all.size() / STORIES));
                }
            }
        }
        return all;
    }

    /** As many as notifies and returns, of six and four kinds, can be paired before the pairs repeat. */
    private static final int STORIES = 12;

    private static List<Scenario> stories(Flow flow, Disturbance fault, int turn) {
        var stories = new ArrayList<Scenario>();
        for (int i = 0; i < STORIES; i++) {
            stories.add(new PaymentScenario(
                    flow,
                    fault,
                    Matrix.turn(Outcome.values(), i + turn / 2 + i / 4),
                    Matrix.turn(Notifies.values(), i),
                    Matrix.turn(Returns.values(), i + turn),
                    Matrix.turn(StatusMood.values(), i / 3 + turn)));
        }
        return stories;
    }
}
