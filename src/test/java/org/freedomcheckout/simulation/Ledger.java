package org.freedomcheckout.simulation;

import static org.freedomcheckout.simulation.Weather.HOUR;
import static org.freedomcheckout.simulation.Weather.MINUTE;
import static org.freedomcheckout.simulation.Weather.SECOND;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.freedomcheckout.checkout.Failure;
import org.freedomcheckout.checkout.Money;
import org.freedomcheckout.checkout.PaymentId;
import org.freedomcheckout.checkout.Reason;
import org.freedomcheckout.checkout.Receipt;
import org.freedomcheckout.gateway.ResultNotify;

/** Freedom Pay's side: what really became of the money. */
final class Ledger {

    static final Failure TIME_OVER = new Failure("360", Reason.TIME_OVER);
    static final Failure CLOSED = new Failure("400", Reason.CANCELED_BY_SHOPPER);
    private static final Failure[] REFUSALS = {
        new Failure("10009", Reason.NOT_ENOUGH_MONEY),
        new Failure("10005", Reason.WRONG_CARD_DATA),
        new Failure("11051", Reason.TRY_LATER),
        new Failure("350", Reason.FINAL)
    };

    private final World world;
    private final List<Entry> entries = new ArrayList<>();

    Ledger(World world) {
        this.world = world;
    }

    /** Where a payment stands at Freedom Pay. */
    enum Status {
        NEW,
        PROCESS,
        HELD,
        CAPTURED,
        FAILED,
        RELEASED
    }

    /** How a payment is made. */
    enum Kind {
        SAVED_CARD,
        CARD_PAGE,
        THREE_DS
    }

    /** What a status of some time may say. */
    record View(long at, Status status, long captured, long refunded, Optional<Failure> failure) {}

    /** One payment. */
    static final class Entry {
        final PaymentId id;
        final String orderId;
        final String key;
        final Money amount;
        final boolean manual;
        final Kind kind;
        final List<View> views = new ArrayList<>();
        Status status = Status.NEW;
        long captured;
        long refunded;
        Optional<Failure> failure = Optional.empty();
        int authorizations;
        boolean challengeUsed;
        boolean wasFailed;
        boolean paidAgain;

        Entry(PaymentId id, String orderId, String key, Money amount, boolean manual, Kind kind) {
            this.id = id;
            this.orderId = orderId;
            this.key = key;
            this.amount = amount;
            this.manual = manual;
            this.kind = kind;
        }

        boolean hasMoney() {
            return status == Status.HELD || status == Status.CAPTURED;
        }

        /** As it was at an instant; empty if it was not there yet. */
        Optional<View> viewAt(long time) {
            for (var view : views.reversed()) {
                if (view.at <= time) {
                    return Optional.of(view);
                }
            }
            return Optional.empty();
        }
    }

    List<Entry> entries() {
        return entries;
    }

    Optional<Entry> find(PaymentId id) {
        return entries.stream().filter(entry -> entry.id.equals(id)).findFirst();
    }

    Optional<Entry> byKey(String key) {
        return entries.stream().filter(entry -> entry.key.equals(key)).findFirst();
    }

    Optional<Entry> byOrder(String orderId) {
        return entries.reversed().stream()
                .filter(entry -> entry.orderId.equals(orderId))
                .findFirst();
    }

    Entry create(String orderId, String key, Money amount, boolean manual, Kind kind) {
        var id = new PaymentId(Integer.toString(7001 + entries.size()));
        var entry = new Entry(id, orderId, key, amount, manual, kind);
        entries.add(entry);
        changed(entry);
        world.time.at(world.between(HOUR, 4 * HOUR), () -> {
            if (entry.status == Status.NEW) {
                fail(entry, TIME_OVER);
            }
        });
        return entry;
    }

