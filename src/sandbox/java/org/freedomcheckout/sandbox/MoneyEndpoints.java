package org.freedomcheckout.sandbox;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Taking, releasing and giving back money. */
final class MoneyEndpoints {

    private final Merchant merchant;
    private final Scenarios scenarios;

    MoneyEndpoints(Merchant merchant, Scenarios scenarios) {
        this.merchant = merchant;
        this.scenarios = scenarios;
    }

    /** Whether the test card, or a tester's wish, lets something happen. */
    private boolean allows(Payment payment, Predicate<TestCard> card) {
        return payment.card == null
                || card.test(payment.card)
                || scenarios.forPayment(payment.orderId(), payment.id).is("card_allows_all");
    }

    HttpResponse cancel(String script, Map<String, String> request, Optional<Payment> found) {
        if (found.isEmpty()) {
            return merchant.error(script, "1202");
        }
        var payment = found.get();
        synchronized (payment) {
            if (payment.status == Payment.Status.REVOKED) {
                return merchant.error(script, "10033");
            }
            var open = payment.status == Payment.Status.NEW;
            if (!open && (payment.status != Payment.Status.SUCCESS || !allows(payment, card -> card.cancels))) {
                return merchant.error(script, "9013");
            }
            if (payment.captured) {
                return merchant.error(script, "10036");
            }
            payment.status = Payment.Status.REVOKED;
            return merchant.signed(
                    script,
                    List.of(
                            new Field("pg_status", "ok"),
                            new Field("pg_payment_id", payment.id),
                            new Field("pg_payment_revoke_id", Random.digits(10)),
                            new Field("pg_revoke_status", "success")));
        }
    }

    HttpResponse clearing(String script, Map<String, String> request, Optional<Payment> found) {
        if (found.isEmpty()) {
            return merchant.error(script, "1202");
        }
        var payment = found.get();
        synchronized (payment) {
            var amount = amount(request.get("pg_clearing_amount")).orElse(payment.amount());
            if (payment.status != Payment.Status.SUCCESS || !allows(payment, card -> card.clears)) {
                return merchant.error(script, "10035");
            }
            if (payment.captured) {
                return merchant.error(script, "10036");
            }
            if (amount.compareTo(payment.amount()) > 0) {
                return merchant.error(script, "9403");
            }
            payment.captured = true;
            payment.capturedAmount = amount;
            return merchant.signed(
                    script,
                    List.of(
                            new Field("pg_status", "ok"),
                            new Field("pg_payment_id", payment.id),
                            new Field("pg_amount", Payment.trimmed(payment.amount())),
                            new Field("pg_clearing_amount", Payment.trimmed(amount)),
                            new Field("pg_status_clearing", "1")));
        }
    }

    HttpResponse refund(String script, Map<String, String> request, Optional<Payment> found) {
        if (found.isEmpty()) {
            return merchant.error(script, "1202");
        }
        var payment = found.get();
        synchronized (payment) {
            var left = payment.capturedAmount.subtract(payment.refunded);
            var asked = amount(request.getOrDefault("pg_refund_amount", request.get("pg_amount")))
                    .orElse(left);
            if (!payment.captured || !allows(payment, card -> card.refunds)) {
                return merchant.error(script, "10034");
            }
            if (asked.compareTo(left) > 0 || asked.signum() == 0) {
                return merchant.error(script, "10020");
            }
            payment.refunded = payment.refunded.add(asked);
            var refund = new Payment.Refund(Random.digits(10), asked, Instant.now());
            payment.refunds.add(refund);
            return merchant.signed(
                    script,
                    List.of(
                            new Field("pg_status", "ok"),
                            new Field("pg_payment_id", payment.id),
                            new Field("pg_payment_refund_id", refund.id()),
                            new Field("pg_refund_status", "success")));
        }
    }

    private static Optional<BigDecimal> amount(String text) {
        return text == null || text.isEmpty()
                ? Optional.empty()
                : Optional.of(new BigDecimal(text)).filter(amount -> amount.signum() > 0);
    }
}
