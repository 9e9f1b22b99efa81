package org.freedomcheckout.store;

/** Another checkout already has this payment of Freedom Pay's. */
public final class DuplicatePaymentException extends Exception {

    private static final long serialVersionUID = 1;

    DuplicatePaymentException(Throwable cause) {
        super("the payment already belongs to a checkout", cause);
    }
}
