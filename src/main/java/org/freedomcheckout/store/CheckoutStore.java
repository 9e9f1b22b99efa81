package org.freedomcheckout.store;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.freedomcheckout.checkout.AskSchedule;
import org.freedomcheckout.checkout.Checkout;
import org.freedomcheckout.checkout.CheckoutId;
import org.freedomcheckout.checkout.CheckoutKey;
import org.freedomcheckout.checkout.CheckoutState.Paid;
import org.freedomcheckout.checkout.PayToken;
import org.freedomcheckout.checkout.Payment;
import org.freedomcheckout.checkout.PaymentId;
import org.freedomcheckout.checkout.ReturnToken;
import org.freedomcheckout.checkout.TimelineEntry;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/**
 * Reads and writes checkouts with their payments.
 *
 * <p>A checkout moves only by compare-and-set on its version, together with its payments and its timeline, in one
 * transaction.
 */
public final class CheckoutStore {

    private final Database database;
    private final CheckoutKey key;
    private final CheckoutRow checkoutRow;
    private final PaymentRow paymentRow;

    public CheckoutStore(Database database, CheckoutKey key) {
        this.database = database;
        this.key = key;
        this.checkoutRow = new CheckoutRow(key);
        this.paymentRow = new PaymentRow(key);
    }

    /** A checkout and which of its payments was looked for. */
    public record Found(Checkout checkout, int attempt) {

        public Payment payment() {
            return checkout.payment(attempt);
        }
    }

    /**
     * Stores a new checkout.
     *
     * @throws DuplicatePaymentException if a checkout with the same payment of Freedom Pay's exists
     */
    public void insert(Checkout checkout, TimelineEntry entry) throws DuplicatePaymentException {
        var sql = """
                INSERT INTO checkout (id, pay_token_hash, status, status_attempt, failure_code, failure_reason,
                    attention, order_id, amount_minor, currency, description, method, card_token, card_user_id,
                    card_mask, capture_mode, success_url, failure_url, language, customer_email, customer_phone,
                    customer_ip, metadata, expires_at, created_at, updated_at, version)
                VALUES (:id, :payTokenHash, :status, :statusAttempt, :failureCode, :failureReason,
                    :attention, :orderId, :amountMinor, :currency, :description, :method, :cardToken, :cardUserId,
                    :cardMask, :captureMode, :successUrl, :failureUrl, :language, :customerEmail, :customerPhone,
                    :customerIp, :metadata, :expiresAt, :createdAt, :updatedAt, 0)
                """;
        try {
            database.jdbi().useTransaction(handle -> {
                var insert = handle.createUpdate(sql)
                        .bind("payTokenHash", key.payToken(checkout.id()).hash())
                        .bind("createdAt", Columns.time(checkout.createdAt()));
                checkoutRow.bindTerms(insert, checkout.terms());
                checkoutRow.bindState(insert, checkout);
                insert.execute();
                for (var payment : checkout.payments()) {
                    insert(handle, checkout, payment);
                }
                Timeline.insert(handle, checkout.id(), entry);
            });
        } catch (UnableToExecuteStatementException e) {
            if (!checkout.payments().isEmpty() && isUniqueViolation(e)) {
                throw new DuplicatePaymentException(e);
            }
            throw e;
        }
    }

    /**
     * Stores a moved checkout, if nobody else moved it since it was read.
     *
     * @return as stored; empty when another was first, and nothing was written
     */
    public Optional<Checkout> save(Checkout before, Checkout after, Instant now, List<TimelineEntry> entries) {
        var sql = """
                UPDATE checkout
                   SET status = :status, status_attempt = :statusAttempt, failure_code = :failureCode,
                       failure_reason = :failureReason, attention = :attention, card_token = :cardToken,
                       updated_at = :updatedAt, version = version + 1
                 WHERE id = :id AND version = :version
                """;
        var moved = after.updatedAt(now);
        return database.jdbi().inTransaction(handle -> {
            var update = handle.createUpdate(sql).bind("version", before.version());
            checkoutRow.bindState(update, moved);
            if (update.execute() == 0) {
                return Optional.empty();
            }
            // Updates come first: a payment that ends makes room for the next one.
            for (var payment : moved.payments()) {
                if (payment.attempt() <= before.payments().size()) {
                    update(handle, moved, payment, now);
                } else {
                    insert(handle, moved, payment);
                }
            }
            for (var entry : entries) {
                Timeline.insert(handle, moved.id(), entry);
            }
            return Optional.of(moved.stored());
        });
    }

