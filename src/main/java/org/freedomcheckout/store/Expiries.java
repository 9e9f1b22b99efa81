package org.freedomcheckout.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.freedomcheckout.checkout.CheckoutId;
import org.jdbi.v3.core.Handle;

/** Claims checkouts whose time is over. */
final class Expiries extends Claim<Expiries.Overdue> {

    /** Whoever dies with a claim delays the end of a checkout by all of it. */
    private static final Duration CLAIM = Duration.ofSeconds(30);

    record Overdue(CheckoutId checkout, Optional<Instant> at) {}

    Expiries(Database database) {
        super(database);
    }

    @Override
    List<Overdue> due(Handle handle, Instant now, int limit, String lock) {
        return handle.createQuery("""
                        SELECT id, expire_at FROM checkout
                         WHERE expire_at > ? AND expire_at <= ? ORDER BY expire_at FETCH FIRST ? ROWS ONLY
                        """ + lock)
                .bind(0, Columns.time(Instant.EPOCH))
                .bind(1, Columns.time(now))
                .bind(2, limit)
                .map((row, _) -> new Overdue(new CheckoutId(row.getString(1)), Columns.maybeInstant(row, "expire_at")))
                .list();
    }

    @Override
    int[] move(Handle handle, List<Overdue> overdue, Instant now) {
        var update = handle.prepareBatch("UPDATE checkout SET expire_at = ? WHERE id = ? AND expire_at = ?");
        for (var one : overdue) {
            update.add(Columns.time(now.plus(CLAIM)), one.checkout.value(), Columns.time(one.at));
        }
        return update.execute();
    }

    @Override
    String name(Overdue one) {
        return one.checkout.toString();
    }
}
