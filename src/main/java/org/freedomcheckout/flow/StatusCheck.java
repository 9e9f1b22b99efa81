package org.freedomcheckout.flow;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.freedomcheckout.checkout.Checkout;
import org.freedomcheckout.checkout.CheckoutEvent.Learned;
import org.freedomcheckout.checkout.Evidence;
import org.freedomcheckout.checkout.Payment;
import org.freedomcheckout.checkout.Terms.CaptureMode;
import org.freedomcheckout.checkout.TimelineEntry.Actor;
import org.freedomcheckout.gateway.Expected;
import org.freedomcheckout.gateway.InDoubtException;
import org.freedomcheckout.gateway.NotSentException;
import org.freedomcheckout.gateway.PaymentCalls;
import org.freedomcheckout.gateway.StatusAnswer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks Freedom Pay what became of a payment. Only reads there, so it may be repeated at will. */
final class StatusCheck {

    private static final Logger log = LoggerFactory.getLogger(StatusCheck.class);

    private final PaymentCalls gateway;
    private final Moves moves;
    private final Outage outage;
    private final InstantSource clock;

    StatusCheck(PaymentCalls gateway, Moves moves, Outage outage, InstantSource clock) {
        this.gateway = gateway;
        this.moves = moves;
        this.outage = outage;
        this.clock = clock;
    }

    /**
     * Asks about a payment and moves its checkout by the answer.
     *
     * @return what Freedom Pay said; empty if it said nothing that can be trusted, or the payment has no number: by the
     *     order alone it would speak of any payment of that order
     */
    Optional<Evidence> ask(Checkout checkout, int attempt) {
        if (checkout.payment(attempt).id().isEmpty()) {
            return Optional.empty();
        }
        var asked = clock.instant();
        return answer(checkout, checkout.payment(attempt)).flatMap(answer -> said(checkout, attempt, answer, asked));
    }

    /**
     * Moves a checkout by an answer; empty if it says nothing about the payment.
     *
     * @param asked before the question left: whoever was stopped for a while has an old answer
     */
    Optional<Evidence> said(Checkout checkout, int attempt, StatusAnswer answer, Instant asked) {
        return switch (answer) {
            case StatusAnswer.Known known -> {
                learn(checkout, attempt, known.evidence(), asked);
                yield Optional.of(known.evidence());
            }
            case StatusAnswer.NotFound _ -> {
                note(checkout, attempt, "not_found");
                yield Optional.empty();
            }
            case StatusAnswer.Refused(var code) -> {
                note(checkout, attempt, "error " + code);
                yield Optional.empty();
            }
        };
    }

    /** Asks without moving anything; empty if there is no answer, or none to be trusted. */
    Optional<StatusAnswer> answer(Checkout checkout, Payment payment) {
        try {
            return Optional.of(call(checkout, payment));
        } catch (NotSentException e) {
            note(checkout, payment.attempt(), "not_sent");
            return Optional.empty();
        } catch (InDoubtException e) {
            note(checkout, payment.attempt(), e.reason());
            return Optional.empty();
        }
    }

    /** Asks only to see whether Freedom Pay answers; an {@link Outage} may end by it. */
    void probe(Checkout checkout, Payment payment) {
        try {
            var _ = call(checkout, payment);
        } catch (NotSentException | InDoubtException e) {
            log.debug("Freedom Pay was asked, and does not answer", e);
        }
    }

    private StatusAnswer call(Checkout checkout, Payment payment) throws NotSentException, InDoubtException {
        var expected = expected(checkout, payment);
        try {
            var answer = checkout.terms().isThreeDs() ? gateway.gatewayStatus(expected) : gateway.cardStatus(expected);
            outage.answered();
            return answer;
        } catch (NotSentException e) {
            if (e.isUnreachable()) {
                outage.unanswered();
            }
            throw e;
        } catch (InDoubtException e) {
            if (e.isAnswered()) {
                outage.answered();
            } else {
                outage.unanswered();
            }
            throw e;
        }
    }

    /** Moves a checkout by what Freedom Pay said of one of its payments. */
    void learn(Checkout checkout, int attempt, Evidence evidence) {
        learn(checkout, attempt, evidence, clock.instant());
    }

    private void learn(Checkout checkout, int attempt, Evidence evidence, Instant asked) {
        var event = new Learned(attempt, evidence, asked);
        if (checkout.after(event).equals(checkout)) {
            note(checkout, attempt, EventWords.word(evidence));
        }
        moves.apply(checkout, event, Actor.GATEWAY);
    }

    static Expected expected(Checkout checkout, Payment payment) {
        return new Expected(
                payment.orderId(),
                payment.id(),
                checkout.terms().amount(),
                checkout.terms().capture() == CaptureMode.MANUAL);
    }

    private void note(Checkout checkout, int attempt, String answer) {
        moves.note(
                checkout,
                Actor.GATEWAY,
                "status.answered",
                Map.of("attempt", Integer.toString(attempt), "answer", answer));
    }
}
