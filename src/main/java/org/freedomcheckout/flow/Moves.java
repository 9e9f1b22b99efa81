package org.freedomcheckout.flow;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.freedomcheckout.checkout.Attention;
import org.freedomcheckout.checkout.Checkout;
import org.freedomcheckout.checkout.CheckoutEvent;
import org.freedomcheckout.checkout.CheckoutId;
import org.freedomcheckout.checkout.TimelineEntry;
import org.freedomcheckout.checkout.TimelineEntry.Actor;
import org.freedomcheckout.store.CheckoutStore.News;
import org.freedomcheckout.store.StoredCheckouts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings events to stored checkouts: the rules decide, the store keeps, the timeline tells, open pages hear of it. */
final class Moves {

    private static final Logger log = LoggerFactory.getLogger(Moves.class);

    private final StoredCheckouts checkouts;
    private final BiConsumer<CheckoutId, TimelineEntry> timeline;
    private final ChangeFeed feed;
    private final InstantSource clock;
    private final MeterRegistry metrics;
    private final Announcements announcements;

    Moves(
            StoredCheckouts checkouts,
            BiConsumer<CheckoutId, TimelineEntry> timeline,
            ChangeFeed feed,
            Announcements announcements,
            InstantSource clock,
            MeterRegistry metrics) {
        this.checkouts = checkouts;
        this.timeline = timeline;
        this.feed = feed;
        this.clock = clock;
        this.metrics = metrics;
        this.announcements = announcements;
    }

    /**
     * Claims the right to act on a checkout as it was read; the claim is on the disk before this returns.
     *
     * @return the moved checkout; empty if the event does not fit its state, or another was first
     */
    Optional<Checkout> claim(Checkout read, CheckoutEvent event, Actor actor) {
        var after = read.after(event);
        if (after.equals(read)) {
            return Optional.empty();
        }
        var saved = checkouts.saveOnDisk(read, after, clock.instant(), news(read, after, event, actor));
        saved.ifPresent(moved -> tell(read, moved));
        return saved;
    }

    /** Applies what has happened to the checkout as it is stored now, whoever else moves it meanwhile. */
    Checkout apply(CheckoutId id, CheckoutEvent event, Actor actor) {
        return persist(id, event, actor).checkout();
    }

    /** The same; empty if the event changes nothing. */
    Optional<Checkout> move(CheckoutId id, CheckoutEvent event, Actor actor) {
        return Optional.of(persist(id, event, actor)).filter(Try::hasMoved).map(Try::checkout);
    }

    /** The same for one that was read before: while nobody else has moved it, it need not be read again. */
    Checkout apply(Checkout read, CheckoutEvent event, Actor actor) {
        var tried = tryToMove(read, event, actor);
        return tried.hasMoved() ? tried.checkout() : apply(read.id(), event, actor);
    }

    private Try persist(CheckoutId id, CheckoutEvent event, Actor actor) {
        var tried = tryToMove(current(id), event, actor);
        while (tried.ending() == Ending.LOST) {
            // Many at once would lose again and again: now in turn.
            tried = checkouts.alone(id, () -> tryToMove(current(id), event, actor));
        }
        return tried;
    }

    private Try tryToMove(Checkout read, CheckoutEvent event, Actor actor) {
        var after = read.after(event);
        if (after.equals(read)) {
            return new Try(read, Ending.UNCHANGED);
        }
        var saved = checkouts.save(read, after, clock.instant(), news(read, after, event, actor));
        saved.ifPresent(moved -> tell(read, moved));
        return saved.map(moved -> new Try(moved, Ending.MOVED)).orElseGet(() -> new Try(read, Ending.LOST));
    }

    /**
     * What became of one try.
     *
     * @param checkout as it is now; if another was first, as it was
     */
    private record Try(Checkout checkout, Ending ending) {

        boolean hasMoved() {
            return ending == Ending.MOVED;
        }
    }

    private enum Ending {
        MOVED,
        /** The event changes nothing. */
        UNCHANGED,
        /** Another was first. */
        LOST
    }

    Checkout current(CheckoutId id) {
        return checkouts.find(id).orElseThrow(() -> new IllegalStateException("checkout " + id + " is gone"));
    }

    /** Notes what moved nothing. */
    void note(Checkout checkout, Actor actor, String type, Map<String, String> details) {
        timeline.accept(checkout.id(), new TimelineEntry(clock.instant(), actor, type, details));
    }

    private News news(Checkout before, Checkout after, CheckoutEvent event, Actor actor) {
        var now = clock.instant();
        var details = new HashMap<>(EventWords.details(event, after));
        if (!before.state().equals(after.state())) {
            details.put("status", after.state().status());
        }
        if (!before.attention().equals(after.attention())) {
            after.attention().ifPresent(why -> details.put("attention", word(why)));
        }
        var entry = new TimelineEntry(now, actor, EventWords.type(event, after), details);
        return new News(entry, announcements.of(before, after.updatedAt(now)));
    }

    private void tell(Checkout before, Checkout after) {
        if (!before.state().equals(after.state())) {
            log.info("Order {}: {}", after.terms().orderId(), after.state().status());
            metrics.counter("checkout.moves", "status", after.state().status()).increment();
        }
        if (!before.attention().equals(after.attention())) {
            after.attention().ifPresent(why -> {
                log.warn("Order {} needs an operator: {}", after.terms().orderId(), word(why));
                metrics.counter("checkout.attention", "reason", word(why)).increment();
            });
        }
        feed.changed(after.id());
    }

    private static String word(Attention why) {
        return why.name().toLowerCase(Locale.ROOT);
    }
}
