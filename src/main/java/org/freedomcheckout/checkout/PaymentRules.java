package org.freedomcheckout.checkout;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.freedomcheckout.checkout.CheckoutEvent.ChallengeOpened;
import org.freedomcheckout.checkout.CheckoutEvent.ConfirmationAccepted;
import org.freedomcheckout.checkout.CheckoutEvent.ConfirmationNotSent;
import org.freedomcheckout.checkout.CheckoutEvent.ConfirmationSent;
import org.freedomcheckout.checkout.CheckoutEvent.CreationLost;
import org.freedomcheckout.checkout.CheckoutEvent.CreationRefused;
import org.freedomcheckout.checkout.CheckoutEvent.CreationRepeated;
import org.freedomcheckout.checkout.CheckoutEvent.DoubtTooOld;
import org.freedomcheckout.checkout.CheckoutEvent.Learned;
import org.freedomcheckout.checkout.CheckoutEvent.OrderIdTaken;
import org.freedomcheckout.checkout.CheckoutEvent.PaymentCreated;
import org.freedomcheckout.checkout.CheckoutEvent.PaymentEvent;
import org.freedomcheckout.checkout.CheckoutEvent.PaymentNotCreated;
import org.freedomcheckout.checkout.CheckoutEvent.PaymentWithdrawn;
import org.freedomcheckout.checkout.CheckoutEvent.ShopperReturned;
import org.freedomcheckout.checkout.CheckoutEvent.SuccessNotified;
import org.freedomcheckout.checkout.CheckoutEvent.WithdrawalFailed;
import org.freedomcheckout.checkout.CheckoutEvent.WithdrawalSent;
import org.freedomcheckout.checkout.PaymentState.Abandoned;
import org.freedomcheckout.checkout.PaymentState.AwaitingAcs;
import org.freedomcheckout.checkout.PaymentState.AwaitingCard;
import org.freedomcheckout.checkout.PaymentState.AwaitingCvc;
import org.freedomcheckout.checkout.PaymentState.Captured;
import org.freedomcheckout.checkout.PaymentState.Checking;
import org.freedomcheckout.checkout.PaymentState.Confirming;
import org.freedomcheckout.checkout.PaymentState.Contested;
import org.freedomcheckout.checkout.PaymentState.Held;
import org.freedomcheckout.checkout.PaymentState.InDoubt;
import org.freedomcheckout.checkout.PaymentState.Live;
import org.freedomcheckout.checkout.PaymentState.Planned;
import org.freedomcheckout.checkout.PaymentState.Refused;
import org.freedomcheckout.checkout.PaymentState.Released;
import org.freedomcheckout.checkout.PaymentState.Returned;
import org.freedomcheckout.checkout.PaymentState.Unpaid;
import org.freedomcheckout.checkout.PaymentState.Unsent;
import org.freedomcheckout.checkout.PaymentState.Withdrawing;

/** How one payment moves. Pure: no clock, no database, no gateway. An event that does not fit changes nothing. */
final class PaymentRules {

    /** So long after the shopper came back may a status still be the one of before. */
    private static final Duration STATUS_LAG = Duration.ofSeconds(60);

    /** After that no {@code paymentAcs} can still be on its way to Freedom Pay. */
    private static final Duration LAST_CALL_IS_OVER = Duration.ofMinutes(30);

    private PaymentRules() {}

    /**
     * The payment after an event.
     *
     * @param amount the whole of it
     */
    static Payment next(Payment payment, PaymentEvent event, Money amount) {
        return switch (event) {
            case OrderIdTaken taken ->
                payment.state() instanceof Planned ? payment.underOrder(taken.nextOrderId()) : payment;
            case PaymentCreated created ->
                payment.state() instanceof Planned
                        ? payment.underOrder(created.orderId())
                                .knownAs(created.id())
                                .in(waiting(created.page()))
                        : payment;
            case CreationRepeated _,
                    CreationLost _,
                    CreationRefused _,
                    PaymentNotCreated _,
                    WithdrawalSent _,
                    PaymentWithdrawn _,
                    WithdrawalFailed _,
                    ChallengeOpened _,
                    ShopperReturned _,
                    SuccessNotified _,
                    ConfirmationSent _,
                    ConfirmationNotSent _,
                    ConfirmationAccepted _,
                    Learned _,
                    DoubtTooOld _ -> payment.in(next(payment.state(), event, amount));
        };
    }

