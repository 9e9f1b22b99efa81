package org.freedomcheckout.gateway;

import org.freedomcheckout.checkout.Money;
import org.freedomcheckout.checkout.OperationAnswer;
import org.freedomcheckout.checkout.PaymentId;
import org.freedomcheckout.gateway.MoneyCalls.Family;

/** Takes, releases and gives back money, as {@link MoneyCalls} says. The simulation answers too. */
public interface OperationCalls {

    OperationAnswer capture(Family family, PaymentId payment, Money amount) throws NotSentException, InDoubtException;

    OperationAnswer cancel(Family family, PaymentId payment) throws NotSentException, InDoubtException;

    OperationAnswer refund(Family family, PaymentId payment, Money amount) throws NotSentException, InDoubtException;
}
