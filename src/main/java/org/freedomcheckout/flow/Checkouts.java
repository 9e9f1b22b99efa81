package org.freedomcheckout.flow;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.freedomcheckout.checkout.Challenge;
import org.freedomcheckout.checkout.Checkout;
import org.freedomcheckout.checkout.CheckoutId;
import org.freedomcheckout.checkout.CheckoutKey;
import org.freedomcheckout.checkout.PayToken;
import org.freedomcheckout.checkout.PaymentId;
import org.freedomcheckout.checkout.ReturnToken;
import org.freedomcheckout.checkout.Terms;
import org.freedomcheckout.checkout.TimelineEntry;
import org.freedomcheckout.checkout.TimelineEntry.Actor;
import org.freedomcheckout.store.CheckoutStore;
import org.freedomcheckout.store.DuplicatePaymentException;
import org.freedomcheckout.store.Timeline;

/** The checkouts, as merchants make and read them and shoppers find them. */
public final class Checkouts {

    private final CheckoutStore store;
    private final Timeline timeline;
    private final CheckoutKey key;
    private final InstantSource clock;

    Checkouts(CheckoutStore store, Timeline timeline, CheckoutKey key, InstantSource clock) {
        this.store = store;
        this.timeline = timeline;
        this.key = key;
        this.clock = clock;
    }

    /** Opens a checkout without a payment. */
    public Checkout open(Terms terms) {
        try {
            var now = clock.instant();
            var id = CheckoutId.at(now);
            return insert(Checkout.open(id, key.payToken(id), terms, now));
        } catch (DuplicatePaymentException e) {
            throw new IllegalStateException("a checkout without a payment has no duplicate", e);
        }
    }

    /**
     * Opens a checkout for a payment that waits for the bank's challenge.
     *
     * @throws DuplicatePaymentException if a checkout with this payment exists
     */
    public Checkout open(Terms terms, PaymentId payment, Challenge challenge) throws DuplicatePaymentException {
        var now = clock.instant();
        var id = CheckoutId.at(now);
        return insert(Checkout.open(id, key.payToken(id), terms, payment, challenge, now));
    }

    private Checkout insert(Checkout checkout) throws DuplicatePaymentException {
        store.insert(
                checkout,
                new TimelineEntry(checkout.createdAt(), Actor.MERCHANT, "checkout.created", Map.of("status", "open")));
        return checkout;
    }

    public Optional<Checkout> find(CheckoutId id) {
        return store.find(id);
    }

    public Optional<Checkout> find(PayToken token) {
        return store.find(token);
    }

    public Optional<CheckoutStore.Found> find(ReturnToken token) {
        return store.find(token);
    }

    /**
     * A page of checkouts, the newest first.
     *
     * @param after only those older than this one
     */
    public List<Checkout> list(Optional<String> orderId, Optional<String> status, Optional<Checkout> after, int limit) {
        return store.list(orderId, status, after, limit);
    }

    public List<TimelineEntry> timeline(Checkout checkout) {
        return timeline.of(checkout.id());
    }

    /** Notes on the timeline what was refused at the door. */
    public void note(Checkout checkout, Actor actor, String type, Map<String, String> details) {
        timeline.add(checkout.id(), new TimelineEntry(clock.instant(), actor, type, details));
    }
}
