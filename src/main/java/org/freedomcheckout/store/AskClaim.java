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

/** Claims questions about payments. */
abstract class AskClaim extends Claim<AskClaim.Ask> {

    /**
     * Less than a slow call takes: what is asked twice does no harm, and whoever dies delays the next question by all of it.
     */
    private static final Duration CLAIM = Duration.ofSeconds(30);

    /** The next time to ask, unless it has been set since. */
    static final String SET_ASK_AT =
            "UPDATE payment SET ask_at = ? WHERE checkout_id = ? AND attempt = ? AND ask_at = ?";

    /** A question; its time is as the table has it, which an index of H2's may not know. */
    record Ask(CheckoutId checkout, int attempt, Optional<Instant> at) {}

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

    /** To the microsecond, as the database keeps it: so a claim can be told from what a move has set. */
    static Instant claimedUntil(Instant claimed) {
        return claimed.truncatedTo(ChronoUnit.MICROS).plus(CLAIM);
    }

    /** Those that were asked about and will be again; not those whose shopper is only on the way. */
    static List<Ask> inDoubt(Handle handle, Instant now, int limit, String lock) {
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

    /** Questions whose time has come. */
    static final class Due extends AskClaim {

        Due(Database database) {
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
    static final class Early extends AskClaim {

        Early(Database database) {
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
}
