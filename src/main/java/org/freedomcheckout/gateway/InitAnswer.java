package org.freedomcheckout.gateway;

import java.util.Optional;
import org.freedomcheckout.checkout.Failure;
import org.freedomcheckout.checkout.PaymentId;
import org.freedomcheckout.checkout.Secret;

/** What {@code card/init} or {@code init_payment.php} led to. */
public sealed interface InitAnswer {

    /**
     * Freedom Pay has the payment and waits for the shopper.
     *
     * @param page where the shopper types a new card
     */
    record Created(PaymentId payment, Optional<Secret> page) implements InitAnswer {}

    /** Error 9991: another payment has this order id. */
    record OrderIdTaken() implements InitAnswer {}

    /** No payment was made, and the error says nothing about the card: it is unsigned, or about our signature. */
    record Unavailable(String code) implements InitAnswer {}

    /** No payment was made. */
    record Refused(Failure failure) implements InitAnswer {}
}
