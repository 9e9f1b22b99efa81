package org.freedomcheckout.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.freedomcheckout.checkout.Checkout;
import org.freedomcheckout.checkout.CheckoutId;
import org.freedomcheckout.checkout.CheckoutKey;
import org.freedomcheckout.checkout.Operation;
import org.freedomcheckout.checkout.Payment;
import org.freedomcheckout.store.CheckoutStore.Found;
import org.jdbi.v3.core.Handle;

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
     * Checkouts by one of their columns.
     *
     * @param column unique, of {@code checkout}
     * @return by that column's values, those that were found
     */
    Map<String, Checkout> find(Handle handle, String column, List<String> values) {
        return read(handle, "checkout c", "0", "c." + column, values).values().stream()
                .collect(Collectors.toMap(Sought::value, sought -> sought.parts.whole()));
    }

    /** The checkouts with these ids, in the same order. */
    List<Checkout> findAll(Handle handle, List<String> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        var found = find(handle, "id", ids);
        return ids.stream()
                .flatMap(id -> Optional.ofNullable(found.get(id)).stream())
                .toList();
    }

    /**
     * Checkouts by one of their payments' columns.
     *
     * @param column unique, of {@code payment}
     * @return by that column's values, those that were found
     */
    Map<String, Found> findByPayment(Handle handle, String column, List<String> values) {
        var from = "payment sought JOIN checkout c ON c.id = sought.checkout_id";
        return read(handle, from, "sought.attempt", "sought." + column, values).values().stream()
                .collect(Collectors.toMap(Sought::value, sought -> new Found(sought.parts.whole(), sought.attempt)));
    }

    private Map<String, Sought> read(Handle handle, String from, String attempt, String column, List<String> values) {
        var sql = "SELECT " + attempt + " AS sought_attempt, " + column + " AS sought_value, " + COLUMNS + " FROM "
                + from + PARTS + " WHERE " + column + " = ANY(:values)" + IN_ORDER;
        return handle.createQuery(sql)
                .bindArray("values", String.class, values)
                .reduceResultSet(new HashMap<>(), (all, row, _) -> {
                    var value = row.getString("sought_value");
                    var sought = all.get(value);
                    if (sought == null) {
                        sought = new Sought(value, row.getInt("sought_attempt"), new Parts(checkoutRow.read(row)));
                        all.put(value, sought);
                    }
                    add(row, sought.parts);
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

    /**
     * What was sought, and found.
     *
     * @param attempt of the payment that it was sought by
     */
    private record Sought(String value, int attempt, Parts parts) {}

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
