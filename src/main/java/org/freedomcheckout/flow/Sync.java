package org.freedomcheckout.flow;

import java.time.InstantSource;
import java.util.Optional;
import org.freedomcheckout.checkout.Checkout;
import org.freedomcheckout.checkout.CheckoutId;

/** Asks Freedom Pay because somebody wants to know now. */
public final class Sync {

    private final StatusCheck status;
    private final Operations operations;
    private final Moves moves;
    private final InstantSource clock;

    Sync(StatusCheck status, Operations operations, Moves moves, InstantSource clock) {
        this.status = status;
        this.operations = operations;
        this.moves = moves;
        this.clock = clock;
    }

    /**
     * Asks about every payment that Freedom Pay has given a number.
     *
     * @return the checkout as it is then; empty if Freedom Pay gave no answer to be trusted
     */
    public Optional<Checkout> now(CheckoutId id) {
        var answered = true;
        for (var payment : moves.current(id).payments()) {
            if (payment.id().isPresent()) {
                var asked = clock.instant();
                var answer = status.answer(moves.current(id), payment);
                var said = answer.flatMap(given -> status.said(moves.current(id), payment.attempt(), given, asked));
                operations.look(id, payment.attempt(), said, asked);
                answered &= answer.isPresent();
            }
        }
        return answered ? Optional.of(moves.current(id)) : Optional.empty();
    }
}
