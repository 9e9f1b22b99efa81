package org.freedomcheckout.flow;

import java.time.InstantSource;
import org.freedomcheckout.checkout.Checkout;
import org.freedomcheckout.checkout.CheckoutEvent.TimeUp;
import org.freedomcheckout.checkout.CheckoutId;
import org.freedomcheckout.checkout.Evidence;
import org.freedomcheckout.checkout.Payment;
import org.freedomcheckout.checkout.PaymentState.AwaitingAcs;
import org.freedomcheckout.checkout.TimelineEntry.Actor;

/** Closes open checkouts, when their time is over or when the merchant wants it. */
public final class Expiry {

    private final StatusCheck status;
    private final Moves moves;
    private final Outage outage;
    private final InstantSource clock;

    Expiry(StatusCheck status, Moves moves, Outage outage, InstantSource clock) {
        this.status = status;
        this.moves = moves;
        this.outage = outage;
        this.clock = clock;
    }

    /**
     * Asks once more, under a shopper who may have paid, and closes. Even one who has not been at the bank may have: a
     * database that was restored from a copy has forgotten it. For that alone nothing waits for a Freedom Pay that is away.
     *
     * @return the checkout as it is then; not closed if money may be moving
     */
    public Checkout expire(CheckoutId id, Actor actor) {
        var checkout = moves.current(id);
        var said = checkout.livePayment()
                .filter(payment -> payment.id().isPresent())
                .filter(payment -> hasBeenThere(payment) || !outage.lasts())
                .flatMap(payment -> status.ask(checkout, payment.attempt()));
        var nothingBegun =
                said.filter(evidence -> evidence instanceof Evidence.NotBegun).isPresent();
        return moves.apply(id, new TimeUp(clock.instant(), nothingBegun), actor);
    }

    private static boolean hasBeenThere(Payment payment) {
        return !(payment.state() instanceof AwaitingAcs waiting) || waiting.opened();
    }
}