    /** The shopper has given the bank what it needs, or something wrong. */
    void pay(Entry entry, boolean good) {
        var isOpen = entry.kind != Kind.THREE_DS && !entry.failure.equals(Optional.of(CLOSED));
        if (entry.status == Status.FAILED && isOpen && good && world.random(4) == 0) {
            entry.paidAgain = true;
            authorize(entry);
        } else if (entry.status == Status.NEW) {
            if (world.random(4) == 0) {
                entry.status = Status.PROCESS;
                changed(entry);
                var length = world.random(10) == 0 ? world.between(0, HOUR) : world.between(0, MINUTE);
                world.time.at(length, () -> decide(entry, good));
            } else {
                decide(entry, good);
            }
        }
    }

    private void decide(Entry entry, boolean good) {
        if (good) {
            authorize(entry);
        } else {
            fail(entry, REFUSALS[world.random(REFUSALS.length)]);
        }
    }

    /** Money is taken from the shopper; twice if the same order to do so comes twice. */
    void authorize(Entry entry) {
        entry.authorizations++;
        var later = world.random(3) == 0;
        if (entry.manual || later) {
            entry.status = Status.HELD;
            changed(entry);
            announce(entry);
            if (!entry.manual) {
                world.time.at(world.between(SECOND, 20 * SECOND), () -> {
                    if (entry.status == Status.HELD) {
                        capture(entry, entry.amount.minor());
                    }
                });
            }
        } else {
            capture(entry, entry.amount.minor());
        }
    }

    void capture(Entry entry, long minor) {
        entry.status = Status.CAPTURED;
        entry.captured = minor;
        changed(entry);
        announce(entry);
    }

    void release(Entry entry) {
        entry.status = Status.RELEASED;
        changed(entry);
    }

    void refund(Entry entry, long minor) {
        entry.refunded += minor;
        changed(entry);
        world.invariants.refunded(entry);
    }

    void fail(Entry entry, Failure failure) {
        entry.status = Status.FAILED;
        entry.failure = Optional.of(failure);
        entry.wasFailed = true;
        changed(entry);
        announce(entry);
    }

    private void changed(Entry entry) {
        entry.views.add(new View(world.time.now(), entry.status, entry.captured, entry.refunded, entry.failure));
        if (world.isTracing()) {
            world.trace("  ledger: payment " + entry.id + " " + entry.status
                    + (entry.status == Status.CAPTURED ? " " + entry.captured + " refunded " + entry.refunded : ""));
        }
        world.invariants.ledger(entry);
    }

    private void announce(Entry entry) {
        if (world.chance(world.weather.notifyLost())) {
            return;
        }
        var success = entry.hasMoney();
        var notify = notify(entry, success);
        var copies = world.random(5) == 0 ? 2 : 1;
        for (int i = 0; i < copies; i++) {
            deliver(notify, 0, world.random(4) == 0 ? world.between(0, 2 * MINUTE) : world.between(0, 3 * SECOND));
        }
    }

    /** A notify of success that nothing stands behind; such as one that overtakes what it tells of. */
    void announceTooEarly(Entry entry) {
        deliver(notify(entry, true), 9, 0);
    }

    private ResultNotify notify(Entry entry, boolean success) {
        return new ResultNotify(
                entry.orderId,
                entry.id,
                entry.amount.decimal(),
                entry.amount.currency().name(),
                success ? ResultNotify.Result.SUCCESS : ResultNotify.Result.FAILURE,
                Optional.of(entry.status == Status.CAPTURED ? "1" : "0"),
                entry.failure.map(Failure::code),
                Optional.empty(),
                Receipt.at(world.instant()),
                Optional.empty());
    }

    /** As documented: repeated until it is answered, but not for ever. */
    private void deliver(ResultNotify notify, int tries, long delay) {
        world.time.at(delay, () -> {
            var answered = new boolean[1];
            world.request(
                    "notify " + notify.result() + " of " + notify.payment(),
                    flow -> answered[0] = flow.take(notify),
                    () -> {});
            if (tries < 9) {
                world.time.at(world.between(30 * SECOND, 30 * MINUTE), () -> {
                    if (!answered[0]) {
                        deliver(notify, tries + 1, 0);
                    }
                });
            }
        });
    }
}
