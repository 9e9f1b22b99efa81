package org.freedomcheckout.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.freedomcheckout.checkout.Failure;
import org.freedomcheckout.checkout.Reason;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jspecify.annotations.Nullable;

/** Reads and writes the values of columns that JDBC has no short word for. */
final class Columns {

    private Columns() {}

    /** A table's columns as a part of {@code SELECT}, each named with the table's name before its own. */
    static String of(String table, String... columns) {
        return Arrays.stream(columns)
                .map(column -> table + "." + column + " AS " + table + "_" + column)
                .collect(Collectors.joining(", "));
    }

    static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    static @Nullable OffsetDateTime time(Optional<Instant> instant) {
        return instant.map(Columns::time).orElse(null);
    }

    static Optional<Instant> maybeInstant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    static Optional<String> text(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getString(column));
    }

    static Optional<byte[]> bytes(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getBytes(column));
    }

    static Optional<Boolean> flag(ResultSet row, String column) throws SQLException {
        var value = row.getBoolean(column);
        return row.wasNull() ? Optional.empty() : Optional.of(value);
    }

    static Failure failure(ResultSet row, String code, String reason) throws SQLException {
        return new Failure(row.getString(code), Reason.valueOf(row.getString(reason)));
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
