package org.freedomcheckout.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.freedomcheckout.checkout.Attention;
import org.freedomcheckout.checkout.Checkout;
import org.freedomcheckout.checkout.CheckoutState.Authorized;
import org.freedomcheckout.checkout.CheckoutState.Canceled;
import org.freedomcheckout.checkout.CheckoutState.ClosedUnpaid;
import org.freedomcheckout.checkout.CheckoutState.Failed;
import org.freedomcheckout.checkout.CheckoutState.Open;
import org.freedomcheckout.checkout.CheckoutState.Paid;
import org.freedomcheckout.checkout.CheckoutState.Processing;
import org.freedomcheckout.checkout.Operation;
import org.freedomcheckout.checkout.Operation.Kind;
import org.freedomcheckout.checkout.OperationState;
import org.freedomcheckout.checkout.Payment;
import org.freedomcheckout.checkout.PaymentId;
import org.freedomcheckout.checkout.PaymentState.Captured;
import org.freedomcheckout.checkout.PaymentState.Confirming;
import org.freedomcheckout.checkout.PaymentState.Held;
import org.freedomcheckout.checkout.PaymentState.Refused;
import org.freedomcheckout.checkout.PaymentState.Released;
import org.freedomcheckout.simulation.Ledger.Entry;
import org.freedomcheckout.simulation.Ledger.Status;

/** What must be true after each step, and what must be true when everything has come to rest. */
final class Invariants {

    private final World world;
    private final Map<PaymentId, Integer> confirmations = new HashMap<>();
    private final Set<PaymentId> unclear = new HashSet<>();
    private final Map<String, Integer> operations = new HashMap<>();

    Invariants(World world) {
        this.world = world;
    }

    private void must(boolean condition, String what) {
        if (!condition) {
            world.broken(what);
        }
    }

    /** A stored checkout becomes another. */
    void moved(Checkout before, Checkout after) {
        must(after.version() == before.version() + 1, "a version is skipped");
        must(!(before.state() instanceof Paid) || after.state().equals(before.state()), "paid falls back");
        must(
                !(before.state() instanceof Authorized)
                        || after.state() instanceof Authorized
                        || after.state() instanceof Paid
                        || after.state() instanceof Canceled,
                "authorized becomes " + after.state());
        if (before.state() instanceof ClosedUnpaid && !after.state().equals(before.state())) {
            must(
                    after.state() instanceof Paid || after.state() instanceof Authorized,
                    "the end is not the end: " + after.state());
            must(after.attention().isPresent(), "late money without a mark");
        }
        must(after.payments().stream().filter(Payment::isLive).count() <= 1, "two live payments");
        for (var payment : before.payments()) {
            moved(payment, after.payment(payment.attempt()));
        }
        for (var operation : before.operations()) {
            var now = after.operation(operation.number());
            must(operation.isActive() || now.equals(operation), "an ended operation moves");
        }
        if (after.state() instanceof Failed && !(before.state() instanceof Failed)) {
            must(
                    entries(after).stream().noneMatch(entry -> entry.hasMoney() && !entry.paidAgain),
                    "failed although the money is there");
        }
    }

    private void moved(Payment before, Payment after) {
        must(before.id().isEmpty() || before.id().equals(after.id()), "a payment changes its number");
        if (before.state() instanceof Captured known) {
            must(after.state() instanceof Captured, "a captured payment becomes " + after.state());
            if (after.state() instanceof Captured now) {
                must(now.settlement().captured().equals(known.settlement().captured()), "a captured amount changes");
                must(
                        now.settlement().refunded().minor()
                                >= known.settlement().refunded().minor(),
                        "a refund is taken back");
                must(
                        now.settlement().refunded().minor()
                                <= now.settlement().captured().minor(),
                        "more is refunded than was captured");
            }
        }
        if (after.id().isEmpty() || after.state().getClass() == before.state().getClass()) {
            return;
        }
        var entry = world.ledger.find(after.id().get()).orElseThrow();
        switch (after.state()) {
            case Captured _ -> must(entry.status == Status.CAPTURED, "captured without money");
            case Held _ -> must(entry.authorizations > 0, "held without money");
            case Refused _ -> must(entry.wasFailed, "refused although Freedom Pay has not refused");
            case Released _ -> must(entry.status == Status.RELEASED, "released although it is not");
            default -> {}
        }
    }

    /** What is on the disk when {@code saveOnDisk} returns: the intents of calls that move money. */
    void remembered(Checkout before, Checkout after) {
        for (var payment : after.payments()) {
            if (payment.state() instanceof Confirming now
                    && (!(before.payment(payment.attempt()).state() instanceof Confirming then)
                            || then.sends() < now.sends())) {
                confirmations.merge(payment.id().orElseThrow(), 1, Integer::sum);
            }
        }
        for (var operation : after.operations()) {
            if (operation.state() instanceof OperationState.Sent
                    && before.operation(operation.number()).state() instanceof OperationState.Planned) {
                var payment = after.mainPayment().flatMap(Payment::id).orElseThrow();
                operations.merge(operation.kind() + " " + payment, 1, Integer::sum);
            }
        }
    }

