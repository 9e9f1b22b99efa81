package org.freedomcheckout.flow;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.freedomcheckout.checkout.Checkout;
import org.freedomcheckout.checkout.CheckoutEvent;
import org.freedomcheckout.checkout.CheckoutId;
import org.freedomcheckout.checkout.PaymentId;
import org.freedomcheckout.checkout.TimelineEntry;
import org.freedomcheckout.store.CheckoutStore.Found;
import org.freedomcheckout.store.CheckoutStore.News;
import org.freedomcheckout.store.StoredCheckouts;
import org.freedomcheckout.store.Webhook;

/** Checkouts that move by compare-and-set as in the database, and what their moves told. */
final class CheckoutsInMemory implements StoredCheckouts {

    private final Map<CheckoutId, Checkout> rows = new LinkedHashMap<>();
    final List<TimelineEntry> timeline = new ArrayList<>();
    final List<Webhook> webhooks = new ArrayList<>();

    /** What came onto the disk before anything else was done. */
    final List<TimelineEntry> onDisk = new ArrayList<>();

    private Runnable first = () -> {};

    Checkout insert(Checkout checkout) {
        rows.put(checkout.id(), checkout);
        return checkout;
    }

    /** What happens while the next move is on its way. */
    void beforeNextMove(Runnable task) {
        first = task;
    }

    /** Before the next move is stored, somebody else moves the same checkout. */
    void letAnotherBeFirst(CheckoutId id, CheckoutEvent event) {
        beforeNextMove(() -> rows.put(id, find(id).orElseThrow().after(event).stored()));
    }

    @Override
    public Optional<Checkout> find(CheckoutId id) {
        return Optional.ofNullable(rows.get(id));
    }

    @Override
    public Optional<Found> find(PaymentId payment) {
        return rows.values().stream()
                .flatMap(checkout -> checkout.payments().stream()
                        .filter(each -> each.id().equals(Optional.of(payment)))
                        .map(each -> new Found(checkout, each.attempt())))
                .findFirst();
    }

    @Override
    public <T> T alone(CheckoutId id, Supplier<T> task) {
        return task.get();
    }

    @Override
    public Optional<Checkout> save(Checkout before, Checkout after, Instant now, News news) {
        var meanwhile = first;
        first = () -> {};
        meanwhile.run();
        if (rows.get(before.id()) == null || rows.get(before.id()).version() != before.version()) {
            return Optional.empty();
        }
        timeline.add(news.entry());
        webhooks.addAll(news.webhooks());
        return Optional.of(insert(after.updatedAt(now).stored()));
    }

    @Override
    public Optional<Checkout> saveOnDisk(Checkout before, Checkout after, Instant now, News news) {
        var saved = save(before, after, now, news);
        saved.ifPresent(_ -> onDisk.add(news.entry()));
        return saved;
    }
}
