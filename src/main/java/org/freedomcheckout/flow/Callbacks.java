package org.freedomcheckout.flow;

import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.freedomcheckout.checkout.Checkout;
import org.freedomcheckout.checkout.CheckoutEvent.SuccessNotified;
import org.freedomcheckout.checkout.CheckoutState.Open;
import org.freedomcheckout.checkout.CheckoutState.Processing;
import org.freedomcheckout.checkout.Evidence;
import org.freedomcheckout.checkout.Payment;
import org.freedomcheckout.checkout.PaymentId;
import org.freedomcheckout.checkout.PaymentState;
import org.freedomcheckout.checkout.PaymentState.Captured;
import org.freedomcheckout.checkout.PaymentState.Contested;
import org.freedomcheckout.checkout.PaymentState.Held;
import org.freedomcheckout.checkout.PaymentState.Live;
import org.freedomcheckout.checkout.PaymentState.Unpaid;
import org.freedomcheckout.checkout.TimelineEntry.Actor;
import org.freedomcheckout.gateway.CallbackReader;
import org.freedomcheckout.gateway.CallbackStatus;
import org.freedomcheckout.gateway.CheckRequest;
import org.freedomcheckout.gateway.ReceivedFields;
import org.freedomcheckout.gateway.ResultNotify;
import org.freedomcheckout.gateway.UntrustedException;
import org.freedomcheckout.store.CheckoutStore;
import org.freedomcheckout.store.StoredCheckouts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Freedom Pay calls us. A notify is a reason to ask, not a proof: its signature is a plain MD5 over values without
 * names, so before money is believed in, one status call over TLS confirms it.
 */
public final class Callbacks {

    private static final Logger log = LoggerFactory.getLogger(Callbacks.class);

    private final CallbackReader gateway;
    private final StoredCheckouts checkouts;
    private final Moves moves;
    private final StatusCheck status;
    private final Background background;
    private final InstantSource clock;
    private final boolean confirmNotify;
    private final boolean limits;

    /** What is forged does not come here: it waits for nobody and keeps nobody waiting. */
    private final CallbackQueue signed = new CallbackQueue();

    private final ForgedCalls forged = new ForgedCalls();
    private final JustAsked justAsked;

    Callbacks(
            CallbackReader gateway,
            StoredCheckouts checkouts,
            Moves moves,
            StatusCheck status,
            Background background,
            InstantSource clock,
            boolean confirmNotify,
            boolean limits) {
        this.gateway = gateway;
        this.checkouts = checkouts;
        this.moves = moves;
        this.status = status;
        this.background = background;
        this.clock = clock;
        this.confirmNotify = confirmNotify;
        this.limits = limits;
        this.justAsked = new JustAsked(clock);
    }

    /**
     * Takes a result notify.
     *
     * @param script the last part of the called address
     * @return the signed XML answer
     * @throws BusyException if there are too many
     */
    public byte[] result(ReceivedFields fields, String script) {
        try {
            var notify = gateway.result(fields, script);
            awaitTurn();
            var reply = take(notify);
            return gateway.answer(reply.status(), reply.text(), notify.salt(), script);
        } catch (UntrustedException e) {
            return untrusted(fields, e, script);
        }
    }

    private void awaitTurn() {
        if (limits) {
            signed.await();
        }
    }

    /** How a notify is answered. */
    record Reply(CallbackStatus status, String text) {}

    /** Takes a result notify whose signature is right. */
    Reply take(ResultNotify notify) {
        var found = find(notify.payment(), notify.orderId());
        if (found.isEmpty()) {
            log.warn("A result notify for an unknown payment, order {}", notify.orderId());
            if (notify.result() == ResultNotify.Result.SUCCESS) {
                // The payment is ours and the signature is right, but it is said to have paid another order.
                checkouts
                        .find(notify.payment())
                        .ifPresent(ours -> status.learn(ours.checkout(), ours.attempt(), new Evidence.Mismatched()));
            }
            return new Reply(CallbackStatus.ERROR, "Unknown order");
        }
        var checkout = found.get().checkout();
        var attempt = found.get().attempt();
        if (!checkout.terms().amount().is(notify.amount(), notify.currency())) {
            if (notify.result() == ResultNotify.Result.SUCCESS) {
                status.learn(checkout, attempt, new Evidence.Mismatched());
            }
            return new Reply(CallbackStatus.ERROR, "Another amount");
        }
        var isTaken = isKnown(notify, found.get().payment().state()) || take(checkout, attempt, notify);
        return isTaken
                ? new Reply(CallbackStatus.OK, "Accepted")
                : new Reply(CallbackStatus.ERROR, "Not confirmed yet");
    }