    /** {@code paymentAcs} is about to leave. */
    void confirms(Entry entry) {
        must(confirmations.merge(entry.id, -1, Integer::sum) >= 0, "paymentAcs without a stored intent");
        must(unclear.add(entry.id), "paymentAcs is repeated, and nobody has said that the last one was lost");
    }

    /** {@code paymentAcs} has certainly not left, or Freedom Pay says that it is still waiting for it. */
    void isYetToConfirm(Entry entry) {
        unclear.remove(entry.id);
    }

    /** A capture, cancel or refund is about to leave. */
    void operates(Entry entry, Kind kind) {
        var isWithdrawal = kind == Kind.CANCEL
                && holders(entry).stream()
                        .noneMatch(checkout -> checkout.activeOperation()
                                        .filter(active -> active.kind() == Kind.CANCEL)
                                        .isPresent()
                                && checkout.mainPayment().flatMap(Payment::id).equals(Optional.of(entry.id)));
        must(
                isWithdrawal || operations.merge(kind + " " + entry.id, -1, Integer::sum) >= 0,
                kind.word() + " without a stored intent");
    }

    /** A payment moved at Freedom Pay. */
    void ledger(Entry entry) {
        must(entry.authorizations <= 1, "the same payment is authorized twice");
        if (entry.hasMoney()) {
            must(!holders(entry).isEmpty(), "money for a payment that nobody could know");
        }
        for (var checkout : holders(entry)) {
            var all = entries(checkout);
            must(
                    all.stream().filter(Entry::hasMoney).count() <= 1
                            || all.stream().anyMatch(each -> each.paidAgain),
                    "a checkout is authorized twice");
        }
    }

    void refunded(Entry entry) {
        must(entry.refunded <= entry.captured, "more is given back than was taken");
    }

    /** Faults are over, time has passed: every checkout says what the ledger says. */
    void atRest() {
        for (var id : world.checkouts()) {
            var checkout = world.store.read(id);
            atRest(checkout, entries(checkout));
        }
        for (var entry : world.ledger.entries()) {
            must(!entry.hasMoney() || !holders(entry).isEmpty(), "money that no checkout knows");
        }
    }

    private void atRest(Checkout checkout, List<Entry> entries) {
        var state = checkout.state();
        must(!(state instanceof Open) && !(state instanceof Processing), "still " + state + " at the end");
        must(checkout.operations().stream().noneMatch(Operation::isActive), "an operation never ends");
        var money = entries.stream().filter(Entry::hasMoney).toList();
        if (money.size() > 1) {
            must(checkout.attention().equals(Optional.of(Attention.PAID_TWICE)), "paid twice without a mark");
        }
        if (money.isEmpty()) {
            must(state instanceof ClosedUnpaid, state + " without money");
            return;
        }
        for (var entry : money) {
            settled(checkout, entry);
        }
        if (checkout.attention().equals(Optional.of(Attention.PAID_TWICE))) {
            must(entries.stream().anyMatch(entry -> entry.paidAgain), "paid twice, and not by the shopper");
            return;
        }
        must(
                state instanceof Paid || state instanceof Authorized,
                state + " at the end although the money is there" + checkout.attention());
        var taken = money.stream().anyMatch(entry -> entry.status == Status.CAPTURED);
        must(!taken || state instanceof Paid, "captured, and still " + state);
        must(taken || state instanceof Authorized, "held, and yet " + state);
    }

    private void settled(Checkout checkout, Entry entry) {
        var payment = checkout.payments().stream()
                .filter(each -> each.id().equals(Optional.of(entry.id)))
                .findFirst()
                .orElseThrow();
        if (entry.status == Status.HELD) {
            must(payment.state() instanceof Held, "held at Freedom Pay, here " + payment.state());
            return;
        }
        if (!(payment.state() instanceof Captured captured)) {
            world.broken("captured at Freedom Pay, here " + payment.state());
            return;
        }
        var settlement = captured.settlement();
        must(settlement.captured().minor() == entry.captured, "another amount is captured at Freedom Pay");
        must(settlement.refunded().minor() == entry.refunded, "another amount is refunded at Freedom Pay");
        if (checkout.mainPayment().equals(Optional.of(payment))) {
            var done = checkout.operations().stream()
                    .filter(operation ->
                            operation.kind() == Kind.REFUND && operation.state() instanceof OperationState.Done)
                    .mapToLong(operation -> operation.amount().minor())
                    .sum();
            must(done == entry.refunded, "the refunds that are done are not those of the ledger");
        }
    }

    private List<Entry> entries(Checkout checkout) {
        var found = new ArrayList<Entry>();
        for (var payment : checkout.payments()) {
            payment.id().flatMap(world.ledger::find).ifPresent(found::add);
        }
        return found;
    }

    /** The checkouts that know a payment. */
    private List<Checkout> holders(Entry entry) {
        var holders = new ArrayList<Checkout>();
        for (var id : world.checkouts()) {
            var checkout = world.store.read(id);
            if (checkout.payments().stream().anyMatch(payment -> payment.id().equals(Optional.of(entry.id)))) {
                holders.add(checkout);
            }
        }
        return holders;
    }
}
