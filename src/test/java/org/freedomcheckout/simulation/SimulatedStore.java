package org.freedomcheckout.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.freedomcheckout.checkout.AskSchedule;
import org.freedomcheckout.checkout.Checkout;
import org.freedomcheckout.checkout.CheckoutId;
import org.freedomcheckout.checkout.CheckoutState.Open;
import org.freedomcheckout.checkout.Means;
import org.freedomcheckout.checkout.Payment;
import org.freedomcheckout.checkout.PaymentId;
import org.freedomcheckout.checkout.PaymentState.Planned;
import org.freedomcheckout.checkout.Secret;
import org.freedomcheckout.store.CheckoutStore.Found;
import org.freedomcheckout.store.CheckoutStore.News;
import org.freedomcheckout.store.DueChecks;
import org.freedomcheckout.store.StoredCheckouts;

/** The database: what is committed survives every crash. */
final class SimulatedStore {

    private static final Duration CLAIM = Duration.ofSeconds(30);

    private final World world;
    private final Map<CheckoutId, Row> rows = new HashMap<>();
    private final List<Row> inOrder = new ArrayList<>();

    SimulatedStore(World world) {
        this.world = world;
    }

    /** The database is away; whether it has committed, nobody knows. */
    static final class Outage extends RuntimeException {
        private static final long serialVersionUID = 1;

        Outage(String message) {
            super(message, null, false, false);
        }
    }

    private static final class Row {
        private Checkout checkout;
        private final List<Optional<Instant>> asks = new ArrayList<>();

        Row(Checkout checkout) {
            this.checkout = checkout;
        }
    }

    void insert(Checkout checkout) {
        var row = new Row(checkout);
        rows.put(checkout.id(), row);
        inOrder.add(row);
        schedule(row, checkout.createdAt());
    }

    Checkout read(CheckoutId id) {
        return row(id).checkout;
    }

    private Row row(CheckoutId id) {
        var row = rows.get(id);
        if (row == null) {
            throw new IllegalStateException("no checkout " + id);
        }
        return row;
    }

    private Optional<Found> find(PaymentId payment) {
        for (var row : inOrder) {
            for (var each : row.checkout.payments()) {
                if (each.id().isPresent() && each.id().get().equals(payment)) {
                    return Optional.of(new Found(row.checkout, each.attempt()));
                }
            }
        }
        return Optional.empty();
    }

    private static void schedule(Row row, Instant now) {
        var checkout = row.checkout;
        for (var payment : checkout.payments()) {
            var next = AskSchedule.next(checkout, payment, now);
            if (payment.attempt() > row.asks.size()) {
                row.asks.add(next);
            } else {
                row.asks.set(payment.attempt() - 1, next);
            }
        }
    }

    /** When recovery has something to do, in microseconds. */
    long nextDue() {
        var next = Long.MAX_VALUE;
        for (var row : inOrder) {
            for (var ask : row.asks) {
                next = ask.isEmpty() ? next : Math.min(next, World.micros(ask.get()));
            }
            if (row.checkout.state() instanceof Open) {
                next = Math.min(next, World.micros(row.checkout.terms().expiresAt()));
            }
        }
        return next;
    }

    private boolean commit(Checkout before, Checkout after, Instant now) {
        var row = row(before.id());
        if (row.checkout.version() != before.version()) {
            return false;
        }
        for (var payment : after.payments()) {
            var other = payment.id().flatMap(this::find);
            if (other.isPresent() && !other.get().checkout().id().equals(after.id())) {
                throw new Outage("the payment belongs to another checkout");
            }
        }
        var stored = asRow(after.updatedAt(now).stored());
        world.invariants.moved(row.checkout, stored);
        if (world.isTracing()) {
            world.trace("  stored: " + World.tell(stored));
        }
        row.checkout = stored;
        schedule(row, now);
        world.moved(stored);
        return true;
    }

    /** What a row does not keep is not read again. */
    private static Checkout asRow(Checkout checkout) {
        var payments = checkout.payments();
        var kept = new ArrayList<Payment>(payments.size());
        var changed = false;
        for (var payment : payments) {
            if (!(payment.state() instanceof Planned)
                    && payment.means() instanceof Means.SavedCard card
                    && !card.token().isEmpty()) {
                changed = true;
                kept.add(new Payment(
                        payment.attempt(),
                        payment.orderId(),
                        new Means.SavedCard(Secret.EMPTY, card.face()),
                        payment.id(),
                        payment.state(),
                        payment.createdAt()));
            } else {
                kept.add(payment);
            }
        }
        return changed
                ? new Checkout(
                        checkout.id(),
                        checkout.payToken(),
                        checkout.terms(),
                        checkout.state(),
                        kept,
                        checkout.operations(),
                        checkout.attention(),
                        checkout.createdAt(),
                        checkout.updatedAt(),
                        checkout.version())
                : checkout;
    }

