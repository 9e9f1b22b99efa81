package org.freedomcheckout.gateway;

import org.freedomcheckout.checkout.BankAnswer;
import org.freedomcheckout.checkout.PaymentId;

/** What a checkout asks of Freedom Pay; {@link FreedomPay} says what each call means. The simulation answers too. */
public interface PaymentCalls {

    InitAnswer init(CardPayment payment) throws NotSentException, InDoubtException;

    InitAnswer page(PagePayment payment) throws NotSentException, InDoubtException;

    SignedForm cardPay(PaymentId payment);

    String relayCardPay(PaymentId payment) throws NotSentException, InDoubtException;

    ConfirmAnswer confirm(Expected expected, BankAnswer answer) throws NotSentException, InDoubtException;

    StatusAnswer cardStatus(Expected expected) throws NotSentException, InDoubtException;

    StatusAnswer gatewayStatus(Expected expected) throws NotSentException, InDoubtException;

    OperationCalls money();
}
