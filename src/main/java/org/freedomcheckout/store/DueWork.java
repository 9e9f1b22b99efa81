package org.freedomcheckout.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.freedomcheckout.checkout.AskSchedule;
import org.freedomcheckout.checkout.CheckoutId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the clock says must be looked at; of several instances one claims each row. */
public final class DueWork implements DueChecks {

    private static final Logger log = LoggerFactory.getLogger(DueWork.class);

    private final Database database;
    private final CheckoutStore checkouts;
    private final AskClaim asks;
    private final AskClaim doubts;
    private final Expiries overdue;

    public DueWork(Database database, CheckoutStore checkouts) {
        this.database = database;
        this.checkouts = checkouts;
        this.asks = new AskClaim.Due(database);
        this.doubts = new AskClaim.Early(database);
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
        return database.jdbi().withHandle(handle -> AskClaim.inDoubt(handle, now, 1, "")).stream()
                .findFirst()
                .flatMap(this::read);
    }

    @Override
    public int hasten(Instant now, int limit) {
        return doubts.take(now, limit).size();
    }

    @Override
    public List<CheckoutId> claimOverdue(Instant now, int limit) {
        return overdue.take(now, limit).stream().map(Expiries.Overdue::checkout).toList();
    }

    private Optional<CheckoutStore.Found> read(AskClaim.Ask ask) {
        try {
            return checkouts.find(ask.checkout()).map(checkout -> new CheckoutStore.Found(checkout, ask.attempt()));
        } catch (RuntimeException e) {
            log.error("Checkout {} cannot be read, so nobody asks about its payment", ask.checkout(), e);
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
        database.write(handle -> handle.createUpdate(AskClaim.SET_ASK_AT)
                .bind(0, Columns.time(next))
                .bind(1, asked.checkout().id().value())
                .bind(2, asked.attempt())
                .bind(3, Columns.time(AskClaim.claimedUntil(claimed)))
                .execute());
    }
}