    private static PaymentState next(PaymentState state, PaymentEvent event, Money amount) {
        return switch (event) {
            case CreationRepeated repeated ->
                state instanceof Planned planned ? new Planned(repeated.at(), planned.sends() + 1, false) : state;
            case CreationLost _ ->
                state instanceof Planned planned ? new Planned(planned.since(), planned.sends(), true) : state;
            case CreationRefused refused -> state instanceof Planned ? new Refused(refused.failure()) : state;
            case PaymentNotCreated _ -> state instanceof Planned ? new Abandoned() : state;
            case WithdrawalSent sent -> waitsOnTheirPage(state) ? new Withdrawing(sent.at(), page(state)) : state;
            case PaymentWithdrawn _ -> withdrawn(state);
            case WithdrawalFailed _ -> state instanceof Withdrawing(var since, var page) ? waiting(page) : state;
            case ChallengeOpened _ ->
                state instanceof AwaitingAcs waiting ? new AwaitingAcs(waiting.challenge(), true) : state;
            case ShopperReturned returned -> waitsOnTheirPage(state) ? new Returned(returned.at(), page(state)) : state;
            case SuccessNotified notified -> announced(state, notified.at());
            case ConfirmationSent sent -> confirming(state, sent);
            case ConfirmationNotSent _ -> state instanceof Confirming confirming ? notSent(confirming) : state;
            case ConfirmationAccepted accepted -> state instanceof Confirming ? new Checking(accepted.at()) : state;
            case Learned learned -> next(state, learned.evidence(), learned.at(), amount);
            case OrderIdTaken _, PaymentCreated _, DoubtTooOld _ -> state;
        };
    }

    /** One call did not leave. That says nothing about the others: the first may have arrived, and a repeat may yet go. */
    private static PaymentState notSent(Confirming confirming) {
        return confirming.sends() == 1
                ? new Unsent(confirming.answer())
                : new Confirming(confirming.answer(), confirming.since(), confirming.sends() - 1);
    }

    /** Freedom Pay has closed it; if the shopper was faster, what was held is given back. */
    private static PaymentState withdrawn(PaymentState state) {
        if (state instanceof Held) {
            return new Released();
        }
        return state instanceof Withdrawing ? new Abandoned() : state;
    }

    private static PaymentState announced(PaymentState state, Instant at) {
        return switch (state) {
            case AwaitingCvc _, AwaitingCard _, Withdrawing _, AwaitingAcs _, Unsent _, Returned _ -> new Checking(at);
            case Refused _, Released _, Abandoned _ -> new Contested(at, true);
            case Contested contested -> contested.announced() ? contested : new Contested(at, true);
            case Planned _, Confirming _, Checking _, Held _, Captured _ -> state;
        };
    }

    private static PaymentState confirming(PaymentState state, ConfirmationSent sent) {
        return switch (state) {
            case AwaitingAcs _, Unsent _ -> new Confirming(sent.answer(), sent.at(), 1);
            case Confirming before -> new Confirming(sent.answer(), sent.at(), before.sends() + 1);
            case Planned _,
                    AwaitingCvc _,
                    AwaitingCard _,
                    Withdrawing _,
                    Returned _,
                    Checking _,
                    Held _,
                    Captured _,
                    Refused _,
                    Released _,
                    Abandoned _,
                    Contested _ -> state;
        };
    }

