package org.freedomcheckout.matrix;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.freedomcheckout.testkit.Checkout;
import org.freedomcheckout.testkit.Eventually;
import org.freedomcheckout.testkit.Http.Answer;
import org.freedomcheckout.testkit.PlainShopper;

/** The merchant takes, releases or gives back money while something goes wrong. */
record OperationScenario(Flow flow, Kind kind, Disturbance fault, StatusMood status) implements Scenario {

    private static final String REFUND = "500.00";

    /** What the merchant was answered; a request may still be waiting when its shopper's part is over. */
    private static final Map<String, Answer> ANSWERS = new ConcurrentHashMap<>();

    enum Kind {
        CAPTURE,
        CANCEL,
        REFUND;

        String endpoint(Flow flow) {
            return switch (this) {
                case CAPTURE -> flow.capture;
                case CANCEL -> flow.cancel;
                case REFUND -> flow.refund;
            };
        }

        boolean needsHold() {
            return this != REFUND;
        }
    }

    @Override
    public String name() {
        return Matrix.word(flow, kind, fault.name(), "status " + status);
    }

    @Override
    public Checkout play(Stage stage, String order) {
        stage.sandbox().scenario(order, "card_allows_all", true);
        var checkout = stage.merchant().open(flow.order(stage, order, kind.needsHold()));
        flow.pay(new PlainShopper(checkout)).orElseThrow().send();
        if (!checkout.statusOnce(statusBefore()).equals(statusBefore())) {
            throw new AssertionError("not " + statusBefore());
        }
        status.prepare(stage.sandbox(), order, flow.status);
        fault.prepare(stage.sandbox(), order);
        var what = Matrix.word(kind);
        var body = kind == Kind.REFUND ? "{\"amount\":\"" + REFUND + "\"}" : "";
        Thread.startVirtualThread(() -> ANSWERS.put(order, checkout.post(what, body)));
        Eventually.lookShortly(() -> ANSWERS.containsKey(order), answered -> answered);
        return checkout;
    }

    @Override
    public List<String> problems(Stage stage, Checkout checkout) {
        var problems = new Problems();
        var order = checkout.orderId();
        var ledger = stage.ledger(order);
        var object = checkout.read();
        var webhooks = stage.webhooks(order);
        var timeline = checkout.timeline();
        var payment = ledger.getFirst();
        var word = Matrix.word(kind);
        var done = isDone(payment);

        problems.unless(stage.sandbox().calls(order, fault.endpoint()) <= 1, word + " was sent twice");
        problems.expect(done ? statusOnceDone() : statusBefore(), object.get("status"), "status");
        problems.unless(
                number(object, "refunded_amount").compareTo(number(payment, "refunded_amount")) == 0,
                "another amount was given back: " + payment.get("refunded_amount"));
        var ends = timeline.stream()
                .filter(type -> List.of(word + ".done", word + ".refused", word + ".not_done")
                        .contains(type))
                .toList();
        problems.unless(done || !ends.isEmpty(), "the merchant does not learn the end: " + timeline);
        problems.unless(
                !done || ends.isEmpty() || ends.equals(List.of(word + ".done")),
                "it was done, and the timeline denies it: " + timeline);
        problems.expect(webhooksAfter(done), webhooks, "webhooks");
        var answer = ANSWERS.get(order);
        if (answer == null) {
            problems.add("the merchant's request was not answered");
        } else {
            var told = answer.statusCode();
            problems.unless(told == 202 || (told == 200) == done, "the merchant was told " + told);
        }
        return problems.told(name(), object, ledger, webhooks, checkout);
    }

    /** No time is over for money that is held or taken. */
    @Override
    public List<String> problemsAfterExpiry(Stage stage, Checkout checkout) {
        return problems(stage, checkout);
    }

    private boolean isDone(Map<String, Object> payment) {
        return switch (kind) {
            case CAPTURE -> Boolean.TRUE.equals(payment.get("captured"));
            case CANCEL -> "revoked".equals(payment.get("status"));
            case REFUND -> number(payment, "refunded_amount").signum() > 0;
        };
    }

    private String statusBefore() {
        return kind.needsHold() ? "authorized" : "paid";
    }

    /** The checkout's, once it is done. */
    private String statusOnceDone() {
        return kind == Kind.CANCEL ? "canceled" : "paid";
    }

    private List<String> webhooksAfter(boolean done) {
        var webhooks = new ArrayList<String>(List.of("checkout." + statusBefore()));
        if (done) {
            webhooks.add(kind == Kind.REFUND ? "checkout.refunded" : "checkout." + statusOnceDone());
        }
        return webhooks;
    }

    private static BigDecimal number(Map<String, Object> object, String name) {
        return new BigDecimal(String.valueOf(object.get(name)));
    }

    /** Every fault of every operation's endpoint, and of the status that would tell what became of it. */
    static List<Scenario> all() {
        var all = new ArrayList<Scenario>();
        for (var flow : Flow.values()) {
            for (var kind : Kind.values()) {
                for (var fault : Disturbance.of(kind.endpoint(flow))) {
                    for (var status : StatusMood.values()) {
                        all.add(new OperationScenario(flow, kind, fault, status));
                    }
                }
            }
        }
        return all;
    }
}
