package org.freedomcheckout.checkout;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** What can happen to a checkout. */
public sealed interface CheckoutEvent {

    /** Something happened to one of its payments. */
    sealed interface PaymentEvent extends CheckoutEvent {
        int attempt();
    }

    /** A payment is about to be made with {@code card/init} or {@code init_payment.php}. */
    record PaymentPlanned(String orderId, Means means, Instant at) implements CheckoutEvent {}

    /** The same call is about to be sent once more, after Freedom Pay did not know the payment. */
    record CreationRepeated(int attempt, Instant at) implements PaymentEvent {}

    /** Freedom Pay wants another {@code pg_order_id} (error 9991). */
    record OrderIdTaken(int attempt, String nextOrderId) implements PaymentEvent {}

    /** The call that makes the payment has ended without an answer to be trusted. */
    record CreationLost(int attempt) implements PaymentEvent {}

    /**
     * Freedom Pay has made the payment, under this order id.
     *
     * @param page Freedom Pay's page for a new card
     */
    record PaymentCreated(int attempt, PaymentId id, String orderId, Optional<Secret> page) implements PaymentEvent {}

    /** The shopper wants to pay otherwise: a call that closes the payment is about to leave. */
    record WithdrawalSent(int attempt, Instant at) implements PaymentEvent {}

    /** Freedom Pay has closed the payment. */
    record PaymentWithdrawn(int attempt) implements PaymentEvent {}

    /** Freedom Pay has not closed the payment; it can be paid as before. */
    record WithdrawalFailed(int attempt) implements PaymentEvent {}

    /** Freedom Pay has refused to make the payment. */
    record CreationRefused(int attempt, Failure failure) implements PaymentEvent {}

    /** Freedom Pay has made no payment, or one that nobody can pay. */
    record PaymentNotCreated(int attempt) implements PaymentEvent {}

    /** The shopper was handed over to the bank. */
    record ChallengeOpened(int attempt) implements PaymentEvent {}

    /** Not 3-D Secure: the browser is back; a hint, not a proof. */
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

    /** Nobody could say what became of the payment or of an operation on it, for too long. */
    record DoubtTooOld(int attempt) implements PaymentEvent {}

    /**
     * The time to pay is over, or the merchant closed the checkout.
     *
     * @param nothingBegun whether Freedom Pay has just said that the shopper has not begun to pay
     */
    record TimeUp(Instant at, boolean nothingBegun) implements CheckoutEvent {}

    /** Something happened to one of its operations. */
    sealed interface OperationEvent extends CheckoutEvent {
        int number();
    }

    /**
     * The merchant wants money to be taken, released or given back.
     *
     * @param amount all there is if empty
     */
    record OperationPlanned(Operation.Kind kind, Optional<Money> amount, Instant at) implements CheckoutEvent {}

    /**
     * An operation is about to leave.
     *
     * @param refundsBefore the numbers of the refunds that Freedom Pay lists now
     */
    record OperationSent(int number, Set<String> refundsBefore, Instant at) implements OperationEvent {}

    /**
     * An operation has certainly not left.
     *
     * @param sent when it was said to leave; empty if it was not even said
     */
    record OperationNotSent(int number, Optional<Instant> sent) implements OperationEvent {}

    /** Freedom Pay has answered an operation. */
    record OperationAnswered(int number, OperationAnswer answer, Instant at) implements OperationEvent {}

    /** A status says that an operation has not happened, although its call has long ended. */
    record OperationMissed(int number, Instant at) implements OperationEvent {}
}
