package org.freedomcheckout.flow;

import org.freedomcheckout.checkout.PaymentState;
import org.freedomcheckout.checkout.PaymentState.Abandoned;
import org.freedomcheckout.checkout.PaymentState.AwaitingAcs;
import org.freedomcheckout.checkout.PaymentState.AwaitingCard;
import org.freedomcheckout.checkout.PaymentState.AwaitingCvc;
import org.freedomcheckout.checkout.PaymentState.Captured;
import org.freedomcheckout.checkout.PaymentState.Contested;
import org.freedomcheckout.checkout.PaymentState.Held;
import org.freedomcheckout.checkout.PaymentState.InDoubt;
import org.freedomcheckout.checkout.PaymentState.Planned;
import org.freedomcheckout.checkout.PaymentState.Refused;
import org.freedomcheckout.checkout.PaymentState.Released;
import org.freedomcheckout.checkout.PaymentState.Unsent;
import org.freedomcheckout.checkout.PaymentState.Withdrawing;

/** The merchant API's words for where a payment stands. */
final class AttemptStatus {

    private AttemptStatus() {}

    static String of(PaymentState state) {
        return switch (state) {
            case Planned _, AwaitingCvc _, AwaitingCard _, Withdrawing _, AwaitingAcs _, Unsent _ -> "pending";
            case InDoubt _, Contested _ -> "processing";
            case Held _ -> "authorized";
            case Captured _ -> "succeeded";
            case Refused _ -> "failed";
            case Released _ -> "canceled";
            case Abandoned _ -> "abandoned";
        };
    }
}
