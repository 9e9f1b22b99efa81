package org.freedomcheckout.store;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.freedomcheckout.checkout.CheckoutId;
import org.freedomcheckout.checkout.CheckoutKey;
import org.jdbi.v3.core.Handle;

/**
 * Fills a database with a shop's past: closed checkouts, 85 % of them paid, each with its payment, three entries on the
 * timeline, a delivered webhook and an idempotency key, and the paid ones with a refused refund.
 */
final class ManyCheckouts {

    /** An order that every hundredth checkout is for. */
    static final String REPEATED_ORDER = "M-REPEATED";

    private static final int BATCH = 1_000;

    /** In one transaction: no statement may take as long as the server waits for one. */
    private static final int AT_ONCE = 20_000;

    private static final Duration APART = Duration.ofSeconds(20);

    private final Database database;
    private final CheckoutKey key;
    private final Instant newest;
    private int count;

    /**
     * Begins with an empty database.
     *
     * @param newest no checkout will be younger
     */
    ManyCheckouts(Database database, CheckoutKey key, Instant newest) {
        this.database = database;
        this.key = key;
        this.newest = newest;
    }

    /** The id of a checkout, from 1. */
    static CheckoutId id(int number) {
        return new CheckoutId(String.format(Locale.ROOT, "co_%022d", number));
    }

    /** Adds checkouts until there are {@code total}, and lets the database look at its statistics. */
    void fillTo(int total) {
        while (count < total) {
            var next = Math.min(total, count + AT_ONCE);
            var first = id(count + 1).value();
            database.jdbi().useTransaction(handle -> {
                insertCheckouts(handle, next);
                insertTheRest(handle, first, id(next).value());
            });
            count = next;
        }
        database.jdbi().useHandle(handle -> handle.execute("ANALYZE"));
    }

    private void insertCheckouts(Handle handle, int total) {
        var sql = """
                INSERT INTO checkout (id, pay_token_hash, status, status_attempt, failure_code, failure_reason, order_id,
                    amount_minor, currency, description, methods, card_user_id, card_mask, capture_mode, success_url,
                    failure_url, metadata, expires_at, created_at, updated_at, version)
                VALUES (?, ?, ?, ?, ?, ?, ?, 150000, 'KZT', 'Order of a shop', 'saved_card', 'u42',
                    '4716-04XX-XXXX-1981', 'automatic', 'https://shop.kz/ok', 'https://shop.kz/fail', '{"cart":"c-77"}',
                    ?, ?, ?, 4)
                """;
        try (var insert = handle.getConnection().prepareStatement(sql)) {
            for (int number = count + 1; number <= total; number++) {
                var status = status(number);
                var created = newest.minus(APART.multipliedBy(10_000_000L - number));
                insert.setString(1, id(number).value());
                insert.setString(2, key.payToken(id(number)).hash());
                insert.setString(3, status);
                insert.setObject(4, status.equals("paid") ? 1 : null);
                insert.setString(5, status.equals("failed") ? "10009" : null);
                insert.setString(6, status.equals("failed") ? "FINAL" : null);
                insert.setString(7, number % 100 == 0 ? REPEATED_ORDER : "M-" + number);
                insert.setObject(8, Columns.time(created.plus(Duration.ofMinutes(30))));
                insert.setObject(9, Columns.time(created));
                insert.setObject(10, Columns.time(created));
                insert.addBatch();
                if (number % BATCH == 0 || number == total) {
                    insert.executeBatch();
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String status(int number) {
        return switch (number % 20) {
            case 0 -> "failed";
            case 1, 2 -> "expired";
            default -> "paid";
        };
    }

    private static void insertTheRest(Handle handle, String first, String last) {
        handle.execute("""
                INSERT INTO payment (checkout_id, attempt, order_id, means, payment_id, return_token_hash, state,
                    failure_code, failure_reason, auth_code, reference, card_mask, card_brand, three_ds, paid_at,
                    captured_minor, refunded_minor, created_at, paid_slot)
                SELECT id, 1, order_id, 'saved_card', SUBSTRING(id FROM 4), 'r' || SUBSTRING(pay_token_hash FROM 2),
                    CASE status WHEN 'paid' THEN 'captured' WHEN 'failed' THEN 'refused' ELSE 'abandoned' END,
                    failure_code, failure_reason, '243412', '241107063029', '4716-04XX-XXXX-1981', 'VI', TRUE, created_at,
                    CASE status WHEN 'paid' THEN 150000 END, CASE status WHEN 'paid' THEN 0 END, created_at,
                    CASE status WHEN 'paid' THEN id END
                  FROM checkout WHERE id BETWEEN ? AND ?
                """, first, last);
        handle.execute("""
                INSERT INTO operation (checkout_id, number, kind, amount_minor, state, code, created_at)
                SELECT id, 1, 'refund', 100, 'refused', '9999', created_at
                  FROM checkout WHERE id BETWEEN ? AND ? AND status = 'paid'
                """, first, last);
        for (var type : new String[] {"checkout.created", "payment.created", "status.answered"}) {
            handle.execute("""
                    INSERT INTO event (checkout_id, at, actor, type, details, position, link)
                    SELECT id, created_at, 'gateway', CAST(? AS VARCHAR(40)), '{"attempt":"1"}', start.position +
                        ROW_NUMBER() OVER (ORDER BY id), pay_token_hash
                      FROM checkout CROSS JOIN (SELECT COALESCE(MAX(position), 0) AS position FROM event) start
                     WHERE id BETWEEN ? AND ?
                    """, type, first, last);
        }
        handle.execute("UPDATE chain_end SET position = (SELECT MAX(position) FROM event)");
        handle.execute("""
                INSERT INTO webhook (id, checkout_id, type, body, state, created_at, tries, round_at, round_tries,
                    last_answer)
                SELECT 'msg_' || SUBSTRING(id FROM 4), id, 'checkout.' || status, '{"type":"checkout"}', 'delivered',
                    created_at, 1, created_at, 0, '204'
                  FROM checkout WHERE id BETWEEN ? AND ?
                """, first, last);
        handle.execute("""
                INSERT INTO idempotency_key (scope_hash, request_hash, checkout_id, status, location, body, created_at)
                SELECT pay_token_hash, pay_token_hash, id, 201, '/api/v1/checkouts/' || id, '{"status":"open"}', created_at
                  FROM checkout WHERE id BETWEEN ? AND ?
                """, first, last);
    }
}
