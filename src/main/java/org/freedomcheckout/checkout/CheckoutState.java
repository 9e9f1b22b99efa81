package org.freedomcheckout.checkout;

import java.util.Optional;

/** Where a checkout stands, as merchants and shoppers see it. */
public sealed interface CheckoutState {

    /** The word for it in the merchant API and in webhooks. */
    default String status() {
        return switch (this) {
            case Open _ -> "open";
            case Processing _ -> "processing";
            case Authorized _ -> "authorized";
            case Paid _ -> "paid";
            case Failed _ -> "failed";
            case Expired _ -> "expired";
            case Canceled _ -> "canceled";
        };
    }

    /** Ended without money; only late proof of money can still move it. */
    sealed interface ClosedUnpaid extends CheckoutState {}

    /** Can be paid; the last payment may have failed in a way that the shopper can mend. */
    record Open(Optional<Failure> lastFailure) implements CheckoutState {}

    /** Money may be moving, or the outcome is unknown. */
    record Processing() implements CheckoutState {}

    /** The money is held; the merchant may capture or cancel. */
    record Authorized(int attempt) implements CheckoutState {}

    /** The money is taken. */
    record Paid(int attempt) implements CheckoutState {}

    /** Refused for good. */
    record Failed(Failure failure) implements ClosedUnpaid {}

    /** Not paid in time, or closed by the merchant. */
    record Expired() implements ClosedUnpaid {}

    /** Held money was given back. */
    record Canceled(int attempt) implements ClosedUnpaid {}
}
