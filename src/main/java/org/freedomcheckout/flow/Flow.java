package org.freedomcheckout.flow;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import org.freedomcheckout.checkout.CheckoutKey;
import org.freedomcheckout.gateway.FreedomPay;
import org.freedomcheckout.store.CheckoutStore;
import org.freedomcheckout.store.Database;
import org.freedomcheckout.store.DueWork;
import org.freedomcheckout.store.Timeline;

/** The parts of this package, made in order of use. */
public final class Flow implements AutoCloseable {

    private static final Duration DRAIN = Duration.ofSeconds(30);

    private final Background background;
    private final Recovery recovery;

    public final Checkouts checkouts;
    public final SavedCardFlow savedCards;
    public final ChallengeFlow challenges;
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
        var moves = new Moves(store, timeline, changes, clock, metrics);
        var status = new StatusCheck(gateway, moves, clock);
        this.urls = new PublicUrls(settings.publicUrl());
        this.background = new Background(settings.browserPatience(), DRAIN);
        this.checkouts = new Checkouts(store, timeline, clock);
        this.savedCards =
                new SavedCardFlow(gateway, store, moves, status, background, urls, key, clock, settings.callEnds());
        this.challenges = new ChallengeFlow(gateway, moves, status, background, clock, settings.callEnds());
        this.callbacks = new Callbacks(gateway, store, moves, status, background, clock, settings.confirmNotify());
        var due = new DueWork(database, store);
        this.recovery = new Recovery(due, status, savedCards, challenges, moves, background, clock);
    }

    /** Begins to look after payments in doubt and checkouts whose time is over. */
    public void start() {
        recovery.start();
    }

    /** Begins nothing more, and lets running calls to Freedom Pay finish. */
    @Override
    public void close() {
        recovery.close();
        background.close();
    }
}
