package org.freedomcheckout.gateway;

import org.freedomcheckout.checkout.Failure;
import org.freedomcheckout.checkout.PaymentId;

/** What {@code card/init} led to. */
public sealed interface InitAnswer {

    /** Freedom Pay has the payment and waits for the shopper. */
    record Created(PaymentId payment) implements InitAnswer {}

    /** Error 9991: another payment has this order id. */
    record OrderIdTaken() implements InitAnswer {}

    /** No payment was made. */
    record Refused(Failure failure) implements InitAnswer {}
}
