package org.freedomcheckout.checkout;

import java.time.Instant;
import org.freedomcheckout.checkout.CheckoutEvent.ChallengeOpened;
import org.freedomcheckout.checkout.CheckoutEvent.ConfirmationAccepted;
import org.freedomcheckout.checkout.CheckoutEvent.ConfirmationNotSent;
import org.freedomcheckout.checkout.CheckoutEvent.ConfirmationSent;
import org.freedomcheckout.checkout.CheckoutEvent.CreationRepeated;
import org.freedomcheckout.checkout.CheckoutEvent.DoubtTooOld;
import org.freedomcheckout.checkout.CheckoutEvent.Learned;
import org.freedomcheckout.checkout.CheckoutEvent.OrderIdTaken;
import org.freedomcheckout.checkout.CheckoutEvent.PaymentCreated;
import org.freedomcheckout.checkout.CheckoutEvent.PaymentEvent;
import org.freedomcheckout.checkout.CheckoutEvent.PaymentNotCreated;
import org.freedomcheckout.checkout.CheckoutEvent.ShopperReturned;
import org.freedomcheckout.checkout.PaymentState.Abandoned;
import org.freedomcheckout.checkout.PaymentState.AwaitingAcs;
import org.freedomcheckout.checkout.PaymentState.AwaitingCvc;
import org.freedomcheckout.checkout.PaymentState.Captured;
import org.freedomcheckout.checkout.PaymentState.Checking;
import org.freedomcheckout.checkout.PaymentState.Confirming;
import org.freedomcheckout.checkout.PaymentState.Held;
import org.freedomcheckout.checkout.PaymentState.InDoubt;
import org.freedomcheckout.checkout.PaymentState.Live;
import org.freedomcheckout.checkout.PaymentState.Planned;
import org.freedomcheckout.checkout.PaymentState.Refused;
import org.freedomcheckout.checkout.PaymentState.Released;
import org.freedomcheckout.checkout.PaymentState.Unsent;

/** How one payment moves. Pure: no clock, no database, no gateway. An event that does not fit changes nothing. */
final class PaymentRules {

    private PaymentRules() {}

    static Payment next(Payment payment, PaymentEvent event) {
        return switch (event) {
            case OrderIdTaken taken ->
                payment.state() instanceof Planned ? payment.underOrder(taken.nextOrderId()) : payment;
            case PaymentCreated created ->
                payment.state() instanceof Planned
                        ? payment.knownAs(created.id()).in(new AwaitingCvc())
                        : payment;
            case CreationRepeated _,
                    PaymentNotCreated _,
                    ChallengeOpened _,
                    ShopperReturned _,
                    ConfirmationSent _,
                    ConfirmationNotSent _,
                    ConfirmationAccepted _,
                    Learned _,
                    DoubtTooOld _ ->
                payment.in(next(payment.state(), event));
        };
    }

    private static PaymentState next(PaymentState state, PaymentEvent event) {
        return switch (event) {
            case CreationRepeated(_, var at) ->
                state instanceof Planned(_, var sends) ? new Planned(at, sends + 1) : state;
            case PaymentNotCreated _ -> state instanceof Planned ? new Abandoned() : state;
            case ChallengeOpened _ ->
                state instanceof AwaitingAcs(var challenge, _) ? new AwaitingAcs(challenge, true) : state;
            case ShopperReturned(_, var at) -> state instanceof AwaitingCvc ? new Checking(at) : state;
            case ConfirmationSent(_, var answer, var at) -> confirming(state, answer, at);
            case ConfirmationNotSent _ ->
                // A repeat that did not leave says nothing about the first one.
                state instanceof Confirming(var answer, _, var sends) && sends == 1 ? new Unsent(answer) : state;
            case ConfirmationAccepted(_, var at) -> state instanceof Confirming ? new Checking(at) : state;
            case Learned(_, var evidence) -> next(state, evidence);
            case OrderIdTaken _, PaymentCreated _, DoubtTooOld _ -> state;
        };
    }

    private static PaymentState confirming(PaymentState state, BankAnswer answer, Instant at) {
        if (state instanceof Confirming(_, _, var sends)) {
            return new Confirming(answer, at, sends + 1);
        }
        return state instanceof AwaitingAcs || state instanceof Unsent ? new Confirming(answer, at, 1) : state;
    }

    private static PaymentState next(PaymentState state, Evidence evidence) {
        return switch (evidence) {
            case Evidence.Captured(var receipt) ->
                state instanceof Captured(var known)
                        ? new Captured(known.completedBy(receipt))
                        : new Captured(receipt);
            case Evidence.Held(var receipt) ->
                switch (state) {
                    // A status can lag behind a capture or a cancellation by seconds.
                    case Captured _, Released _ -> state;
                    case Held(var known) -> new Held(known.completedBy(receipt));
                    case Live _, Refused _, Abandoned _ -> new Held(receipt);
                };
            case Evidence.Refused(var failure) -> state instanceof Live ? new Refused(failure) : state;
            case Evidence.Released _ ->
                state instanceof Held || state instanceof Live ? new Released() : state;
            // In flow A the shopper may have opened our return address too early: the CVC page is still good.
            case Evidence.NotBegun _ -> state instanceof Checking ? new AwaitingCvc() : state;
            case Evidence.Undecided _ -> state;
            case Evidence.Mismatched(var at) ->
                state instanceof Live && !(state instanceof InDoubt) ? new Checking(at) : state;
        };
    }

    /** The payment after the time of its checkout is over; time ends no doubt. */
    static Payment afterTimeUp(Payment payment) {
        return payment.isLive() && !(payment.state() instanceof InDoubt) ? payment.in(new Abandoned()) : payment;
    }
}
