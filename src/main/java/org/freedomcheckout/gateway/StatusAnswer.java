package org.freedomcheckout.gateway;

import java.util.Optional;
import org.freedomcheckout.checkout.Evidence;
import org.freedomcheckout.checkout.PaymentId;

/** What a status call led to. */
public sealed interface StatusAnswer {

    /** Freedom Pay knows the payment. */
    record Known(Evidence evidence, Optional<PaymentId> payment) implements StatusAnswer {}

    /** Freedom Pay does not know it, or not yet. */
    record NotFound() implements StatusAnswer {}

    /** The question was not answered; says nothing about the payment. */
    record Refused(String code) implements StatusAnswer {}
}
