package org.freedomcheckout.flow;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.freedomcheckout.checkout.CheckoutId;
import org.freedomcheckout.store.CheckoutStore.Found;
import org.freedomcheckout.store.DueChecks;

/** What a test says is due, and what recovery made of it. */
final class DueByHand implements DueChecks {

    final Queue<Found> asks = new ArrayDeque<>();
    final Queue<CheckoutId> overdue = new ArrayDeque<>();

    /** The payments in doubt that are not due yet. */
    final List<Found> inDoubt = new ArrayList<>();

    /** How many were wanted, each time. */
    final List<Integer> limits = new ArrayList<>();

    final List<Found> scheduled = new ArrayList<>();

    /** When payments in doubt were made due at once. */
    final List<Instant> hastened = new ArrayList<>();

    @Override
    public List<Found> claimAsks(Instant now, int limit) {
        return take(asks, limit);
    }

    @Override
    public List<CheckoutId> claimOverdue(Instant now, int limit) {
        return take(overdue, limit);
    }

    private <T> List<T> take(Queue<T> due, int limit) {
        limits.add(limit);
        var claimed = new ArrayList<T>();
        while (claimed.size() < limit && !due.isEmpty()) {
            claimed.add(due.remove());
        }
        return claimed;
    }

    @Override
    public void schedule(Found asked, Instant claimed, Instant now) {
        scheduled.add(asked);
    }

    @Override
    public Optional<Found> nextInDoubt(Instant now) {
        return inDoubt.stream().findFirst();
    }

    @Override
    public int hasten(Instant now, int limit) {
        hastened.add(now);
        var some = inDoubt.stream().limit(limit).toList();
        inDoubt.removeAll(some);
        asks.addAll(some);
        return some.size();
    }
}
