package org.freedomcheckout.flow;

import java.time.InstantSource;
import org.freedomcheckout.checkout.Checkout;
import org.freedomcheckout.checkout.CheckoutEvent.TimeUp;
import org.freedomcheckout.checkout.CheckoutId;
import org.freedomcheckout.checkout.Evidence;
import org.freedomcheckout.checkout.PaymentState.AwaitingAcs;
import org.freedomcheckout.checkout.TimelineEntry.Actor;

/** Closes open checkouts, when their time is over or when the merchant wants it. */
public final class Expiry {

    private final StatusCheck status;
    private final Moves moves;
    private final InstantSource clock;

    Expiry(StatusCheck status, Moves moves, InstantSource clock) {
        this.status = status;
        this.moves = moves;
        this.clock = clock;
    }

    /**
     * Asks once more, under a shopper who may have paid, and closes.
     *
     * @return the checkout as it is then; not closed if money may be moving
     */
    public Checkout expire(CheckoutId id, Actor actor) {
        var checkout = moves.current(id);
        var said = checkout.livePayment()
                .filter(payment -> payment.id().isPresent())
                .filter(payment -> !(payment.state() instanceof AwaitingAcs waiting) || waiting.opened())
                .flatMap(payment -> status.ask(checkout, payment.attempt()));
        var nothingBegun =
                said.filter(evidence -> evidence instanceof Evidence.NotBegun).isPresent();
        return moves.apply(id, new TimeUp(clock.instant(), nothingBegun), actor);
    }
}
