package org.freedomcheckout.store;

import java.util.List;
import org.freedomcheckout.checkout.AskSchedule;
import org.freedomcheckout.checkout.Checkout;
import org.freedomcheckout.checkout.CheckoutKey;
import org.freedomcheckout.checkout.CheckoutState.Paid;
import org.freedomcheckout.checkout.Means;
import org.freedomcheckout.checkout.Payment;
import org.freedomcheckout.checkout.PaymentId;
import org.freedomcheckout.store.CheckoutWriter.Move;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/** The rows of payments. */
final class PaymentTable {

    private static final String INSERT = """
            INSERT INTO payment (checkout_id, attempt, order_id, means, means_mask, means_brand, means_expiry,
                card_token, card_hash, page_url, payment_id, return_token_hash, state, since, sends, opened, lost, announced,
                acs_url, pa_req, md, pa_res, failure_code, failure_reason, auth_code, reference, card_mask,
                card_brand, three_ds, paid_at, captured_minor, refunded_minor, created_at, ask_at, live_slot,
                paid_slot)
            VALUES (:checkoutId, :attempt, :orderId, :means, :meansMask, :meansBrand, :meansExpiry,
                :cardToken, :cardHash, :pageUrl, :paymentId, :returnTokenHash, :state, :since, :sends, :opened,
                :lost, :announced, :acsUrl, :paReq, :md, :paRes, :failureCode, :failureReason, :authCode, :reference,
                :cardMask, :cardBrand, :threeDs, :paidAt, :capturedMinor, :refundedMinor, :createdAt, :askAt,
                :liveSlot, :paidSlot)
            """;

    private static final String UPDATE = """
            UPDATE payment
               SET order_id = :orderId, means = :means, means_mask = :meansMask, means_brand = :meansBrand,
                   means_expiry = :meansExpiry,
                   payment_id = :paymentId, state = :state, since = :since, sends = :sends, opened = :opened,
                   lost = :lost, announced = :announced, acs_url = :acsUrl,
                   failure_code = :failureCode, failure_reason = :failureReason, auth_code = :authCode,
                   reference = :reference, card_mask = :cardMask, card_brand = :cardBrand, three_ds = :threeDs,
                   paid_at = :paidAt, captured_minor = :capturedMinor, refunded_minor = :refundedMinor,
                   ask_at = :askAt, live_slot = :liveSlot, paid_slot = :paidSlot,
                   card_token = CASE WHEN :reseal THEN :cardToken ELSE card_token END,
                   page_url = CASE WHEN :reseal THEN :pageUrl ELSE page_url END,
                   pa_req = CASE WHEN :reseal THEN :paReq ELSE pa_req END,
                   md = CASE WHEN :reseal THEN :md ELSE md END,
                   pa_res = CASE WHEN :reseal THEN :paRes ELSE pa_res END
             WHERE checkout_id = :checkoutId AND attempt = :attempt
            """;

    private final CheckoutKey key;
    private final PaymentRow paymentRow;

    PaymentTable(CheckoutKey key) {
        this.key = key;
        this.paymentRow = new PaymentRow(key);
    }

    /** Writes the payments of new checkouts. */
    void insert(Handle handle, List<Checkout> checkouts) {
        var insert = handle.prepareBatch(INSERT);
        for (var checkout : checkouts) {
            checkout.payments().forEach(payment -> add(insert, checkout, payment));
        }
        insert.execute();
    }

    /** Writes the payments of checkouts that have moved. */
    void write(Handle handle, List<Move> moves) {
        var update = handle.prepareBatch(UPDATE);
        var insert = handle.prepareBatch(INSERT);
        for (var move : moves) {
            for (var payment : move.moved().payments()) {
                if (payment.attempt() <= move.before().payments().size()) {
                    bind(update, move.moved(), payment);
                    var before = move.before().payment(payment.attempt());
                    paymentRow.bind(update, move.moved().id(), before, payment);
                    update.add();
                } else {
                    add(insert, move.moved(), payment);
                }
            }
        }
        // Updates come first: a payment that ends makes room for the next one.
        update.execute();
        insert.execute();
    }

    private void add(PreparedBatch insert, Checkout checkout, Payment payment) {
        insert.bind(
                        "returnTokenHash",
                        key.returnToken(checkout.id(), payment.attempt()).hash())
                .bind("cardHash", cardHash(payment))
                .bind("createdAt", Columns.time(payment.createdAt()));
        bind(insert, checkout, payment);
        paymentRow.bind(insert, checkout.id(), payment);
        insert.add();
    }

    private @Nullable String cardHash(Payment payment) {
        return payment.means() instanceof Means.SavedCard card ? key.cardHash(card.token()) : null;
    }

    private static void bind(PreparedBatch statement, Checkout checkout, Payment payment) {
        var slot = checkout.id().value();
        var paid = checkout.state() instanceof Paid(var attempt) && attempt == payment.attempt();
        statement
                .bind("checkoutId", slot)
                .bind("attempt", payment.attempt())
                .bind("orderId", payment.orderId())
                .bind("paymentId", payment.id().map(PaymentId::value).orElse(null))
                .bind("liveSlot", payment.isLive() ? slot : null)
                .bind("paidSlot", paid ? slot : null)
                .bind("askAt", Columns.time(AskSchedule.next(checkout, payment, checkout.updatedAt())));
    }
}
