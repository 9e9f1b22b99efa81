package org.freedomcheckout.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.freedomcheckout.checkout.Checkout;
import org.freedomcheckout.checkout.CheckoutId;
import org.freedomcheckout.checkout.CheckoutKey;
import org.freedomcheckout.checkout.PayToken;
import org.freedomcheckout.checkout.Payment;
import org.freedomcheckout.checkout.PaymentId;
import org.freedomcheckout.checkout.ReturnToken;
import org.freedomcheckout.checkout.TimelineEntry;
import org.freedomcheckout.store.CheckoutWriter.Move;
import org.freedomcheckout.store.CheckoutWriter.Opening;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/**
 * Reads and writes checkouts with their payments.
 *
 * <p>A checkout moves only by compare-and-set on its version, together with its payments and its timeline, in one
 * transaction.
 */
public final class CheckoutStore implements StoredCheckouts {

    private final Database database;
    private final CheckoutReader reader;
    private final CheckoutWriter writer;
    private final GroupRead<Checkout> byId;
    private final GroupRead<Checkout> byPayToken;
    private final GroupRead<Found> byReturnToken;
    private final GroupRead<Found> byPaymentId;

    public CheckoutStore(Database database, CheckoutKey key) {
        this.database = database;
        this.reader = new CheckoutReader(key);
        this.writer = new CheckoutWriter(database, key);
        this.byId = new GroupRead<>(database, (handle, ids) -> reader.find(handle, "id", ids));
        this.byPayToken = new GroupRead<>(database, (handle, hashes) -> reader.find(handle, "pay_token_hash", hashes));
        this.byReturnToken = new GroupRead<>(
                database, (handle, hashes) -> reader.findByPayment(handle, "return_token_hash", hashes));
        this.byPaymentId = new GroupRead<>(database, (handle, ids) -> reader.findByPayment(handle, "payment_id", ids));
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
        try {
            writer.insert(new Opening(checkout, entry));
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
        return writer.update(new Move(before, after.updatedAt(now), news, false));
    }

    /** Like {@link #save}, and on the disk when it returns: for what must be remembered before a request leaves. */
    @Override
    public Optional<Checkout> saveOnDisk(Checkout before, Checkout after, Instant now, News news) {
        return writer.update(new Move(before, after.updatedAt(now), news, true));
    }

    @Override
    public <T> T alone(CheckoutId id, Supplier<T> task) {
        return database.together(() -> {
            database.jdbi()
                    .useHandle(handle -> handle.createQuery("SELECT version FROM checkout WHERE id = ? FOR UPDATE")
                            .bind(0, id.value())
                            .mapTo(Long.class)
                            .one());
            return task.get();
        });
    }

    @Override
    public Optional<Checkout> find(CheckoutId id) {
        return byId.read(id.value());
    }

    public Optional<Checkout> find(PayToken token) {
        return byPayToken.read(token.hash());
    }

    public Optional<Found> find(ReturnToken token) {
        return byReturnToken.read(token.hash());
    }

    @Override
    public Optional<Found> find(PaymentId payment) {
        return byPaymentId.read(payment.value());
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
        var sql = "SELECT id FROM checkout" + where + " ORDER BY created_at DESC, id DESC FETCH FIRST :limit ROWS ONLY";
        return database.jdbi().withHandle(handle -> {
            var query = handle.createQuery(sql).bind("limit", limit);
            orderId.ifPresent(value -> query.bind("orderId", value));
            status.ifPresent(value -> query.bind("status", value));
            after.ifPresent(checkout -> query.bind("at", Columns.time(checkout.createdAt()))
                    .bind("id", checkout.id().value()));
            return reader.findAll(handle, query.mapTo(String.class).list());
        });
    }
}
