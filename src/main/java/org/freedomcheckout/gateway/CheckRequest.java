package org.freedomcheckout.gateway;

import java.util.Optional;
import org.freedomcheckout.checkout.PaymentId;

/**
 * A check request whose signature is right: may this payment go on?
 *
 * @param amount as it came, such as {@code 20}
 */
public record CheckRequest(String orderId, PaymentId payment, String amount, String currency, Optional<String> salt) {

    static CheckRequest read(ReceivedFields fields) throws UntrustedException {
        var salt = fields.only("pg_salt");
        return new CheckRequest(
                required(fields, "pg_order_id", salt),
                payment(fields, salt),
                required(fields, "pg_amount", salt),
                required(fields, "pg_currency", salt),
                salt);
    }

    static String required(ReceivedFields fields, String name, Optional<String> salt) throws UntrustedException {
        return fields.only(name).filter(text -> !text.isEmpty()).orElseThrow(() -> new UntrustedException(name, salt));
    }

    static PaymentId payment(ReceivedFields fields, Optional<String> salt) throws UntrustedException {
        var id = required(fields, "pg_payment_id", salt);
        if (id.length() > 64) {
            throw new UntrustedException("pg_payment_id", salt);
        }
        return new PaymentId(id);
    }
}
