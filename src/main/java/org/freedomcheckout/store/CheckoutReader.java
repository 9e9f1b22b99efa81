package org.freedomcheckout.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.freedomcheckout.checkout.Checkout;
import org.freedomcheckout.checkout.CheckoutId;
import org.freedomcheckout.checkout.CheckoutKey;
import org.freedomcheckout.checkout.Operation;
import org.freedomcheckout.checkout.Payment;
import org.freedomcheckout.store.CheckoutStore.Found;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** Reads checkouts with their payments and operations: by one statement, so that all of it is of one moment. */
final class CheckoutReader {

    private static final String COLUMNS = "c.*, " + PaymentRow.COLUMNS + ", " + OperationTable.COLUMNS;

    /** Each payment beside each operation: there are few of both, and seldom one of each. */
    private static final String PARTS = """
             LEFT JOIN payment p ON p.checkout_id = c.id
             LEFT JOIN operation o ON o.checkout_id = c.id
            """;

    private static final String IN_ORDER = " ORDER BY p.attempt, o.number";

    private final CheckoutRow checkoutRow;
    private final PaymentRow paymentRow;

    CheckoutReader(CheckoutKey key) {
        this.checkoutRow = new CheckoutRow(key);
        this.paymentRow = new PaymentRow(key);
    }

    /**
     * The one checkout that fulfills a condition.
     *
     * @param condition about {@code c}, with one parameter
     */
    Optional<Checkout> find(Handle handle, String condition, String value) {
        var sql = "SELECT " + COLUMNS + " FROM checkout c" + PARTS + " WHERE " + condition + IN_ORDER;
        return read(handle.createQuery(sql).bind(0, value)).values().stream()
                .map(Parts::whole)
                .findFirst();
    }

    /** The checkouts with these ids, in the same order. */
    List<Checkout> findAll(Handle handle, List<String> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        // Said of each table, or PostgreSQL may rather read a whole one than look up a hundred.
        var sql = "SELECT " + COLUMNS + """
                  FROM checkout c
                  LEFT JOIN payment p ON p.checkout_id = c.id AND p.checkout_id = ANY(:ids)
                  LEFT JOIN operation o ON o.checkout_id = c.id AND o.checkout_id = ANY(:ids)
                 WHERE c.id = ANY(:ids)
                """ + IN_ORDER;
        var found = read(handle.createQuery(sql).bindArray("ids", String.class, ids));
        return ids.stream()
                .flatMap(id -> Optional.ofNullable(found.get(id)).stream())
                .map(Parts::whole)
                .toList();
    }

    /**
     * The checkout with the one payment that fulfills a condition.
     *
     * @param condition about {@code sought}, with one parameter
     */
    Optional<Found> findByPayment(Handle handle, String condition, String value) {
        var sql = "SELECT sought.attempt AS sought_attempt, " + COLUMNS
                + " FROM payment sought JOIN checkout c ON c.id = sought.checkout_id" + PARTS
                + " WHERE " + condition + IN_ORDER;
        return handle.createQuery(sql)
                .bind(0, value)
                .reduceResultSet(Optional.<Sought>empty(), (before, row, _) -> {
                    var sought = before.isPresent()
                            ? before.get()
                            : new Sought(row.getInt("sought_attempt"), new Parts(checkoutRow.read(row)));
                    add(row, sought.parts);
                    return Optional.of(sought);
                })
                .map(sought -> new Found(sought.parts.whole(), sought.attempt));
    }

    private Map<String, Parts> read(Query query) {
        return query.reduceResultSet(new HashMap<>(), (all, row, _) -> {
            var id = row.getString("id");
            var parts = all.get(id);
            if (parts == null) {
                parts = new Parts(checkoutRow.read(row));
                all.put(id, parts);
            }
            add(row, parts);
            return all;
        });
    }

    private void add(ResultSet row, Parts parts) throws SQLException {
        var currency = parts.bare.terms().amount().currency();
        // Zero where there is none; each comes once for every row of the other kind.
        if (row.getInt("p_attempt") == parts.payments.size() + 1) {
            parts.payments.add(paymentRow.read(row, parts.id(), currency));
        }
        if (row.getInt("o_number") == parts.operations.size() + 1) {
            parts.operations.add(OperationTable.read(row, currency));
        }
    }

    private record Sought(int attempt, Parts parts) {}

    /** A checkout and what was read of it so far. */
    private static final class Parts {

        private final Checkout bare;
        private final List<Payment> payments = new ArrayList<>();
        private final List<Operation> operations = new ArrayList<>();

        Parts(Checkout bare) {
            this.bare = bare;
        }

        CheckoutId id() {
            return bare.id();
        }

        Checkout whole() {
            return bare.with(payments, operations);
        }
    }
}
