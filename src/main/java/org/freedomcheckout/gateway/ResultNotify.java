package org.freedomcheckout.gateway;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.freedomcheckout.checkout.CardNumbers;
import org.freedomcheckout.checkout.Evidence;
import org.freedomcheckout.checkout.PaymentId;
import org.freedomcheckout.checkout.Receipt;

/**
 * A result notify whose signature is right.
 *
 * @param amount as it came, such as {@code 20}
 * @param captured {@code pg_captured}, if it came
 * @param failureCode {@code pg_failure_code}, if it came
 * @param merchant {@code pg_merchant_id}, if it came
 */
public record ResultNotify(
        String orderId,
        PaymentId payment,
        String amount,
        String currency,
        Result result,
        Optional<String> captured,
        Optional<String> failureCode,
        Optional<String> merchant,
        Receipt receipt,
        Optional<String> salt) {

    /** {@code pg_result}. */
    public enum Result {
        FAILURE,
        SUCCESS,
        INCOMPLETE
    }

    /** Whether it says that the money was taken, and not only held. */
    public boolean isCaptured() {
        return captured.filter("1"::equals).isPresent();
    }

    /** What it says, for shops that believe a notify without asking back. */
    public Evidence evidence(Expected expected) {
        return switch (result) {
            case SUCCESS ->
                !orderId.equals(expected.orderId()) || !expected.amount().is(amount, currency)
                        ? new Evidence.Mismatched()
                        : expected.isCaptured(captured)
                                ? new Evidence.Captured(receipt, Optional.empty(), List.of())
                                : new Evidence.Held(receipt);
            case FAILURE -> new Evidence.Refused(FailureCodes.failure(failureCode.orElse("unknown")));
            case INCOMPLETE -> new Evidence.Undecided();
        };
    }

    static ResultNotify read(ReceivedFields fields, Instant now) throws UntrustedException {
        var salt = fields.only("pg_salt");
        var result = switch (fields.only("pg_result").orElse("")) {
            case "0" -> Result.FAILURE;
            case "1" -> Result.SUCCESS;
            case "2" -> Result.INCOMPLETE;
            default -> throw new UntrustedException("pg_result", salt);
        };
        var receipt = new Receipt(
                fields.only("pg_auth_code").filter(text -> !text.isEmpty()),
                fields.only("pg_reference").filter(text -> !text.isEmpty()),
                fields.only("pg_card_pan").filter(text -> !text.isEmpty()).map(CardNumbers::mask),
                fields.only("pg_card_brand").filter(text -> !text.isEmpty()),
                Optional.empty(),
                now);
        return new ResultNotify(
                CheckRequest.required(fields, "pg_order_id", salt),
                CheckRequest.payment(fields, salt),
                CheckRequest.required(fields, "pg_amount", salt),
                CheckRequest.required(fields, "pg_currency", salt),
                result,
                fields.only("pg_captured").filter(text -> !text.isEmpty()),
                fields.only("pg_failure_code").filter(text -> !text.isEmpty()),
                fields.only("pg_merchant_id"),
                receipt,
                salt);
    }
}
