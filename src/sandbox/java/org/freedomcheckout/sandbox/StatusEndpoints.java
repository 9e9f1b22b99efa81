package org.freedomcheckout.sandbox;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** {@code g2g/status_v2} and {@code get_status3.php}. */
final class StatusEndpoints {

    private final Merchant merchant;
    private final Ledger ledger;
    private final Scenarios scenarios;
    private final Bank bank;

    StatusEndpoints(Merchant merchant, Ledger ledger, Scenarios scenarios, Bank bank) {
        this.merchant = merchant;
        this.ledger = ledger;
        this.scenarios = scenarios;
        this.bank = bank;
    }

    HttpResponse status(String script, Map<String, String> request, Optional<Payment> byId) {
        var found = request.getOrDefault("pg_payment_id", "").isEmpty()
                ? ledger.findByOrder(request.getOrDefault("pg_order_id", ""))
                : byId;
        if (found.isEmpty()) {
            return Merchant.unsignedError("11068");
        }
        var payment = found.get();
        synchronized (payment) {
            var wishes = scenarios.forPayment(payment.orderId(), payment.id);
            if (payment.notFound++ < wishes.number("status_not_found_first", 0)) {
                return Merchant.unsignedError("11068");
            }
            bank.look(payment);
            var lags = payment.settledAt
                    .plusMillis(wishes.number("status_lag_ms", 0))
                    .isAfter(Instant.now());
            var refundStatus = wishes.text("refund_status", "success");
            return merchant.signed(script, fields(payment, lags, script.equals("get_status3.php"), refundStatus));
        }
    }

    /** The Merchant API writes what was given back as a negative amount. */
    private static List<Field> fields(Payment payment, boolean lags, boolean negative, String refundStatus) {
        var status = lags ? Payment.Status.PROCESS : payment.status;
        var fields = new ArrayList<Field>();
        fields.add(new Field("pg_status", "ok"));
        fields.add(new Field("pg_payment_id", payment.id));
        fields.add(new Field("pg_order_id", payment.orderId()));
        fields.add(new Field("pg_payment_status", status.name().toLowerCase(Locale.ROOT)));
        fields.add(new Field("pg_amount", Payment.trimmed(payment.amount())));
        fields.add(new Field("pg_currency", payment.currency()));
        fields.add(new Field("pg_clearing_amount", Payment.trimmed(payment.capturedAmount)));
        fields.add(new Field(
                "pg_refund_amount",
                amount(refundStatus.equals("success") ? payment.refunded : BigDecimal.ZERO, negative)));
        fields.add(new Field("pg_captured", payment.captured ? "1" : "0"));
        fields.add(new Field("pg_card_pan", payment.mask));
        fields.add(new Field("pg_card_brand", payment.mask.startsWith("4") ? "VI" : "MC"));
        fields.add(new Field("pg_card_name", ""));
        fields.add(new Field("pg_datetime", Merchant.now()));
        if (status == Payment.Status.SUCCESS) {
            fields.add(new Field("pg_auth_code", payment.authCode));
            fields.add(new Field("pg_reference", payment.reference));
        }
        if (!payment.refunds.isEmpty()) {
            fields.add(Field.of(
                    "pg_refund_payments",
                    payment.refunds.stream()
                            .map(refund -> Field.of("pg_refund_payment", fields(refund, negative, refundStatus)))
                            .toList()));
        }
        if (status == Payment.Status.ERROR) {
            fields.add(new Field("pg_failure_code", payment.failureCode));
            fields.add(new Field("pg_failure_description", payment.failureText));
        }
        return fields;
    }

    private static List<Field> fields(Payment.Refund refund, boolean negative, String status) {
        return List.of(
                new Field("pg_payment_id", refund.id()),
                new Field("pg_payment_status", status),
                new Field("pg_amount", amount(refund.amount(), negative)),
                new Field("pg_payment_date", Merchant.localTime(refund.at())),
                new Field("pg_reference", refund.id()));
    }

    private static String amount(BigDecimal refunded, boolean negative) {
        return Payment.trimmed(negative ? refunded.negate() : refunded);
    }
}
