package org.freedomcheckout.bench;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;

/** Years of checkouts, each with a payment, an entry of its timeline and a webhook, written by PostgreSQL itself. */
final class Growth {

    private static final List<String> FILL = List.of("""
            INSERT INTO checkout (id, pay_token_hash, status, status_attempt, order_id, amount_minor, currency, description,
                methods, capture_mode, success_url, failure_url, metadata, expires_at, created_at, updated_at, version)
            SELECT 'co_g' || lpad(n::text, 21, '0'), left(md5(n::text), 22), 'paid', 1, 'G' || n, 150000, 'KZT',
                'Order', 'three_ds', 'automatic', 'https://shop.kz/ok', 'https://shop.kz/fail', '{}',
                now() - n * interval '1 second', now() - n * interval '1 second', now() - n * interval '1 second', 3
            FROM generate_series(1, %d) n
            """, """
            INSERT INTO payment (checkout_id, attempt, order_id, means, payment_id, return_token_hash, state, created_at,
                captured_minor, refunded_minor, paid_at, paid_slot)
            SELECT 'co_g' || lpad(n::text, 21, '0'), 1, 'G' || n, 'three_ds', '9' || lpad(n::text, 17, '0'),
                left(md5('r' || n), 22), 'captured', now(), 150000, 0, now(), 'co_g' || lpad(n::text, 21, '0')
            FROM generate_series(1, %d) n
            """, """
            INSERT INTO event (checkout_id, at, actor, type, details, position, link)
            SELECT 'co_g' || lpad(n::text, 21, '0'), now(), 'shopper', 'confirmation.sent', '{}', -n, 'x'
            FROM generate_series(1, %d) n
            """, """
            INSERT INTO webhook (id, checkout_id, type, body, state, created_at, tries, round_at, round_tries, last_answer)
            SELECT 'msg_g' || lpad(n::text, 21, '0'), 'co_g' || lpad(n::text, 21, '0'), 'checkout.paid', '{}', 'delivered',
                now(), 1, now(), 0, '204'
            FROM generate_series(1, %d) n
            """);

    private Growth() {}

    static void fill(String database, int rows) {
        try (var connection = DriverManager.getConnection(database);
                var statement = connection.createStatement()) {
            for (var sql : FILL) {
                statement.execute(sql.formatted(rows));
            }
            statement.execute("VACUUM ANALYZE");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