    /** Whether a notify tells nothing that is not known: Freedom Pay repeats them, and others may. */
    private static boolean isKnown(ResultNotify notify, PaymentState known) {
        return switch (known) {
            case Captured _ -> true;
            case Held _ -> notify.result() == ResultNotify.Result.SUCCESS && !notify.isCaptured();
            case Unpaid _ -> notify.result() != ResultNotify.Result.SUCCESS;
            case Contested contested -> notify.result() != ResultNotify.Result.SUCCESS || contested.announced();
            case Live _ -> false;
        };
    }

    /** Takes what is not known yet; false if Freedom Pay must repeat it, because nothing else would remind us of it. */
    private boolean take(Checkout checkout, int attempt, ResultNotify notify) {
        // One that ended may have been released since the notify was written, and of held money a part may be taken.
        if (!confirmNotify && checkout.payment(attempt).state() instanceof Live) {
            note(checkout, attempt, notify);
            var expected = StatusCheck.expected(checkout, checkout.payment(attempt));
            status.learn(checkout, attempt, notify.evidence(expected));
            return true;
        }
        if (checkout.payment(attempt).state() instanceof Held) {
            if (!justAsked.about(notify.payment())) {
                background.runAndWaitALittle(() -> ask(checkout, attempt, notify));
            }
            return !(moves.current(checkout.id()).payment(attempt).state() instanceof Held);
        }
        if (notify.result() == ResultNotify.Result.SUCCESS) {
            // Stored before it is answered: after that Freedom Pay does not repeat it.
            var stored = moves.move(checkout.id(), new SuccessNotified(attempt, clock.instant()), Actor.GATEWAY);
            if (stored.isEmpty()) {
                // It is known already, and asked about on schedule.
                return true;
            }
            background.run(() -> ask(checkout, attempt, notify));
        } else if (!justAsked.about(notify.payment())) {
            background.run(() -> ask(checkout, attempt, notify));
        }
        return true;
    }

    private void ask(Checkout checkout, int attempt, ResultNotify notify) {
        note(checkout, attempt, notify);
        status.ask(moves.current(checkout.id()), attempt);
    }

    private void note(Checkout checkout, int attempt, ResultNotify notify) {
        moves.note(
                checkout,
                Actor.GATEWAY,
                "notify.received",
                Map.of(
                        "attempt",
                        Integer.toString(attempt),
                        "result",
                        notify.result().name()));
    }

    /**
     * Takes the word on a card that was to be saved. Nothing is stored: the list of cards is Freedom Pay's.
     *
     * @return the signed XML answer
     */
    public byte[] card(ReceivedFields fields, String script) {
        try {
            var card = gateway.card(fields, script);
            log.info("A card was {}", card.saved() ? "saved" : "not saved");
            return gateway.answer(CallbackStatus.OK, "Accepted", card.salt(), script);
        } catch (UntrustedException e) {
            return untrusted(fields, e, script);
        }
    }

    /** Answers whether a payment may go on: only for a checkout that can still be paid, and for its own amount. */
    public byte[] check(ReceivedFields fields, String script) {
        CheckRequest check;
        try {
            check = gateway.check(fields, script);
            awaitTurn();
        } catch (UntrustedException e) {
            return untrusted(fields, e, script);
        }
        var payable = find(check.payment(), check.orderId())
                .filter(found -> found.payment().isLive())
                .map(CheckoutStore.Found::checkout)
                .filter(checkout -> clock.instant().isBefore(checkout.terms().expiresAt()))
                .filter(checkout -> checkout.state() instanceof Open || checkout.state() instanceof Processing)
                .filter(checkout -> checkout.terms().amount().is(check.amount(), check.currency()))
                .isPresent();
        return payable
                ? gateway.answer(CallbackStatus.OK, "Go on", check.salt(), script)
                : gateway.answer(CallbackStatus.REJECTED, "The order cannot be paid", check.salt(), script);
    }

    private Optional<CheckoutStore.Found> find(PaymentId payment, String orderId) {
        return checkouts.find(payment).filter(found -> isOf(found.payment(), orderId));
    }

    private static boolean isOf(Payment payment, String orderId) {
        return payment.orderId().equals(orderId);
    }

    private byte[] untrusted(ReceivedFields fields, UntrustedException e, String script) {
        log.debug("A callback to {} was refused: {}", script, e.reason());
        fields.only("pg_payment_id")
                .filter(id -> forged.isNews(id, e.reason()))
                .flatMap(id -> checkouts.find(new PaymentId(id)))
                .ifPresent(found ->
                        moves.note(found.checkout(), Actor.GATEWAY, "callback.refused", Map.of("reason", e.reason())));
        return gateway.answer(CallbackStatus.ERROR, "Not accepted", e.salt(), script);
    }
}
