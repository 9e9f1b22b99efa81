package org.freedomcheckout.sandbox;

import java.time.Instant;

/** Decides what becomes of a payment: the testers' wish first, then the card's own way. */
final class Bank {

    private final Scenarios scenarios;
    private final Notifier notifier;

    Bank(Scenarios scenarios, Notifier notifier) {
        this.scenarios = scenarios;
        this.notifier = notifier;
    }

    /**
     * The shopper has done everything.
     *
     * @param outcome the card's own: success, decline or pending
     * @param code the card's own
     */
    void finish(Payment payment, String outcome, String code) {
        var wishes = scenarios.forPayment(payment.orderId(), payment.id);
        var wished = wishes.text("outcome", outcome);
        var wishedCode = wishes.text("code", code.isEmpty() ? "10001" : code);
        switch (wished) {
            case "decline" -> payment.refuse(wishedCode);
            case "pending" -> {
                payment.status = Payment.Status.PROCESS;
                payment.pendingPolls = wishes.number("pending_polls", 2);
                var millis = wishes.number("pending_ms", 0);
                payment.pendingUntil = millis > 0 ? Instant.now().plusMillis(millis) : Instant.MIN;
                payment.pendingThen = wishes.text("then", code.isEmpty() ? "success" : "decline");
                payment.failureCode = wishedCode;
            }
            default -> payment.authorize();
        }
        notifier.resultOf(payment);
    }

    /** The bank, or Freedom Pay itself, says no. */
    void refuse(Payment payment, String code) {
        payment.refuse(code);
        notifier.resultOf(payment);
    }

    /** Lets a pending payment come to its end when its time has come; a status call counts as a look. */
    void look(Payment payment) {
        if (payment.status != Payment.Status.PROCESS) {
            return;
        }
        if (payment.pendingUntil.isAfter(Instant.now()) || payment.pendingPolls-- > 0) {
            return;
        }
        if (payment.pendingThen.equals("success")) {
            payment.failureCode = "";
            payment.authorize();
        } else {
            payment.refuse(payment.failureCode);
        }
        notifier.resultOf(payment);
    }
}
