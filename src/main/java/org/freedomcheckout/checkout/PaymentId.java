package org.freedomcheckout.checkout;

/**
 * Freedom Pay's number of a payment, {@code pg_payment_id}. Opaque: digits in API answers, 32 hexadecimal digits in some
 * addresses of its pages.
 *
 * @param value 1 to 64 characters
 */
public record PaymentId(String value) {

    public PaymentId {
        if (value.isEmpty() || value.length() > 64) {
            throw new IllegalArgumentException("a payment id has 1 to 64 characters");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
