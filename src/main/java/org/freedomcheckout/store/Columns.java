package org.freedomcheckout.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.freedomcheckout.checkout.Money.Currency;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jspecify.annotations.Nullable;

/** Reads and writes the values of columns that JDBC has no short word for. */
final class Columns {

    private Columns() {}

    /** Reads a row that belongs to a checkout. */
    @FunctionalInterface
    interface RowOf<T> {
        T read(ResultSet row, String checkoutId, Currency currency) throws SQLException;
    }

    /** The rows of a query for {@code checkout_id IN (<checkouts>)}, by checkout, in the query's order. */
    static <T> Map<String, List<T>> byCheckout(Query query, Map<String, Currency> currencies, RowOf<T> reader) {
        var all = new HashMap<String, List<T>>();
        query.bindList("checkouts", List.copyOf(currencies.keySet()))
                .map((row, _) -> {
                    var id = row.getString("checkout_id");
                    var currency = Objects.requireNonNull(currencies.get(id));
                    return Map.entry(id, reader.read(row, id, currency));
                })
                .forEach(found -> all.computeIfAbsent(found.getKey(), _ -> new ArrayList<>())
                        .add(found.getValue()));
        return all;
    }

    static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    static @Nullable OffsetDateTime time(Optional<Instant> instant) {
        return instant.map(Columns::time).orElse(null);
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    static Optional<String> text(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getString(column));
    }

    static Optional<Boolean> flag(ResultSet row, String column) throws SQLException {
        var value = row.getBoolean(column);
        return row.wasNull() ? Optional.empty() : Optional.of(value);
    }

    /** Cut to the column's width: what Freedom Pay sends for display must not break a transaction. */
    static @Nullable String cut(Optional<String> text, int width) {
        return text.map(t -> t.length() <= width ? t : t.substring(0, width)).orElse(null);
    }

    /** Whether a statement met a value that may exist once only. */
    static boolean isUniqueViolation(UnableToExecuteStatementException e) {
        return hasState(e, "23505");
    }

    /** Whether a statement waited in vain for another transaction: H2's limit for locks, and PostgreSQL's for statements. */
    static boolean isLocked(UnableToExecuteStatementException e) {
        return hasState(e, "HYT00") || hasState(e, "57014");
    }

    private static boolean hasState(UnableToExecuteStatementException e, String state) {
        return e.getCause() instanceof SQLException sql && state.equals(sql.getSQLState());
    }
}
