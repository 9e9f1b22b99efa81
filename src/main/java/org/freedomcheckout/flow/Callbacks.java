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
import org.freedomcheckout.checkout.PaymentState.Captured;
import org.freedomcheckout.checkout.TimelineEntry.Actor;
import org.freedomcheckout.gateway.CallbackStatus;
import org.freedomcheckout.gateway.CheckRequest;
import org.freedomcheckout.gateway.FreedomPay;
import org.freedomcheckout.gateway.ReceivedFields;
import org.freedomcheckout.gateway.ResultNotify;
import org.freedomcheckout.gateway.UntrustedException;
import org.freedomcheckout.store.CheckoutStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Freedom Pay calls us. A notify is a reason to ask, not a proof: its signature is a plain MD5 over values without
 * names, so before money is believed in, one status call over TLS confirms it.
 */
public final class Callbacks {

    private static final Logger log = LoggerFactory.getLogger(Callbacks.class);

    private final FreedomPay gateway;
    private final CheckoutStore checkouts;
    private final Moves moves;
    private final StatusCheck status;
    private final Background background;
    private final InstantSource clock;
    private final boolean confirmNotify;

    Callbacks(
            FreedomPay gateway,
            CheckoutStore checkouts,
            Moves moves,
            StatusCheck status,
            Background background,
            InstantSource clock,
            boolean confirmNotify) {
        this.gateway = gateway;
        this.checkouts = checkouts;
        this.moves = moves;
        this.status = status;
        this.background = background;
        this.clock = clock;
        this.confirmNotify = confirmNotify;
    }

    /**
     * Takes a result notify.
     *
     * @param script the last part of the called address
     * @return the signed XML answer
     */
    public byte[] result(ReceivedFields fields, String script) {
        ResultNotify notify;
        try {
            notify = gateway.result(fields, script);
        } catch (UntrustedException e) {
            return untrusted(fields, e, script);
        }
        var found = find(notify.payment(), notify.orderId());
        if (found.isEmpty()) {
            log.warn("A result notify for an unknown payment, order {}", notify.orderId());
            return gateway.answer(CallbackStatus.ERROR, "Unknown order", notify.salt(), script);
        }
        var checkout = found.get().checkout();
        var attempt = found.get().attempt();
        if (!checkout.terms().amount().is(notify.amount(), notify.currency())) {
            status.learn(checkout, attempt, new Evidence.Mismatched());
            return gateway.answer(CallbackStatus.ERROR, "Another amount", notify.salt(), script);
        }
        if (!(found.get().payment().state() instanceof Captured)) {
            take(checkout, attempt, notify);
        }
        return gateway.answer(CallbackStatus.OK, "Accepted", notify.salt(), script);
    }

    private void take(Checkout checkout, int attempt, ResultNotify notify) {
        moves.note(
                checkout,
                Actor.GATEWAY,
                "notify.received",
                Map.of(
                        "attempt",
                        Integer.toString(attempt),
                        "result",
                        notify.result().name()));
        if (confirmNotify) {
            if (notify.result() == ResultNotify.Result.SUCCESS) {
                // Stored before it is answered: after that Freedom Pay does not repeat it.
                moves.apply(checkout.id(), new SuccessNotified(attempt, clock.instant()), Actor.GATEWAY);
            }
            background.run(() -> status.ask(moves.current(checkout.id()), attempt));
        } else {
            var expected = StatusCheck.expected(checkout, checkout.payment(attempt));
            status.learn(checkout, attempt, notify.evidence(expected));
        }
    }

    /** Answers whether a payment may go on: only for a checkout that can still be paid, and for its own amount. */
    public byte[] check(ReceivedFields fields, String script) {
        CheckRequest check;
        try {
            check = gateway.check(fields, script);
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
        log.warn("A callback to {} was refused: {}", script, e.reason());
        fields.only("pg_payment_id")
                .filter(id -> !id.isEmpty() && id.length() <= 64)
                .flatMap(id -> checkouts.find(new PaymentId(id)))
                .ifPresent(found ->
                        moves.note(found.checkout(), Actor.GATEWAY, "callback.refused", Map.of("reason", e.reason())));
        return gateway.answer(CallbackStatus.ERROR, "Not accepted", e.salt(), script);
    }
}
