package org.freedomcheckout.simulation;

import static org.freedomcheckout.simulation.Weather.HOUR;

import java.util.Optional;
import org.freedomcheckout.checkout.Checkout;
import org.freedomcheckout.checkout.CheckoutId;
import org.freedomcheckout.checkout.CheckoutState.Authorized;
import org.freedomcheckout.checkout.CheckoutState.Paid;
import org.freedomcheckout.checkout.Money;
import org.freedomcheckout.checkout.Operation.Kind;
import org.freedomcheckout.checkout.TimelineEntry.Actor;
import org.freedomcheckout.flow.SimulatedFlow;

/** A merchant who asks, closes, captures, releases and gives back, several things at once if it happens so. */
final class Merchant {

    private final World world;
    private final CheckoutId checkout;
    private boolean hasMoney;
    private boolean isPaid;

    Merchant(World world, CheckoutId checkout) {
        this.world = world;
        this.checkout = checkout;
    }

    void begin() {
        if (world.random(6) == 0) {
            later(world.between(0, HOUR), "expires", flow -> flow.expiry.expire(checkout, Actor.MERCHANT));
        }
        if (world.random(4) == 0) {
            later(world.between(0, 2 * HOUR), "syncs", flow -> flow.sync.now(checkout));
        }
        if (world.random(8) == 0) {
            operate(world.between(0, HOUR));
        }
        if (world.weather.confirmNotify() && world.random(20) == 0) {
            world.time.at(
                    world.aWhile(),
                    () -> world.ledger.entries().stream().findFirst().ifPresent(world.ledger::announceTooEarly));
        }
    }

    /** Once there is money, it is moved. */
    void moved(Checkout now) {
        if (!hasMoney && now.state() instanceof Authorized) {
            hasMoney = true;
            operations(1 + world.random(2));
        }
        if (!isPaid && now.state() instanceof Paid) {
            isPaid = true;
            operations(world.random(4));
        }
    }

    private void operations(int count) {
        for (int i = 0; i < count; i++) {
            operate(world.aWhile());
        }
    }

    private void operate(long delay) {
        later(delay, "operates", flow -> {
            var kind = flow.current(checkout).state() instanceof Paid
                    ? Kind.REFUND
                    : world.random(3) == 0 ? Kind.CANCEL : Kind.CAPTURE;
            var part = kind != Kind.CANCEL && world.random(2) == 0;
            var amount = part
                    ? Optional.of(new Money(world.between(1, 100_000), Money.Currency.KZT))
                    : Optional.<Money>empty();
            if (flow.operations.plan(checkout, kind, amount).isPresent()) {
                flow.send(checkout);
            }
        });
    }

    private interface Request {
        void send(SimulatedFlow flow);
    }

    private void later(long delay, String what, Request request) {
        world.time.at(delay, () -> world.request("the merchant " + what, request::send, () -> {}));
    }
}
