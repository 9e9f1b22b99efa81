package org.freedomcheckout.store;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.freedomcheckout.checkout.AskSchedule;
import org.freedomcheckout.checkout.CheckoutId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the clock says must be looked at. Claims by compare-and-set, so that of two workers one gets it. */
public final class DueWork implements DueChecks {

    private static final Logger log = LoggerFactory.getLogger(DueWork.class);
    private static final Duration CLAIM = Duration.ofSeconds(30);

    private final Database database;
    private final CheckoutStore checkouts;

    public DueWork(Database database, CheckoutStore checkouts) {
        this.database = database;
        this.checkouts = checkouts;
    }

    /**
     * Claims payments about which Freedom Pay is to be asked now.
     *
     * <p>The claim moves the payment's next time to ask a little ahead: whoever dies with a claim delays the question, and
     * loses nothing. Whoever has asked {@linkplain #schedule sets} the next time by the schedule.
     */
    @Override
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
            // The claim comes before the reading: a row that cannot be read must not be first for ever.
            if (moveAsk(ask, claimedUntil(now))) {
                read(ask).ifPresent(claimed::add);
            }
        }
        return claimed;
    }

    private Optional<CheckoutStore.Found> read(Due ask) {
        try {
            return checkouts.find(ask.checkout).map(checkout -> new CheckoutStore.Found(checkout, ask.attempt));
        } catch (RuntimeException e) {
            log.error("Checkout {} cannot be read, so nobody asks about its payment", ask.checkout, e);
            return Optional.empty();
        }
    }

    /**
     * Sets the next time to ask by the schedule, after an ask; unless a move has set it since.
     *
     * @param claimed when the ask was claimed
     */
    @Override
    public void schedule(CheckoutStore.Found asked, Instant claimed, Instant now) {
        var next = AskSchedule.next(asked.checkout(), asked.payment(), now);
        database.jdbi()
                .useHandle(handle -> handle.createUpdate(
                                "UPDATE payment SET ask_at = ? WHERE checkout_id = ? AND attempt = ? AND ask_at = ?")
                        .bind(0, Columns.time(next))
                        .bind(1, asked.checkout().id().value())
                        .bind(2, asked.attempt())
                        .bind(3, Columns.time(claimedUntil(claimed)))
                        .execute());
    }

    /** To the microsecond, as the database keeps it: so a claim can be told from what a move has set. */
    private static Instant claimedUntil(Instant claimed) {
        return claimed.truncatedTo(ChronoUnit.MICROS).plus(CLAIM);
    }

    private boolean moveAsk(Due ask, Instant to) {
        return database.jdbi()
                        .withHandle(handle -> handle.createUpdate("""
                                UPDATE payment SET ask_at = ? WHERE checkout_id = ? AND attempt = ? AND ask_at = ?
                                """)
                                .bind(0, Columns.time(to))
                                .bind(1, ask.checkout.value())
                                .bind(2, ask.attempt)
                                .bind(3, Columns.time(ask.at))
                                .execute())
                == 1;
    }

    /** Checkouts that are open although their time is over. */
    @Override
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
