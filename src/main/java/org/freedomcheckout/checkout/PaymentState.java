package org.freedomcheckout.checkout;

import java.time.Instant;
import java.util.Optional;

/** Where one payment stands. Each state carries the facts that are true in it and no others. */
public sealed interface PaymentState {

    /** Not over: no second payment may be made beside it. */
    sealed interface Live extends PaymentState {}

    /** Money may be moving, or it is not known whether it did. */
    sealed interface InDoubt extends Live {}

    /** Over without money. */
    sealed interface Unpaid extends PaymentState {}

    /**
     * {@code card/init} or {@code init_payment.php} was sent, or may have been; Freedom Pay's number is not known, so nobody
     * can pay with it.
     *
     * @param sends how many times it was or may have been sent
     * @param lost whether the last call has ended without an answer to be trusted; else it may still be running
     */
    record Planned(Instant since, int sends, boolean lost) implements Live {}

    /** The shopper has Freedom Pay's CVC page, or could have it. */
    record AwaitingCvc() implements Live {}

    /**
     * The shopper has Freedom Pay's page for a new card, or could have it.
     *
     * @param page its address; whoever has it can pay
     */
    record AwaitingCard(Secret page) implements Live {}

    /** The shopper is at the bank, or could be. */
    record AwaitingAcs(Challenge challenge, boolean opened) implements Live {}

    /** The bank's answer is here, but Freedom Pay could certainly not be reached; nothing was charged. */
    record Unsent(BankAnswer answer) implements Live {}

    /**
     * {@code paymentAcs} was sent, or may have been.
     *
     * @param since when it was last to be sent
     * @param sends how many times it was or may have been sent
     */
    record Confirming(BankAnswer answer, Instant since, int sends) implements InDoubt {

        /** So often one is sent that never arrives: not for ever, nobody wants to be charged hours later. */
        public static final int MAX_SENDS = 5;
    }

    /**
     * The shopper wants to pay otherwise, and Freedom Pay is being asked to close this payment, on whose page somebody may
     * still be paying.
     *
     * @param page of the payment, if it is one for a new card
     */
    record Withdrawing(Instant since, Optional<Secret> page) implements Live {}

    /**
     * Not flow B: the browser came back from Freedom Pay, or a notify came; what they say is not proven yet.
     *
     * @param page of the payment, if it is one for a new card
     */
    record Returned(Instant since, Optional<Secret> page) implements InDoubt {}

    /** Freedom Pay has everything it needs; only Freedom Pay can say what became of it. */
    record Checking(Instant since) implements InDoubt {}

    /**
     * Over without money, as far as we knew: but Freedom Pay has announced money since, or could not say at the end that
     * none will come.
     *
     * @param announced whether money was announced
     */
    record Contested(Instant since, boolean announced) implements PaymentState {}

    /** The money is held, not taken. */
    record Held(Receipt receipt) implements PaymentState {}

    /** The money is taken. */
    record Captured(Receipt receipt, Settlement settlement) implements PaymentState {}

    /** Freedom Pay refused it. */
    record Refused(Failure failure) implements Unpaid {}

    /** Held money was given back. */
    record Released() implements Unpaid {}

    /** Never finished: its checkout ended first, or Freedom Pay never had it. */
    record Abandoned() implements Unpaid {}
}
