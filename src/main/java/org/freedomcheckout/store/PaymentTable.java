package org.freedomcheckout.store;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.freedomcheckout.checkout.AskSchedule;
import org.freedomcheckout.checkout.Checkout;
import org.freedomcheckout.checkout.CheckoutId;
import org.freedomcheckout.checkout.CheckoutKey;
import org.freedomcheckout.checkout.CheckoutState.Paid;
import org.freedomcheckout.checkout.Means;
import org.freedomcheckout.checkout.Money.Currency;
import org.freedomcheckout.checkout.Payment;
import org.freedomcheckout.checkout.PaymentId;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/** The rows of payments. */
final class PaymentTable {

    private final CheckoutKey key;
    private final PaymentRow paymentRow;

    PaymentTable(CheckoutKey key) {
        this.key = key;
        this.paymentRow = new PaymentRow(key);
    }

    /**
     * The payments of some checkouts, by checkout, in order of attempt.
     *
     * @param currencies of the checkouts, by their ids; not empty
     */
    Map<String, List<Payment>> of(Handle handle, Map<String, Currency> currencies) {
        return Columns.byCheckout(
                handle.createQuery("SELECT * FROM payment WHERE checkout_id IN (<checkouts>) ORDER BY attempt"),
                currencies,
                (row, id, currency) -> paymentRow.read(row, new CheckoutId(id), currency));
    }

    void insert(Handle handle, Checkout checkout, Payment payment) {
        var sql = """
                INSERT INTO payment (checkout_id, attempt, order_id, means, means_mask, means_brand, means_expiry,
                    card_token, card_hash, page_url, payment_id, return_token_hash, state, since, sends, opened, lost,
                    acs_url, pa_req, md, pa_res, failure_code, failure_reason, auth_code, reference, card_mask,
                    card_brand, three_ds, paid_at, captured_minor, refunded_minor, created_at, ask_at, live_slot,
                    paid_slot)
                VALUES (:checkoutId, :attempt, :orderId, :means, :meansMask, :meansBrand, :meansExpiry,
                    :cardToken, :cardHash, :pageUrl, :paymentId, :returnTokenHash, :state, :since, :sends, :opened,
                    :lost, :acsUrl, :paReq, :md, :paRes, :failureCode, :failureReason, :authCode, :reference,
                    :cardMask, :cardBrand, :threeDs, :paidAt, :capturedMinor, :refundedMinor, :createdAt, :askAt,
                    :liveSlot, :paidSlot)
                """;
        var insert = handle.createUpdate(sql)
                .bind(
                        "returnTokenHash",
                        key.returnToken(checkout.id(), payment.attempt()).hash())
                .bind("cardHash", cardHash(payment))
                .bind("createdAt", Columns.time(payment.createdAt()));
        bind(insert, checkout, payment, checkout.updatedAt());
        insert.execute();
    }

    private @Nullable String cardHash(Payment payment) {
        return payment.means() instanceof Means.SavedCard card ? key.cardHash(card.token()) : null;
    }

    void update(Handle handle, Checkout checkout, Payment payment, Instant now) {
        var sql = """
                UPDATE payment
                   SET order_id = :orderId, means = :means, means_mask = :meansMask, means_brand = :meansBrand,
                       means_expiry = :meansExpiry, card_token = :cardToken, page_url = :pageUrl,
                       payment_id = :paymentId, state = :state, since = :since, sends = :sends, opened = :opened,
                       lost = :lost, acs_url = :acsUrl, pa_req = :paReq, md = :md, pa_res = :paRes,
                       failure_code = :failureCode, failure_reason = :failureReason, auth_code = :authCode,
                       reference = :reference, card_mask = :cardMask, card_brand = :cardBrand, three_ds = :threeDs,
                       paid_at = :paidAt, captured_minor = :capturedMinor, refunded_minor = :refundedMinor,
                       ask_at = :askAt, live_slot = :liveSlot, paid_slot = :paidSlot
                 WHERE checkout_id = :checkoutId AND attempt = :attempt
                """;
        var update = handle.createUpdate(sql);
        bind(update, checkout, payment, now);
        update.execute();
    }

    private void bind(SqlStatement<?> statement, Checkout checkout, Payment payment, Instant now) {
        var slot = checkout.id().value();
        var paid = checkout.state() instanceof Paid(var attempt) && attempt == payment.attempt();
        statement
                .bind("checkoutId", slot)
                .bind("attempt", payment.attempt())
                .bind("orderId", payment.orderId())
                .bind("paymentId", payment.id().map(PaymentId::value).orElse(null))
                .bind("liveSlot", payment.isLive() ? slot : null)
                .bind("paidSlot", paid ? slot : null)
                .bind("askAt", Columns.time(AskSchedule.next(checkout, payment, now)));
        paymentRow.bind(statement, checkout.id(), payment);
    }
}
