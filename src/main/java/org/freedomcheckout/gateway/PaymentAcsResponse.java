package org.freedomcheckout.gateway;

import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlRootElement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.freedomcheckout.checkout.Advice;
import org.freedomcheckout.checkout.Evidence;
import org.freedomcheckout.checkout.PaymentId;
import org.freedomcheckout.checkout.Receipt;
import org.jspecify.annotations.Nullable;

/** What {@code g2g/paymentAcs} answers. */
@XmlRootElement(name = "response")
@XmlAccessorType(XmlAccessType.FIELD)
final class PaymentAcsResponse extends Answer {

    /** After these a shopper can do something: the issuer, or the challenge, has said no. */
    private static final Set<Advice> REFUSALS = Set.of(Advice.SAME_CARD, Advice.OTHER_CARD, Advice.NEW_PAYMENT);

    @XmlElement(name = "pg_order_id")
    private @Nullable String orderId;

    @XmlElement(name = "pg_amount")
    private @Nullable String amount;

    @XmlElement(name = "pg_currency")
    private @Nullable String currency;

    @XmlElement(name = "pg_captured")
    private @Nullable String captured;

    @XmlElement(name = "pg_auth_code")
    private @Nullable String authCode;

    @XmlElement(name = "pg_reference")
    private @Nullable String reference;

    /** What a signed answer says about the payment it was asked about. */
    ConfirmAnswer answer(Expected expected, boolean signed, Instant now) throws InDoubtException {
        if (paymentId().isPresent() && !isAbout(expected)) {
            throw new InDoubtException("other_payment");
        }
        if (isError()) {
            var failure = FailureCodes.failure(errorCode());
            return signed && REFUSALS.contains(failure.reason().advice())
                    ? new ConfirmAnswer.Decided(new Evidence.Refused(failure))
                    : new ConfirmAnswer.Ambiguous(errorCode());
        }
        if (!isAbout(expected)) {
            throw new InDoubtException("no_payment_id");
        }
        var contradicts = text(orderId)
                        .filter(id -> !id.equals(expected.orderId()))
                        .isPresent()
                || text(amount).filter(a -> !expected.amount().isAmount(a)).isPresent()
                || text(currency)
                        .filter(c -> !c.equals(expected.amount().currency().name()))
                        .isPresent();
        if (contradicts) {
            return new ConfirmAnswer.Decided(new Evidence.Mismatched());
        }
        var complete = text(orderId).isPresent()
                && text(amount).isPresent()
                && text(currency).isPresent();
        if (!status().equalsIgnoreCase("ok") || !complete) {
            return new ConfirmAnswer.Accepted();
        }
        return new ConfirmAnswer.Decided(
                expected.isCaptured(text(captured))
                        ? new Evidence.Captured(receipt(now), Optional.empty(), List.of())
                        : new Evidence.Held(receipt(now)));
    }

    private boolean isAbout(Expected expected) {
        return paymentId().equals(expected.payment().map(PaymentId::value));
    }

    private Receipt receipt(Instant now) {
        return new Receipt(text(authCode), text(reference), Optional.empty(), Optional.empty(), Optional.of(true), now);
    }
}