    /** The database as one instance has it. */
    static final class Connection implements StoredCheckouts, DueChecks {

        private final SimulatedStore store;
        private final World world;
        private final Node node;

        Connection(SimulatedStore store, Node node) {
            this.store = store;
            this.world = store.world;
            this.node = node;
        }

        private void step(String where) {
            node.step(where);
            if (world.isFaulty() && world.chance(world.weather.outage())) {
                if (world.isTracing()) {
                    world.trace("  the database fails at " + where);
                }
                throw new Outage(where);
            }
        }

        @Override
        public Optional<Checkout> find(CheckoutId id) {
            step("read");
            return Optional.of(store.read(id));
        }

        @Override
        public <T> T alone(CheckoutId id, Supplier<T> task) {
            // One step at a time: nobody else moves while this runs but at its own steps, and then it tries again.
            return task.get();
        }

        @Override
        public Optional<Found> find(PaymentId payment) {
            step("read");
            return store.find(payment);
        }

        @Override
        public Optional<Checkout> save(Checkout before, Checkout after, Instant now, News news) {
            step("save");
            if (!store.commit(before, after, now)) {
                return Optional.empty();
            }
            step("saved");
            return Optional.of(after.updatedAt(now).stored());
        }

        @Override
        public Optional<Checkout> saveOnDisk(Checkout before, Checkout after, Instant now, News news) {
            var saved = save(before, after, now, news);
            saved.ifPresent(_ -> {
                step("on the disk");
                world.invariants.remembered(before, after);
            });
            return saved;
        }

        @Override
        public List<Found> claimAsks(Instant now, int limit) {
            step("look for asks");
            var due = new ArrayList<Due>();
            for (var row : store.inOrder) {
                for (int i = 0; i < row.asks.size(); i++) {
                    var ask = row.asks.get(i);
                    if (ask.isPresent() && !ask.get().isAfter(now)) {
                        due.add(new Due(row, i, ask.get()));
                    }
                }
            }
            due.sort(Comparator.comparing(Due::at));
            var claimed = new ArrayList<Found>();
            for (var ask : due) {
                step("claim");
                if (ask.row.asks.get(ask.index).equals(Optional.of(ask.at))) {
                    ask.row.asks.set(ask.index, Optional.of(now.plus(CLAIM)));
                    step("claimed");
                    claimed.add(new Found(ask.row.checkout, ask.index + 1));
                }
            }
            return claimed;
        }

        @Override
        public Optional<Found> nextInDoubt(Instant now) {
            step("look for one in doubt");
            return inDoubt(now).stream().findFirst().map(due -> new Found(due.row.checkout, due.index + 1));
        }

        @Override
        public int hasten(Instant now, int limit) {
            step("hasten");
            var hastened = inDoubt(now).stream().limit(limit).toList();
            hastened.forEach(due -> due.row.asks.set(due.index, Optional.of(now)));
            return hastened.size();
        }

        private List<Due> inDoubt(Instant now) {
            return store.inOrder.stream()
                    .flatMap(row -> IntStream.range(0, row.asks.size())
                            .filter(index -> row.asks
                                    .get(index)
                                    .filter(at -> at.isAfter(now) && !at.isAfter(now.plus(AskSchedule.LONGEST_STEP)))
                                    .isPresent())
                            .mapToObj(index ->
                                    new Due(row, index, row.asks.get(index).orElseThrow())))
                    .sorted(Comparator.comparing(Due::at))
                    .toList();
        }

        @Override
        public void schedule(Found asked, Instant claimed, Instant now) {
            step("schedule");
            var next = AskSchedule.next(asked.checkout(), asked.payment(), now);
            var asks = store.row(asked.checkout().id()).asks;
            if (asks.get(asked.attempt() - 1).equals(Optional.of(claimed.plus(CLAIM)))) {
                asks.set(asked.attempt() - 1, next);
                world.wake();
            }
        }

        @Override
        public List<CheckoutId> claimOverdue(Instant now, int limit) {
            step("look for overdue");
            var overdue = new ArrayList<CheckoutId>();
            for (var row : store.inOrder) {
                if (row.checkout.state() instanceof Open
                        && !row.checkout.terms().expiresAt().isAfter(now)) {
                    overdue.add(row.checkout.id());
                }
            }
            return overdue;
        }

        private record Due(Row row, int index, Instant at) {}
    }
}