    /** Like {@link #save}, and on the disk when it returns: for what must be remembered before a request leaves. */
    public Optional<Checkout> saveOnDisk(Checkout before, Checkout after, Instant now, List<TimelineEntry> entries) {
        var saved = save(before, after, now, entries);
        if (saved.isPresent()) {
            database.sync();
        }
        return saved;
    }

    public Optional<Checkout> find(CheckoutId id) {
        return database.jdbi().withHandle(handle -> find(handle, "id = ?", id.value()));
    }

    public Optional<Checkout> find(PayToken token) {
        return database.jdbi().withHandle(handle -> find(handle, "pay_token_hash = ?", token.hash()));
    }

    public Optional<Found> find(ReturnToken token) {
        return findByPayment("return_token_hash = ?", token.hash());
    }

    public Optional<Found> find(PaymentId payment) {
        return findByPayment("payment_id = ?", payment.value());
    }

    /** The token in the address of a stored checkout. */
    public PayToken payToken(CheckoutId id) {
        var hash = database.jdbi()
                .withHandle(handle -> handle.createQuery("SELECT pay_token_hash FROM checkout WHERE id = ?")
                        .bind(0, id.value())
                        .mapTo(String.class)
                        .one());
        return key.payToken(id, hash);
    }

    private Optional<Found> findByPayment(String condition, String value) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("SELECT checkout_id, attempt FROM payment WHERE " + condition)
                        .bind(0, value)
                        .map((row, _) -> new PaymentKey(new CheckoutId(row.getString(1)), row.getInt(2)))
                        .findOne()
                        .flatMap(
                                found -> find(handle, "id = ?", found.checkout().value())
                                        .map(checkout -> new Found(checkout, found.attempt()))));
    }

    private Optional<Checkout> find(Handle handle, String condition, String value) {
        return handle.createQuery("SELECT * FROM checkout WHERE " + condition)
                .bind(0, value)
                .map((row, _) -> {
                    var id = new CheckoutId(row.getString("id"));
                    return checkoutRow.read(row, payments(handle, id));
                })
                .findOne();
    }

    private List<Payment> payments(Handle handle, CheckoutId id) {
        return new ArrayList<>(handle.createQuery("SELECT * FROM payment WHERE checkout_id = ? ORDER BY attempt")
                .bind(0, id.value())
                .map((row, _) -> paymentRow.read(row, id))
                .list());
    }

    private void insert(Handle handle, Checkout checkout, Payment payment) {
        var sql = """
                INSERT INTO payment (checkout_id, attempt, order_id, payment_id, return_token_hash, state, since, sends,
                    opened, lost, acs_url, pa_req, md, pa_res, failure_code, failure_reason, auth_code, reference, card_mask,
                    card_brand, three_ds, paid_at, created_at, ask_at, live_slot, paid_slot)
                VALUES (:checkoutId, :attempt, :orderId, :paymentId, :returnTokenHash, :state, :since, :sends,
                    :opened, :lost, :acsUrl, :paReq, :md, :paRes, :failureCode, :failureReason, :authCode, :reference,
                    :cardMask, :cardBrand, :threeDs, :paidAt, :createdAt, :askAt, :liveSlot, :paidSlot)
                """;
        var insert = handle.createUpdate(sql)
                .bind(
                        "returnTokenHash",
                        key.returnToken(checkout.id(), payment.attempt()).hash())
                .bind("createdAt", Columns.time(payment.createdAt()));
        bind(insert, checkout, payment, checkout.updatedAt());
        insert.execute();
    }

    private void update(Handle handle, Checkout checkout, Payment payment, Instant now) {
        var sql = """
                UPDATE payment
                   SET order_id = :orderId, payment_id = :paymentId, state = :state, since = :since, sends = :sends,
                       opened = :opened, lost = :lost, acs_url = :acsUrl, pa_req = :paReq, md = :md, pa_res = :paRes,
                       failure_code = :failureCode, failure_reason = :failureReason, auth_code = :authCode,
                       reference = :reference, card_mask = :cardMask, card_brand = :cardBrand, three_ds = :threeDs,
                       paid_at = :paidAt, ask_at = :askAt, live_slot = :liveSlot, paid_slot = :paidSlot
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

    private static boolean isUniqueViolation(UnableToExecuteStatementException e) {
        return e.getCause() instanceof SQLException sql && "23505".equals(sql.getSQLState());
    }

    private record PaymentKey(CheckoutId checkout, int attempt) {}
}
