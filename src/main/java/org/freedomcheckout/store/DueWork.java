package org.freedomcheckout.store;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.freedomcheckout.checkout.AskSchedule;
import org.freedomcheckout.checkout.CheckoutId;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the clock says must be looked at; of several instances one claims each row. */
public final class DueWork implements DueChecks {

    private static final Logger log = LoggerFactory.getLogger(DueWork.class);

    /**
     * Less than a slow call takes: what is asked twice does no harm, and whoever dies delays the next question by all of it.
     */
    private static final Duration CLAIM = Duration.ofSeconds(30);

    /** The next time to ask, unless it has been set since. */
    private static final String SET_ASK_AT =
            "UPDATE payment SET ask_at = ? WHERE checkout_id = ? AND attempt = ? AND ask_at = ?";

    private final Database database;
    private final CheckoutStore checkouts;
    private final Claim<Ask> asks;
    private final Claim<Ask> doubts;
    private final Claim<Overdue> overdue;

    public DueWork(Database database, CheckoutStore checkouts) {
        this.database = database;
        this.checkouts = checkouts;
        this.asks = new Asks(database);
        this.doubts = new Doubts(database);
        this.overdue = new Expiries(database);
    }

    /**
     * Claims payments about which Freedom Pay is to be asked now.
     *
     * <p>The claim moves the payment's next time to ask a little ahead: whoever dies with a claim delays the question, and
     * loses nothing. Whoever has asked {@linkplain #schedule sets} the next time by the schedule.
     */
    @Override
    public List<CheckoutStore.Found> claimAsks(Instant now, int limit) {
        // The claim comes before the reading: a row that cannot be read must not be first for ever.
        return asks.take(now, limit).stream().flatMap(ask -> read(ask).stream()).toList();
    }

    @Override
    public Optional<CheckoutStore.Found> nextInDoubt(Instant now) {
        return database.jdbi().withHandle(handle -> inDoubt(handle, now, 1, "")).stream()
                .findFirst()
                .flatMap(this::read);
    }

    @Override
    public int hasten(Instant now, int limit) {
        return doubts.take(now, limit).size();
    }

    /** Those that were asked about and will be again; not those whose shopper is only on the way. */
    private static List<Ask> inDoubt(Handle handle, Instant now, int limit, String lock) {
        return read(handle.createQuery("""
                        SELECT checkout_id, attempt, ask_at FROM payment
                         WHERE ask_at > ? AND ask_at <= ? AND state IN ('planned', 'confirming', 'withdrawing', 'returned',
                               'checking', 'contested', 'held', 'captured')
                         ORDER BY ask_at FETCH FIRST ? ROWS ONLY
                        """ + lock)
                .bind(0, Columns.time(now))
                .bind(1, Columns.time(now.plus(AskSchedule.LONGEST_STEP)))
                .bind(2, limit));
    }

    private static List<Ask> read(Query query) {
        return query.map((row, _) ->
                        new Ask(new CheckoutId(row.getString(1)), row.getInt(2), Columns.maybeInstant(row, "ask_at")))
                .list();
    }

    @Override
    public List<CheckoutId> claimOverdue(Instant now, int limit) {
        return overdue.take(now, limit).stream().map(Overdue::checkout).toList();
    }

    private Optional<CheckoutStore.Found> read(Ask ask) {
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
        database.write(handle -> handle.createUpdate(SET_ASK_AT)
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

    /** A question; its time is as the table has it, which an index of H2's may not know. */
    private record Ask(CheckoutId checkout, int attempt, Optional<Instant> at) {}

    private record Overdue(CheckoutId checkout, Optional<Instant> at) {}

    /** Of questions. */
    private abstract static class AskClaim extends Claim<Ask> {

        AskClaim(Database database) {
            super(database);
        }

        /** What becomes their time. */
        abstract Instant next(Instant now);

        @Override
        int[] move(Handle handle, List<Ask> asks, Instant now) {
            var update = handle.prepareBatch(SET_ASK_AT);
            for (var ask : asks) {
                update.add(Columns.time(next(now)), ask.checkout.value(), ask.attempt, Columns.time(ask.at));
            }
            return update.execute();
        }

        @Override
        String name(Ask ask) {
            return ask.checkout + ":" + ask.attempt;
        }
    }

    /** Questions whose time has come. */
    private static final class Asks extends AskClaim {

        Asks(Database database) {
            super(database);
        }

        @Override
        List<Ask> due(Handle handle, Instant now, int limit, String lock) {
            // H2 keeps nulls at the low end of an index: without a lower limit it would read them all.
            return read(handle.createQuery("""
                            SELECT checkout_id, attempt, ask_at FROM payment
                             WHERE ask_at > ? AND ask_at <= ? ORDER BY ask_at FETCH FIRST ? ROWS ONLY
                            """ + lock)
                    .bind(0, Columns.time(Instant.EPOCH))
                    .bind(1, Columns.time(now))
                    .bind(2, limit));
        }

        @Override
        Instant next(Instant now) {
            return claimedUntil(now);
        }
    }

    /** Questions whose time has not come, which are made due. */
    private static final class Doubts extends AskClaim {

        Doubts(Database database) {
            super(database);
        }

        @Override
        List<Ask> due(Handle handle, Instant now, int limit, String lock) {
            return inDoubt(handle, now, limit, lock);
        }

        @Override
        Instant next(Instant now) {
            return now;
        }
    }

    /** Checkouts whose time is over. */
    private static final class Expiries extends Claim<Overdue> {

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
                    .map((row, _) ->
                            new Overdue(new CheckoutId(row.getString(1)), Columns.maybeInstant(row, "expire_at")))
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
}
