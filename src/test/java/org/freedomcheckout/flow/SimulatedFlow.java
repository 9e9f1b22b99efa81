package org.freedomcheckout.flow;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.function.BiConsumer;
import org.freedomcheckout.checkout.Checkout;
import org.freedomcheckout.checkout.CheckoutId;
import org.freedomcheckout.checkout.CheckoutKey;
import org.freedomcheckout.checkout.Secret;
import org.freedomcheckout.checkout.TimelineEntry;
import org.freedomcheckout.gateway.CallbackReader;
import org.freedomcheckout.gateway.CallbackStatus;
import org.freedomcheckout.gateway.FreedomPay;
import org.freedomcheckout.gateway.GatewaySettings;
import org.freedomcheckout.gateway.PaymentCalls;
import org.freedomcheckout.gateway.ResultNotify;
import org.freedomcheckout.store.DueChecks;
import org.freedomcheckout.store.StoredCheckouts;

/** The real flow as one process has it, made like {@link Flow} makes it, around another gateway, store and clock. */
public final class SimulatedFlow {

    /** After that a call has certainly ended on our side: the deadline of 75 s and a little. */
    public static final Duration CALL_ENDS = Duration.ofSeconds(90);

    /** The shop's secret at {@link #NOWHERE}. */
    static final String SECRET_KEY = "demoSecretKey123";

    /** A Freedom Pay at which nobody listens; it reads what is signed with the shop's secret. */
    public static final FreedomPay NOWHERE = new FreedomPay(
            new GatewaySettings(
                    URI.create("http://127.0.0.1:9"),
                    "570001",
                    () -> List.of(new Secret(SECRET_KEY)),
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(1),
                    200,
                    false,
                    "pg_md",
                    false),
            InstantSource.system(),
            (_, _, _) -> {});

    private static final Duration PATIENCE = Duration.ofSeconds(3);
    static final PublicUrls URLS = new PublicUrls(URI.create("https://checkout.shop.kz"));

    public final CardFlow cards;
    public final ChallengeFlow challenges;
    public final Expiry expiry;
    public final Sync sync;
    public final Operations operations;
    final Callbacks callbacks;
    final ChangeFeed changes = new ChangeFeed();
    private final Recovery recovery;
    final Moves moves;

    /** A process that has just started. */
    public SimulatedFlow(
            PaymentCalls gateway,
            CallbackReader reader,
            StoredCheckouts store,
            DueChecks due,
            CheckoutKey key,
            ExecutorService threads,
            InstantSource clock,
            boolean confirmNotify) {
        this(
                gateway,
                reader,
                store,
                due,
                key,
                threads,
                clock,
                confirmNotify,
                (_, _) -> {},
                false,
                (_, _, _) -> List.of(),
                new CompositeMeterRegistry());
    }

    /** The same with what it tells, and with cards that rest. */
    SimulatedFlow(
            PaymentCalls gateway,
            CallbackReader reader,
            StoredCheckouts store,
            DueChecks due,
            CheckoutKey key,
            ExecutorService threads,
            InstantSource clock,
            boolean confirmNotify,
            BiConsumer<CheckoutId, TimelineEntry> timeline,
            boolean webhooks,
            CardRest.Refusals refusals,
            MeterRegistry metrics) {
        var announcements = new Announcements(new CheckoutObject(URLS), webhooks);
        this.moves = new Moves(store, timeline, changes, announcements, clock, metrics);
        var outage = new Outage();
        var status = new StatusCheck(gateway, moves, outage, clock);
        var background = new Background(threads, PATIENCE, PATIENCE);
        var rest = new CardRest(refusals, clock);
        this.cards = new CardFlow(gateway, moves, status, background, rest, URLS, key, clock, CALL_ENDS, true);
        this.challenges = new ChallengeFlow(gateway, moves, status, background, clock, CALL_ENDS);
        this.operations = new Operations(gateway.money(), moves, status, background, changes, clock, CALL_ENDS);
        this.expiry = new Expiry(status, moves, outage, clock);
        this.sync = new Sync(status, operations, moves, clock);
        this.callbacks = new Callbacks(reader, store, moves, status, background, clock, confirmNotify, false);
        this.recovery = new Recovery(
                due, status, cards, challenges, operations, expiry, outage, () -> {}, moves, background, clock);
    }

    /** What the background does several times a second. */
    public void tick() {
        recovery.tick();
    }

    /** Takes a result notify whose signature is right; whether Freedom Pay need not repeat it. */
    public boolean take(ResultNotify notify) {
        return callbacks.take(notify).status() == CallbackStatus.OK;
    }

    /** Sends the operations of a checkout, as a merchant's request does. */
    public void send(CheckoutId checkout) {
        operations.start(checkout);
    }

    public Checkout current(CheckoutId checkout) {
        return moves.current(checkout);
    }
}
