package org.freedomcheckout.checkout;

/**
 * Why Freedom Pay refused a payment.
 *
 * @param code Freedom Pay's {@code pg_failure_code} or {@code pg_error_code}, such as {@code 10009}; shown to merchants
 * @param reason what it means in our words
 */
public record Failure(String code, Reason reason) {

    /** Whether the shopper can do something about it: correct a typing error, take another card, come back later. */
    public boolean retryable() {
        return reason.advice() != Advice.NONE;
    }
}
