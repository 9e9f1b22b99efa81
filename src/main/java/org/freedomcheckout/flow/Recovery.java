package org.freedomcheckout.flow;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.freedomcheckout.checkout.AskSchedule;
import org.freedomcheckout.checkout.CheckoutEvent.DoubtTooOld;
import org.freedomcheckout.checkout.Evidence;
import org.freedomcheckout.checkout.PaymentState.Planned;
import org.freedomcheckout.checkout.TimelineEntry.Actor;
import org.freedomcheckout.store.CheckoutStore;
import org.freedomcheckout.store.DueChecks;
import org.freedomcheckout.ticker.Ticker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after what nobody else looks after: payments in doubt, shoppers who did not come back, checkouts whose time is
 * over. What is due is in the database, so a restart loses nothing.
 */
public final class Recovery implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Recovery.class);
    private static final int BATCH = 200;

    /** More than are at work are not claimed: a claim that waits for long is taken for dead, and its work done twice. */
    private static final int AT_WORK = 100;

    private static final Duration PROBE_EACH = Duration.ofSeconds(2);
    private static final Duration HASTEN_EACH = Duration.ofSeconds(15);
    private static final Duration PAUSE = Duration.ofMillis(250);

    private final DueChecks due;
    private final StatusCheck status;
    private final CardFlow cards;
    private final ChallengeFlow challenges;
    private final Operations operations;
    private final Expiry expiry;
    private final Outage outage;
    private final Runnable tidying;
    private final Moves moves;
    private final Background background;
    private final InstantSource clock;
    private final Semaphore places = new Semaphore(AT_WORK);
    private Instant probed = Instant.MIN;
    private Instant hastened = Instant.MIN;
    private Optional<Instant> hastenAt = Optional.empty();
    private final Ticker ticker = new Ticker("recovery");

    Recovery(
            DueChecks due,
            StatusCheck status,
            CardFlow cards,
            ChallengeFlow challenges,
            Operations operations,
            Expiry expiry,
            Outage outage,
            Runnable tidying,
            Moves moves,
            Background background,
            InstantSource clock) {
        this.due = due;
        this.status = status;
        this.cards = cards;
        this.challenges = challenges;
        this.operations = operations;
        this.expiry = expiry;
        this.outage = outage;
        this.tidying = tidying;
        this.moves = moves;
        this.background = background;
        this.clock = clock;
    }

    /** Begins to look after things; returns at once. */
    public void start() {
        ticker.nowAndEvery(PAUSE, this::tick);
        ticker.nowAndEvery(Duration.ofHours(1), this::tidy);
    }

    /** Begins nothing more. */
    @Override
    public void close() {
        ticker.close();
    }

    /** Begins what is due. */
    void tick() {
        try {
            var now = clock.instant();
            watchForItsEnd(now);
            due.claimAsks(now, places.availablePermits()).forEach(found -> run(() -> recover(found, now)));
            due.claimOverdue(now, places.availablePermits())
                    .forEach(id -> run(() -> expiry.expire(id, Actor.CHECKOUT)));
        } catch (RuntimeException e) {
            // The database may be away for a while; what is due stays due.
            log.error("Recovery could not look for what is due", e);
        }
    }

    private void run(Runnable task) {
        places.acquireUninterruptibly();
        background.run(() -> {
            try {
                task.run();
            } finally {
                places.release();
            }
        });
    }

    /**
     * While Freedom Pay does not answer it is asked every other second, and once it does whatever is in doubt is due: else a
     * shopper would wait for the schedule, which grows slow in a long outage.
     */
    private void watchForItsEnd(Instant now) {
        if (outage.hasJustEnded()) {
            hastenAt = Optional.of(hastened.plus(HASTEN_EACH));
        }
        if (hastenAt.isPresent()) {
            if (!now.isBefore(hastenAt.get()) && due.hasten(now, BATCH) < BATCH) {
                hastened = now;
                hastenAt = Optional.empty();
            }
        } else if (outage.lasts() && !now.isBefore(probed.plus(PROBE_EACH))) {
            probed = now;
            due.nextInDoubt(now)
                    .ifPresent(found -> background.run(() -> status.probe(found.checkout(), found.payment())));
        }
    }

    private void tidy() {
        try {
            tidying.run();
        } catch (RuntimeException e) {
            log.error("Old idempotency keys could not be forgotten", e);
        }
    }

    private void recover(CheckoutStore.Found found, Instant claimed) {
        var attempt = found.attempt();
        var id = found.checkout().id();
        if (found.payment().state() instanceof Planned) {
            cards.recoverCreation(found.checkout(), found.payment());
        } else {
            var asked = clock.instant();
            var said = status.ask(found.checkout(), attempt);
            if (said.isPresent() && said.get() instanceof Evidence.NotBegun) {
                challenges.confirmAgain(moves.current(id), attempt, asked);
                cards.recoverWithdrawal(moves.current(id), attempt, asked);
            }
            operations.look(id, attempt, said, asked);
        }
        var now = new CheckoutStore.Found(moves.current(id), attempt);
        if (now.checkout().isUnsettled(now.payment())
                && AskSchedule.next(now.checkout(), now.payment(), clock.instant())
                        .isEmpty()) {
            moves.apply(id, new DoubtTooOld(attempt), Actor.CHECKOUT);
        }
        due.schedule(now, claimed, clock.instant());
    }
}
