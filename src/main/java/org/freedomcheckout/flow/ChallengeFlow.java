package org.freedomcheckout.flow;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.freedomcheckout.checkout.BankAnswer;
import org.freedomcheckout.checkout.Checkout;
import org.freedomcheckout.checkout.CheckoutEvent.ChallengeOpened;
import org.freedomcheckout.checkout.CheckoutEvent.ConfirmationAccepted;
import org.freedomcheckout.checkout.CheckoutEvent.ConfirmationNotSent;
import org.freedomcheckout.checkout.CheckoutEvent.ConfirmationSent;
import org.freedomcheckout.checkout.CheckoutState.Open;
import org.freedomcheckout.checkout.Evidence;
import org.freedomcheckout.checkout.Payment;
import org.freedomcheckout.checkout.PaymentState.AwaitingAcs;
import org.freedomcheckout.checkout.PaymentState.Captured;
import org.freedomcheckout.checkout.PaymentState.Confirming;
import org.freedomcheckout.checkout.PaymentState.Unsent;
import org.freedomcheckout.checkout.TimelineEntry.Actor;
import org.freedomcheckout.gateway.ConfirmAnswer;
import org.freedomcheckout.gateway.InDoubtException;
import org.freedomcheckout.gateway.NotSentException;
import org.freedomcheckout.gateway.PaymentCalls;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Flow B, 3-D Secure: hands the browser over to the bank, and the bank's answer on to Freedom Pay, once. */
public final class ChallengeFlow {

    private static final Logger log = LoggerFactory.getLogger(ChallengeFlow.class);

    private final PaymentCalls gateway;
    private final Moves moves;
    private final StatusCheck status;
    private final Background background;
    private final InstantSource clock;
    private final Duration callEnds;

    /**
     * Ready.
     *
     * @param callEnds after which a call that was sent has certainly ended on our side
     */
    ChallengeFlow(
            PaymentCalls gateway,
            Moves moves,
            StatusCheck status,
            Background background,
            InstantSource clock,
            Duration callEnds) {
        this.gateway = gateway;
        this.moves = moves;
        this.status = status;
        this.background = background;
        this.clock = clock;
        this.callEnds = callEnds;
    }

    /** Whether the shopper can go to the bank, or the bank's answer still be used. */
    public boolean canConfirm(Checkout checkout, Payment payment) {
        return checkout.state() instanceof Open
                && clock.instant().isBefore(checkout.terms().expiresAt())
                && (payment.state() instanceof AwaitingAcs || payment.state() instanceof Unsent);
    }

    /** The browser goes to the bank. */
    public void opened(Checkout checkout, int attempt) {
        moves.apply(checkout, new ChallengeOpened(attempt), Actor.SHOPPER);
    }

    /** The browser brought no answer: the shopper pressed cancel at the bank. */
    public void returnedEmpty(Checkout checkout, int attempt) {
        moves.note(checkout, Actor.SHOPPER, "return.without_answer", Map.of());
        askWhileBrowserWaits(checkout, attempt);
    }

    /**
     * The browser brought the bank's answer. Of any number of calls one confirms; a late one only asks.
     *
     * @return false if the {@code MD} is another payment's; then nothing has changed
     */
    public boolean returned(Checkout checkout, int attempt, BankAnswer answer) {
        var payment = checkout.payment(attempt);
        if (payment.state() instanceof AwaitingAcs waiting
                && waiting.challenge().contradicts(answer.md())) {
            moves.note(checkout, Actor.SHOPPER, "return.refused", Map.of("reason", "md_mismatch"));
            return false;
        }
        if (canConfirm(checkout, payment)) {
            // A second answer of the bank does not replace one that is kept.
            var first = payment.state() instanceof Unsent(var kept) ? kept : answer;
            confirm(checkout, attempt, first, Actor.SHOPPER);
        } else if (!(payment.state() instanceof Captured)) {
            askWhileBrowserWaits(checkout, attempt);
        }
        return true;
    }

    /** The shopper wants the kept answer of the bank to be sent, after Freedom Pay could not be reached. */
    public void retry(Checkout checkout) {
        checkout.livePayment().ifPresent(payment -> {
            if (payment.state() instanceof Unsent(var answer) && canConfirm(checkout, payment)) {
                confirm(checkout, payment.attempt(), answer, Actor.SHOPPER);
            }
        });
    }

    /**
     * Freedom Pay says that it still waits: if the call had surely ended, it never arrived and may go again. Each time that
     * is given twice as long to show itself.
     *
     * @param asked when Freedom Pay was asked
     */
    void confirmAgain(Checkout checkout, int attempt, Instant asked) {
        if (checkout.payment(attempt).state() instanceof Confirming(var answer, var since, var sends)
                && sends < Confirming.MAX_SENDS
                && asked.isAfter(since.plus(callEnds.multipliedBy(1L << (sends - 1))))) {
            confirm(checkout, attempt, answer, Actor.CHECKOUT);
        }
    }

    private void confirm(Checkout checkout, int attempt, BankAnswer answer, Actor actor) {
        moves.claim(checkout, new ConfirmationSent(attempt, answer, clock.instant()), actor)
                .ifPresent(mine -> background.runAndWaitALittle(() -> send(mine, attempt, answer)));
    }

    private void send(Checkout checkout, int attempt, BankAnswer answer) {
        var payment = checkout.payment(attempt);
        try {
            if (payment.state() instanceof Confirming confirming) {
                Freshness.check(confirming.since(), clock);
            }
            switch (gateway.confirm(StatusCheck.expected(checkout, payment), answer)) {
                case ConfirmAnswer.Decided(var evidence)
                when evidence instanceof Evidence.Refused && isRepeat(payment) -> {
                    // The first one may have worked: then the second is refused because the challenge is used up.
                    inDoubt(checkout, "refused when repeated");
                    status.ask(checkout, attempt);
                }
                case ConfirmAnswer.Decided(var evidence) -> status.learn(checkout, attempt, evidence);
                case ConfirmAnswer.Accepted _ -> {
                    var accepted = new ConfirmationAccepted(attempt, clock.instant());
                    status.ask(moves.apply(checkout, accepted, Actor.GATEWAY), attempt);
                }
                case ConfirmAnswer.Ambiguous(var code) -> {
                    inDoubt(checkout, "error " + code);
                    status.ask(checkout, attempt);
                }
            }
        } catch (NotSentException e) {
            log.warn("Order {}: Freedom Pay cannot be reached", payment.orderId(), e);
            moves.apply(checkout, new ConfirmationNotSent(attempt), Actor.GATEWAY);
        } catch (InDoubtException e) {
            log.warn("Order {}: the payment is in doubt", payment.orderId(), e);
            inDoubt(checkout, e.reason());
        }
    }

    private static boolean isRepeat(Payment payment) {
        return payment.state() instanceof Confirming confirming && confirming.sends() > 1;
    }

    private void inDoubt(Checkout checkout, String reason) {
        moves.note(checkout, Actor.GATEWAY, "confirmation.in_doubt", Map.of("reason", reason));
    }

    private void askWhileBrowserWaits(Checkout checkout, int attempt) {
        background.runAndWaitALittle(() -> status.ask(checkout, attempt));
    }
}
