package org.freedomcheckout.store;

import static org.freedomcheckout.store.Columns.text;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.freedomcheckout.checkout.CheckoutId;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/** What was answered to requests with an {@code Idempotency-Key}, so that a repeat gets the same answer. */
public final class IdempotencyKeys {

    /** Seconds for the transaction of another request to end, which has the same key. */
    private static final int PATIENCE = 2;

    private final Database database;

    public IdempotencyKeys(Database database) {
        this.database = database;
    }

    /**
     * A response that can be given again.
     *
     * @param location the {@code Location} header
     * @param body JSON
     */
    public record Response(int status, Optional<String> location, String body) {}

    /**
     * A request that was here before.
     *
     * @param requestHash of its body
     * @param checkout and {@code operation}: what it set going
     * @param response empty while there is none
     */
    public record Known(
            String requestHash,
            Optional<CheckoutId> checkout,
            Optional<Integer> operation,
            Optional<Response> response) {}

    /** Thrown when another request with the same key was first, or is at it; nothing was written. */
    public static final class KeyTakenException extends RuntimeException {

        private static final long serialVersionUID = 1;

        KeyTakenException(Throwable cause) {
            super("the idempotency key is taken", cause);
        }
    }

    /**
     * Takes a key, within the transaction of what the request does.
     *
     * @param keptSince an older use of the key is forgotten
     * @throws KeyTakenException if it is taken
     */
    public void take(String scopeHash, String requestHash, Instant now, Instant keptSince) {
        try {
            database.write(handle -> handle.execute(
                    "DELETE FROM idempotency_key WHERE scope_hash = ? AND created_at < ?",
                    scopeHash,
                    Columns.time(keptSince)));
            database.write(handle -> {
                var insert = handle.createUpdate("""
                                INSERT INTO idempotency_key (scope_hash, request_hash, created_at) VALUES (?, ?, ?)
                                """)
                        .bind(0, scopeHash)
                        .bind(1, requestHash)
                        .bind(2, Columns.time(now));
                database.limit(insert, PATIENCE);
                return insert.execute();
            });
        } catch (UnableToExecuteStatementException e) {
            if (Columns.isUniqueViolation(e) || Columns.isLocked(e)) {
                throw new KeyTakenException(e);
            }
            throw e;
        }
    }

    /** Remembers what the request has set going, in the same transaction. */
    public void concerns(String scopeHash, CheckoutId checkout, int operation) {
        database.write(handle -> handle.createUpdate(
                        "UPDATE idempotency_key SET checkout_id = ?, operation = ? WHERE scope_hash = ?")
                .bind(0, checkout.value())
                .bind(1, operation)
                .bind(2, scopeHash)
                .execute());
    }

    /** Keeps the response, if there is none yet. */
    public void answered(String scopeHash, Response response) {
        database.write(handle -> handle.createUpdate("""
                        UPDATE idempotency_key SET status = :status, location = :location, body = :body
                         WHERE scope_hash = :scopeHash AND status IS NULL
                        """)
                .bind("status", response.status())
                .bind("location", response.location().orElse(null))
                .bind("body", response.body())
                .bind("scopeHash", scopeHash)
                .execute());
    }

    /** What the key was used for; empty if that was before {@code keptSince}, or never. */
    public Optional<Known> find(String scopeHash, Instant keptSince) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery(
                                "SELECT * FROM idempotency_key WHERE scope_hash = ? AND created_at >= ?")
                        .bind(0, scopeHash)
                        .bind(1, Columns.time(keptSince))
                        .map((row, _) -> read(row))
                        .findOne());
    }

    /** Forgets a key, so that the request may be tried again. */
    public void release(String scopeHash) {
        database.write(handle -> handle.execute("DELETE FROM idempotency_key WHERE scope_hash = ?", scopeHash));
    }

    /** Forgets what is older than {@code before}. */
    public int forget(Instant before) {
        return database.write(
                handle -> handle.execute("DELETE FROM idempotency_key WHERE created_at < ?", Columns.time(before)));
    }

    private static Known read(ResultSet row) throws SQLException {
        var operation = row.getInt("operation");
        var hasOperation = !row.wasNull();
        var status = row.getInt("status");
        var hasStatus = !row.wasNull();
        return new Known(
                row.getString("request_hash"),
                text(row, "checkout_id").map(CheckoutId::new),
                hasOperation ? Optional.of(operation) : Optional.empty(),
                hasStatus
                        ? Optional.of(new Response(status, text(row, "location"), row.getString("body")))
                        : Optional.empty());
    }
}
