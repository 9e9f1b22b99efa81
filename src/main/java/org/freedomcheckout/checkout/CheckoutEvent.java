package org.freedomcheckout.checkout;

import java.time.Instant;

/** What can happen to a checkout. */
public sealed interface CheckoutEvent {

    /** Something happened to one of its payments. */
    sealed interface PaymentEvent extends CheckoutEvent {
        int attempt();
    }

    /** Saved card: a payment is about to be made with {@code card/init}. */
    record PaymentPlanned(String orderId, Instant at) implements CheckoutEvent {}

    /** {@code card/init} is about to be sent once more, after Freedom Pay did not know the payment. */
    record CreationRepeated(int attempt, Instant at) implements PaymentEvent {}

    /** Freedom Pay wants another {@code pg_order_id} (error 9991). */
    record OrderIdTaken(int attempt, String nextOrderId) implements PaymentEvent {}

    /** {@code card/init} has ended without an answer to be trusted. */
    record CreationLost(int attempt) implements PaymentEvent {}

    /** Freedom Pay has made the payment, under this order id. */
    record PaymentCreated(int attempt, PaymentId id, String orderId) implements PaymentEvent {}

    /** Freedom Pay has refused to make the payment. */
    record CreationRefused(int attempt, Failure failure) implements PaymentEvent {}

    /** Freedom Pay has made no payment, or one that nobody can pay. */
    record PaymentNotCreated(int attempt) implements PaymentEvent {}

    /** The shopper was handed over to the bank. */
    record ChallengeOpened(int attempt) implements PaymentEvent {}

    /** Saved card: the browser is back; a hint, not a proof. */
    record ShopperReturned(int attempt, Instant at) implements PaymentEvent {}

    /** A signed notify says that money moved; to be confirmed by the status. */
    record SuccessNotified(int attempt, Instant at) implements PaymentEvent {}

    /** {@code paymentAcs} is about to leave. */
    record ConfirmationSent(int attempt, BankAnswer answer, Instant at) implements PaymentEvent {}

    /** {@code paymentAcs} has certainly not left. */
    record ConfirmationNotSent(int attempt) implements PaymentEvent {}

    /** Freedom Pay took {@code paymentAcs} and did not yet say what became of the money. */
    record ConfirmationAccepted(int attempt, Instant at) implements PaymentEvent {}

    /** Freedom Pay said something about the payment. */
    record Learned(int attempt, Evidence evidence, Instant at) implements PaymentEvent {}

    /** Nobody could say what became of the payment, for too long. */
    record DoubtTooOld(int attempt) implements PaymentEvent {}

    /**
     * The time to pay is over, or the merchant closed the checkout.
     *
     * @param nothingBegun whether Freedom Pay has just said that the shopper has not begun to pay
     */
    record TimeUp(Instant at, boolean nothingBegun) implements CheckoutEvent {}
}
