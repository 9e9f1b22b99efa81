package org.freedomcheckout.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.freedomcheckout.checkout.Checkout;
import org.freedomcheckout.checkout.CheckoutId;
import org.freedomcheckout.checkout.CheckoutKey;
import org.freedomcheckout.checkout.PayToken;
import org.freedomcheckout.checkout.Payment;
import org.freedomcheckout.checkout.PaymentId;
import org.freedomcheckout.checkout.ReturnToken;
import org.freedomcheckout.checkout.TimelineEntry;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/**
 * Reads and writes checkouts with their payments.
 *
 * <p>A checkout moves only by compare-and-set on its version, together with its payments and its timeline, in one
 * transaction.
 */
public final class CheckoutStore implements StoredCheckouts {

    private final Database database;
    private final CheckoutRow checkoutRow;
    private final PaymentTable payments;

    public CheckoutStore(Database database, CheckoutKey key) {
        this.database = database;
        this.checkoutRow = new CheckoutRow(key);
        this.payments = new PaymentTable(key);
    }

    /** What a move has to tell: to operators on the timeline, and to the merchant by webhooks. */
    public record News(TimelineEntry entry, List<Webhook> webhooks) {}

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
                    attention, order_id, amount_minor, currency, description, methods, card_token, card_user_id,
                    card_mask, capture_mode, success_url, failure_url, language, customer_email, customer_phone,
                    customer_ip, metadata, expires_at, expire_at, created_at, updated_at, version)
                VALUES (:id, :payTokenHash, :status, :statusAttempt, :failureCode, :failureReason,
                    :attention, :orderId, :amountMinor, :currency, :description, :methods, :cardToken, :cardUserId,
                    :cardMask, :captureMode, :successUrl, :failureUrl, :language, :customerEmail, :customerPhone,
                    :customerIp, :metadata, :expiresAt, :expireAt, :createdAt, :updatedAt, 0)
                """;
        try {
            database.jdbi().useTransaction(handle -> {
                var insert = handle.createUpdate(sql)
                        .bind("payTokenHash", checkout.payToken().hash())
                        .bind("createdAt", Columns.time(checkout.createdAt()));
                checkoutRow.bindTerms(insert, checkout.terms());
                checkoutRow.bindState(insert, checkout);
                insert.execute();
                for (var payment : checkout.payments()) {
                    payments.insert(handle, checkout, payment);
                }
                Timeline.insert(handle, checkout.id(), entry);
            });
        } catch (UnableToExecuteStatementException e) {
            if (!checkout.payments().isEmpty() && Columns.isUniqueViolation(e)) {
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
    @Override
    public Optional<Checkout> save(Checkout before, Checkout after, Instant now, News news) {
        var sql = """
                UPDATE checkout
                   SET status = :status, status_attempt = :statusAttempt, failure_code = :failureCode,
                       failure_reason = :failureReason, attention = :attention, card_token = :cardToken,
                       expire_at = :expireAt, updated_at = :updatedAt, version = version + 1
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
                    payments.update(handle, moved, payment, now);
                } else {
                    payments.insert(handle, moved, payment);
                }
            }
            OperationTable.write(handle, before, moved);
            Timeline.insert(handle, moved.id(), news.entry());
            for (var webhook : news.webhooks()) {
                Outbox.insert(handle, moved.id(), webhook, now);
            }
            return Optional.of(moved.stored());
        });
    }

    /** Like {@link #save}, and on the disk when it returns: for what must be remembered before a request leaves. */
    @Override
    public Optional<Checkout> saveOnDisk(Checkout before, Checkout after, Instant now, News news) {
        var saved = save(before, after, now, news);
        if (saved.isPresent()) {
            database.sync();
        }
        return saved;
    }

    @Override
    public <T> T alone(CheckoutId id, Supplier<T> task) {
        return database.jdbi().inTransaction(handle -> {
            handle.createQuery("SELECT version FROM checkout WHERE id = ? FOR UPDATE")
                    .bind(0, id.value())
                    .mapTo(Long.class)
                    .one();
            return task.get();
        });
    }

    @Override
    public Optional<Checkout> find(CheckoutId id) {
        return database.jdbi().withHandle(handle -> find(handle, "id = ?", id.value()));
    }

    public Optional<Checkout> find(PayToken token) {
        return database.jdbi().withHandle(handle -> find(handle, "pay_token_hash = ?", token.hash()));
    }

    public Optional<Found> find(ReturnToken token) {
        return findByPayment("return_token_hash = ?", token.hash());
    }

    @Override
    public Optional<Found> find(PaymentId payment) {
        return findByPayment("payment_id = ?", payment.value());
    }

    /**
     * A page of checkouts, the newest first.
     *
     * @param orderId only those of this order
     * @param status only those with this status
     * @param after only those older than this one
     * @param limit at least 1
     */
    public List<Checkout> list(Optional<String> orderId, Optional<String> status, Optional<Checkout> after, int limit) {
        var conditions = new ArrayList<String>();
        orderId.ifPresent(_ -> conditions.add("order_id = :orderId"));
        status.ifPresent(_ -> conditions.add("status = :status"));
        after.ifPresent(_ -> conditions.add("created_at <= :at AND (created_at < :at OR id < :id)"));
        var where = conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
        var sql = "SELECT * FROM checkout" + where + " ORDER BY created_at DESC, id DESC FETCH FIRST :limit ROWS ONLY";
        return database.jdbi().withHandle(handle -> {
            var query = handle.createQuery(sql).bind("limit", limit);
            orderId.ifPresent(value -> query.bind("orderId", value));
            status.ifPresent(value -> query.bind("status", value));
            after.ifPresent(checkout -> query.bind("at", Columns.time(checkout.createdAt()))
                    .bind("id", checkout.id().value()));
            return whole(handle, query.map((row, _) -> checkoutRow.read(row)).list());
        });
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
        var found = handle.createQuery("SELECT * FROM checkout WHERE " + condition)
                .bind(0, value)
                .map((row, _) -> checkoutRow.read(row))
                .list();
        return whole(handle, found).stream().findFirst();
    }

    /**
     * With their payments and operations, as of one moment: one query for each table, however many checkouts there are, and
     * one that tells which of them was moved between those; it is read again.
     */
    private List<Checkout> whole(Handle handle, List<Checkout> bare) {
        if (bare.isEmpty()) {
            return bare;
        }
        var currencies = bare.stream()
                .collect(Collectors.toMap(
                        checkout -> checkout.id().value(),
                        checkout -> checkout.terms().amount().currency()));
        var theirPayments = payments.of(handle, currencies);
        var theirOperations = OperationTable.of(handle, currencies);
        var versions = versions(handle, currencies.keySet());
        return bare.stream()
                .map(checkout -> {
                    var id = checkout.id().value();
                    return versions.getOrDefault(id, -1L) == checkout.version()
                            ? checkout.with(
                                    theirPayments.getOrDefault(id, List.of()),
                                    theirOperations.getOrDefault(id, List.of()))
                            : find(handle, "id = ?", id).orElseThrow();
                })
                .toList();
    }

    private static Map<String, Long> versions(Handle handle, Set<String> ids) {
        return handle.createQuery("SELECT id, version FROM checkout WHERE id IN (<ids>)")
                .bindList("ids", ids)
                .reduceRows(new HashMap<>(), (versions, row) -> {
                    versions.put(row.getColumn("id", String.class), row.getColumn("version", Long.class));
                    return versions;
                });
    }

    private record PaymentKey(CheckoutId checkout, int attempt) {}
}
