package org.freedomcheckout.gateway;

import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlElementWrapper;
import jakarta.xml.bind.annotation.XmlRootElement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.freedomcheckout.checkout.CardNumbers;
import org.freedomcheckout.checkout.Evidence;
import org.freedomcheckout.checkout.Money;
import org.freedomcheckout.checkout.Money.Currency;
import org.freedomcheckout.checkout.PaymentId;
import org.freedomcheckout.checkout.Receipt;
import org.freedomcheckout.checkout.Refund;
import org.freedomcheckout.checkout.Settlement;
import org.jspecify.annotations.Nullable;

/** What {@code g2g/status_v2} and {@code get_status3.php} answer; the fields read here are the same in both. */
@XmlRootElement(name = "response")
@XmlAccessorType(XmlAccessType.FIELD)
final class StatusResponse extends Answer {

    private static final Set<String> NOT_FOUND = Set.of("11068", "340");

    @XmlElement(name = "pg_payment_status")
    private @Nullable String paymentStatus;

    @XmlElement(name = "pg_order_id")
    private @Nullable String orderId;

    @XmlElement(name = "pg_amount")
    private @Nullable String amount;

    @XmlElement(name = "pg_currency")
    private @Nullable String currency;

    @XmlElement(name = "pg_captured")
    private @Nullable String captured;

    @XmlElement(name = "pg_clearing_amount")
    private @Nullable String clearingAmount;

    @XmlElement(name = "pg_refund_amount")
    private @Nullable String refundAmount;

    @XmlElementWrapper(name = "pg_refund_payments")
    @XmlElement(name = "pg_refund_payment")
    private final List<ListedRefund> refunds = new ArrayList<>();

    @XmlElement(name = "pg_failure_code")
    private @Nullable String failureCode;

    @XmlElement(name = "pg_auth_code")
    private @Nullable String authCode;

    @XmlElement(name = "pg_reference")
    private @Nullable String reference;

    @XmlElement(name = "pg_card_pan")
    private @Nullable String cardMask;

    @XmlElement(name = "pg_card_brand")
    private @Nullable String cardBrand;

    /**
     * What the answer says about a payment.
     *
     * @param threeDs whether the shopper passed 3-D Secure, if the flow knows
     */
    StatusAnswer answer(Expected expected, Optional<Boolean> threeDs, Instant now) throws InDoubtException {
        if (isError()) {
            return NOT_FOUND.contains(errorCode())
                    ? new StatusAnswer.NotFound()
                    : new StatusAnswer.Refused(errorCode());
        }
        if (!status().equalsIgnoreCase("ok")) {
            throw new InDoubtException("unknown_status");
        }
        if (expected.payment().isPresent()
                && !paymentId().equals(expected.payment().map(PaymentId::value))) {
            throw new InDoubtException("other_payment");
        }
        var payment = paymentId().filter(id -> id.length() <= 64).map(PaymentId::new);
        return new StatusAnswer.Known(evidence(expected, threeDs, now), payment);
    }

    private Evidence evidence(Expected expected, Optional<Boolean> threeDs, Instant now) {
        var word = text(paymentStatus).orElse("").toLowerCase(Locale.ROOT);
        return switch (word) {
            case "success", "refunded" -> money(expected, threeDs, now);
            case "error", "failed" ->
                new Evidence.Refused(FailureCodes.failure(text(failureCode).orElse("unknown")));
            case "revoked" -> new Evidence.Released();
            case "new" -> new Evidence.NotBegun();
            // Process, incomplete, and every word that is not documented: still open.
            default -> new Evidence.Undecided();
        };
    }

    private Evidence money(Expected expected, Optional<Boolean> threeDs, Instant now) {
        if (!text(orderId).equals(Optional.of(expected.orderId()))
                || !expected.amount().is(text(amount).orElse(""), text(currency).orElse(""))) {
            return new Evidence.Mismatched();
        }
        var receipt = new Receipt(
                text(authCode), text(reference), text(cardMask).map(CardNumbers::mask), text(cardBrand), threeDs, now);
        return expected.isCaptured(text(captured))
                ? new Evidence.Captured(
                        receipt,
                        Optional.of(settlement(expected.amount())),
                        refunds(expected.amount().currency()))
                : new Evidence.Held(receipt);
    }

    /** The sum and the list of refunds can be of different age; amounts of refunds may be negative. */
    private Settlement settlement(Money amount) {
        var whole = amount.minor();
        var taken = minor(clearingAmount);
        var listed = refunds(amount.currency()).stream()
                .filter(refund -> refund.state() == Refund.State.DONE)
                .mapToLong(refund -> refund.amount().minor())
                .sum();
        return new Settlement(
                new Money(taken > 0 && taken <= whole ? taken : whole, amount.currency()),
                new Money(Math.max(minor(refundAmount), listed), amount.currency()));
    }

    private static long minor(@Nullable String wireAmount) {
        var amount = text(wireAmount).map(text -> text.startsWith("-") ? text.substring(1) : text);
        return amount.flatMap(Money::minorOf).orElse(0L);
    }

    private List<Refund> refunds(Currency refundCurrency) {
        return refunds.stream().map(refund -> refund.read(refundCurrency)).toList();
    }

    /** One refund of the payment. */
    @XmlAccessorType(XmlAccessType.FIELD)
    private static final class ListedRefund {

        @XmlElement(name = "pg_payment_id")
        private @Nullable String id;

        @XmlElement(name = "pg_payment_status")
        private @Nullable String status;

        @XmlElement(name = "pg_amount")
        private @Nullable String amount;

        private Refund read(Currency currency) {
            var state = switch (text(status).orElse("").toLowerCase(Locale.ROOT)) {
                case "success" -> Refund.State.DONE;
                case "error", "failed", "revoked" -> Refund.State.FAILED;
                default -> Refund.State.PENDING;
            };
            return new Refund(text(id).orElse(""), new Money(minor(amount), currency), state);
        }
    }
}