    private static PaymentState next(PaymentState state, Evidence evidence, Instant at, Money amount) {
        return switch (evidence) {
            case Evidence.Captured captured -> captured(state, captured, amount);
            case Evidence.Held(var receipt) ->
                switch (state) {
                    // A status can lag behind a capture or a cancellation by seconds.
                    case Captured _, Released _ -> state;
                    case Held(var known) -> new Held(known.completedBy(receipt));
                    // What was announced may be the hold of before a cancellation, and so may the status.
                    case Contested contested when lags(contested, at) -> state;
                    case Live _, Refused _, Abandoned _, Contested _ -> new Held(receipt);
                };
            case Evidence.Refused _ when state instanceof Withdrawing -> new Abandoned();
            case Evidence.Refused(var failure) ->
                state instanceof Live || (state instanceof Contested contested && !lags(contested, at))
                        ? new Refused(failure)
                        : state;
            case Evidence.Released _ -> released(state);
            case Evidence.NotBegun _ -> notBegun(state, at);
            case Evidence.Undecided _ -> state;
            case Evidence.Mismatched _ ->
                state instanceof Live && !(state instanceof InDoubt) ? new Checking(at) : state;
        };
    }

    private static PaymentState notBegun(PaymentState state, Instant at) {
        return switch (state) {
            // Whoever opens our return address without having paid may go on paying with the same payment.
            case Returned(var since, var page) when !at.isBefore(since.plus(STATUS_LAG)) -> waiting(page);
            // Neither the last call nor one before it is still on its way anywhere: all were lost, and none will
            // follow.
            case Confirming(var answer, var since, var sends)
            when sends >= Confirming.MAX_SENDS && !at.isBefore(since.plus(LAST_CALL_IS_OVER)) -> new Unsent(answer);
            // What could not be said when its time was up is said now.
            case Contested contested when !contested.announced() && !lags(contested, at) -> new Abandoned();
            case Live _, Unpaid _, Contested _, Held _, Captured _ -> state;
        };
    }

    /** Whether what a status says may be older than what is contested. */
    private static boolean lags(Contested contested, Instant at) {
        return at.isBefore(contested.since().plus(STATUS_LAG));
    }

    private static PaymentState captured(PaymentState state, Evidence.Captured told, Money amount) {
        if (state instanceof Captured(var known, var settlement)) {
            return new Captured(
                    known.completedBy(told.receipt()),
                    told.settlement().map(settlement::correctedBy).orElse(settlement));
        }
        return new Captured(told.receipt(), told.settlement().orElseGet(() -> Settlement.all(amount)));
    }

    private static PaymentState released(PaymentState state) {
        return switch (state) {
            // What the shopper did not want to pay any more, or was over anyway, ends nothing else.
            case Withdrawing _ -> new Abandoned();
            case Held _, Live _, Contested _ -> new Released();
            case Captured _, Unpaid _ -> state;
        };
    }

    private static Optional<Secret> page(PaymentState state) {
        return state instanceof AwaitingCard(var page) ? Optional.of(page) : Optional.empty();
    }

    /** On Freedom Pay's page again. */
    private static PaymentState waiting(Optional<Secret> page) {
        return page.<PaymentState>map(AwaitingCard::new).orElseGet(AwaitingCvc::new);
    }

    /** The payment after the time of its checkout is over; time ends no doubt. */
    static Payment afterTimeUp(Payment payment, Instant at, boolean nothingBegun) {
        if (!payment.isLive() || payment.state() instanceof InDoubt) {
            return payment;
        }
        return payment.in(nothingBegun || !couldBePaid(payment.state()) ? new Abandoned() : new Contested(at, false));
    }

    private static boolean waitsOnTheirPage(PaymentState state) {
        return state instanceof AwaitingCvc || state instanceof AwaitingCard;
    }

    /** Whether the shopper has been where money moves without us. */
    private static boolean couldBePaid(PaymentState state) {
        return waitsOnTheirPage(state)
                || state instanceof Withdrawing
                || (state instanceof AwaitingAcs waiting && waiting.opened());
    }
}
