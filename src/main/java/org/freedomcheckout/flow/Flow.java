package org.freedomcheckout.flow;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.freedomcheckout.checkout.CheckoutKey;
import org.freedomcheckout.gateway.FreedomPay;
import org.freedomcheckout.store.CardRefusals;
import org.freedomcheckout.store.CheckoutStore;
import org.freedomcheckout.store.Database;
import org.freedomcheckout.store.DueWork;
import org.freedomcheckout.store.IdempotencyKeys;
import org.freedomcheckout.store.Timeline;
import org.freedomcheckout.store.TimelineChain;

/** The parts of this package, made in order of use. */
public final class Flow implements AutoCloseable {

    private static final Duration DRAIN = Duration.ofSeconds(30);

    private final Background background;
    private final Recovery recovery;
    private final Audit audit;

    public final Checkouts checkouts;
    public final CheckoutObject checkoutObject;
    public final CardFlow cards;
    public final SavedCards savedCards;
    public final ChallengeFlow challenges;
    public final Operations operations;
    public final Expiry expiry;
    public final Sync sync;
    public final Idempotency idempotency;
    public final Callbacks callbacks;
    public final ChangeFeed changes = new ChangeFeed();
    public final PublicUrls urls;

    /** Ready to serve; background work begins with {@link #start}. */
    public Flow(
            FlowSettings settings,
            Database database,
            CheckoutKey key,
            FreedomPay gateway,
            InstantSource clock,
            MeterRegistry metrics) {
        var store = new CheckoutStore(database, key);
        var timeline = new Timeline(database);
        this.urls = new PublicUrls(settings.publicUrl());
        this.checkoutObject = new CheckoutObject(urls);
        var announcements = new Announcements(checkoutObject, settings.webhooks());
        var moves = new Moves(store, timeline::add, changes, announcements, clock, metrics);
        var outage = new Outage();
        var status = new StatusCheck(gateway, moves, outage, clock);
        var callEnds = settings.callEnds();
        this.background = new Background(settings.browserPatience(), DRAIN);
        this.checkouts = new Checkouts(store, timeline, key, clock);
        var refusals = new CardRefusals(database, key);
        var rest = new CardRest(settings.limits() ? refusals::since : (_, _, _) -> List.of(), clock);
        this.cards =
                new CardFlow(gateway, moves, status, background, rest, urls, key, clock, callEnds, settings.framed());
        this.savedCards = new SavedCards(gateway.cards(), background, urls);
        this.challenges = new ChallengeFlow(gateway, moves, status, background, clock, callEnds);
        this.operations = new Operations(gateway.money(), moves, status, background, changes, clock, callEnds);
        this.expiry = new Expiry(status, moves, outage, clock);
        this.sync = new Sync(status, operations, moves, clock);
        this.idempotency = new Idempotency(database, new IdempotencyKeys(database), moves, operations, clock);
        this.callbacks = new Callbacks(
                gateway.callbacks(),
                store,
                moves,
                status,
                background,
                clock,
                settings.confirmNotify(),
                settings.limits());
        this.audit = new Audit(new TimelineChain(database, key));
        this.recovery = new Recovery(
                new DueWork(database, store),
                status,
                cards,
                challenges,
                operations,
                expiry,
                outage,
                idempotency::tidy,
                moves,
                background,
                clock);
    }

    /** Begins to look after payments in doubt and checkouts whose time is over. */
    public void start() {
        recovery.start();
        audit.start();
    }

    /** Begins nothing more, and lets running calls to Freedom Pay finish. */
    @Override
    public void close() {
        recovery.close();
        background.close();
        audit.close();
    }
}
