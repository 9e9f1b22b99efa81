package org.freedomcheckout.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.freedomcheckout.checkout.AskSchedule;
import org.freedomcheckout.checkout.CheckoutId;

/** What the clock says must be looked at. Claims by compare-and-set, so that of two workers one gets it. */
public final class DueWork {

    private final Database database;
    private final CheckoutStore checkouts;

    public DueWork(Database database, CheckoutStore checkouts) {
        this.database = database;
        this.checkouts = checkouts;
    }

    /**
     * Claims payments about which Freedom Pay is to be asked now.
     *
     * <p>The claim moves the payment's next time to ask along its schedule: whoever dies with a claim delays the
     * question, and loses nothing.
     */
    public List<CheckoutStore.Found> claimAsks(Instant now, int limit) {
        var due = database.jdbi()
                .withHandle(handle -> handle.createQuery("""
                        SELECT checkout_id, attempt, ask_at FROM payment
                         WHERE ask_at <= ? ORDER BY ask_at FETCH FIRST ? ROWS ONLY
                        """)
                        .bind(0, Columns.time(now))
                        .bind(1, limit)
                        .map((row, _) -> new Due(
                                new CheckoutId(row.getString("checkout_id")),
                                row.getInt("attempt"),
                                Columns.instant(row, "ask_at")))
                        .list());
        var claimed = new ArrayList<CheckoutStore.Found>();
        for (var ask : due) {
            checkouts
                    .find(ask.checkout)
                    .map(checkout -> new CheckoutStore.Found(checkout, ask.attempt))
                    .filter(found -> claim(ask, found, now))
                    .ifPresent(claimed::add);
        }
        return claimed;
    }

    private boolean claim(Due ask, CheckoutStore.Found found, Instant now) {
        var next = AskSchedule.next(found.checkout(), found.payment(), now);
        return database.jdbi()
                        .withHandle(handle -> handle.createUpdate("""
                                UPDATE payment SET ask_at = ? WHERE checkout_id = ? AND attempt = ? AND ask_at = ?
                                """)
                                .bind(0, Columns.time(next))
                                .bind(1, ask.checkout.value())
                                .bind(2, ask.attempt)
                                .bind(3, Columns.time(ask.at))
                                .execute())
                == 1;
    }

    /** Checkouts that are open although their time is over. */
    public List<CheckoutId> overdue(Instant now, int limit) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("""
                        SELECT id FROM checkout
                         WHERE status = 'open' AND expires_at <= ? ORDER BY expires_at FETCH FIRST ? ROWS ONLY
                        """)
                        .bind(0, Columns.time(now))
                        .bind(1, limit)
                        .map((row, _) -> new CheckoutId(row.getString(1)))
                        .list());
    }

    private record Due(CheckoutId checkout, int attempt, Instant at) {}
}
