package org.freedomcheckout.gateway;

import org.freedomcheckout.checkout.Failure;
import org.freedomcheckout.checkout.PaymentId;

/** What {@code card/init} led to. */
public sealed interface InitAnswer {

    /** Freedom Pay has the payment and waits for the shopper. */
    record Created(PaymentId payment) implements InitAnswer {}

    /** Error 9991: another payment has this order id. */
    record OrderIdTaken() implements InitAnswer {}

    /** No payment was made, and the error says nothing about the card: it is unsigned, or about our signature. */
    record Unavailable(String code) implements InitAnswer {}

    /** No payment was made. */
    record Refused(Failure failure) implements InitAnswer {}
}
