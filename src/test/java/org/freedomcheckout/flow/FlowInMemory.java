package org.freedomcheckout.flow;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import org.freedomcheckout.checkout.Checkout;
import org.freedomcheckout.checkout.CheckoutKey;
import org.freedomcheckout.checkout.Method;
import org.freedomcheckout.checkout.Samples;
import org.freedomcheckout.checkout.Secret;
import org.freedomcheckout.checkout.Terms.CaptureMode;
import org.freedomcheckout.checkout.TimelineEntry;
import org.freedomcheckout.flow.CardFlow.CardStep;
import org.freedomcheckout.store.CheckoutStore.Found;

/** The real flow beside a Freedom Pay that follows a script, with checkouts in memory and a time that a test moves. */
final class FlowInMemory {

    static final CheckoutKey KEY = new CheckoutKey(new Secret("f".repeat(32)), Optional.empty());
    final ScriptedFreedomPay freedomPay = new ScriptedFreedomPay();
    final CheckoutsInMemory checkouts = new CheckoutsInMemory();
    final DueByHand due = new DueByHand();
    final HeldThreads threads = new HeldThreads();
    final MeterRegistry metrics = new SimpleMeterRegistry();
    final SimulatedFlow flow;

    /** When payments with any card were refused. */
    CardRest.Refusals refusals = (_, _, _) -> List.of();

    private Instant now = Samples.NOW;

    FlowInMemory() {
        this(true);
    }

    /**
     * Ready.
     *
     * @param confirmNotify whether a notify is confirmed by the status
     */
    FlowInMemory(boolean confirmNotify) {
        this.flow = new SimulatedFlow(
                freedomPay,
                SimulatedFlow.NOWHERE.callbacks(),
                checkouts,
                due,
                KEY,
                threads,
                () -> now,
                confirmNotify,
                (_, entry) -> checkouts.timeline.add(entry),
                true,
                (card, begin, limit) -> refusals.since(card, begin, limit),
                metrics);
    }

    Instant now() {
        return now;
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    /** The checkout as it is stored now. */
    Checkout now(Checkout read) {
        return flow.current(read.id());
    }

    /** A new checkout that takes the money at once. */
    Checkout open(Method... methods) {
        return checkouts.insert(Samples.open(CaptureMode.AUTOMATIC, methods));
    }

    /** Goes on with paying by card, with the checkout as it is stored. */
    CardStep step(Checkout read) {
        return flow.cards.step(now(read));
    }

    /** Recovery looks after the first payment of a checkout. */
    void recover(Checkout checkout) {
        recover(checkout, 1);
    }

    /** Recovery looks after a payment. */
    void recover(Checkout checkout, int attempt) {
        due.asks.add(new Found(now(checkout), attempt));
        flow.tick();
    }

    /** What the timelines have told since this was last asked: who, what, and the details in order of their names. */
    List<String> told() {
        var lines = checkouts.timeline.stream().map(FlowInMemory::line).toList();
        checkouts.timeline.clear();
        return lines;
    }

    private static String line(TimelineEntry entry) {
        var line = new StringBuilder(entry.actor().name().toLowerCase(Locale.ROOT) + " " + entry.type());
        new TreeMap<>(entry.details()).forEach((name, value) -> line.append(" ").append(name + "=" + value));
        return line.toString();
    }

    /** How often something was counted. */
    double counted(String name, String tag, String value) {
        return metrics.find(name).tag(tag, value).counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }
}
