package org.freedomcheckout.gateway;

import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlRootElement;
import java.util.Optional;
import java.util.Set;
import org.freedomcheckout.checkout.OperationAnswer;
import org.freedomcheckout.checkout.PaymentId;
import org.jspecify.annotations.Nullable;

/** What clearing, cancel and refund answer, in both APIs. */
@XmlRootElement(name = "response")
@XmlAccessorType(XmlAccessType.FIELD)
final class OperationResponse extends Answer {

    /** Errors that may also follow an operation that worked: system errors, and "already done". */
    private static final Set<String> AMBIGUOUS =
            Set.of("120", "1000", "9999", "10000", "10015", "10033", "10036", "11017", "11018", "99999");

    @XmlElement(name = "pg_clearing_status")
    private @Nullable String clearingStatus;

    @XmlElement(name = "pg_status_clearing")
    private @Nullable String statusClearing;

    @XmlElement(name = "pg_revoke_status")
    private @Nullable String revokeStatus;

    @XmlElement(name = "pg_refund_status")
    private @Nullable String refundStatus;

    OperationAnswer answer(PaymentId payment, boolean signed) throws InDoubtException {
        if (paymentId().filter(id -> !id.equals(payment.value())).isPresent()) {
            throw new InDoubtException("other_payment");
        }
        if (isError()) {
            // Without a signature anybody could have sent it; the status will tell.
            return signed && !AMBIGUOUS.contains(errorCode())
                    ? new OperationAnswer.Refused(errorCode())
                    : new OperationAnswer.Ambiguous(errorCode());
        }
        var done = status().equalsIgnoreCase("ok")
                && says(clearingStatus, "1")
                && says(statusClearing, "1")
                && says(revokeStatus, "success")
                && says(refundStatus, "success");
        return done ? new OperationAnswer.Done() : new OperationAnswer.Ambiguous(status());
    }

    /** Whether a field that not every answer has does not contradict. */
    private static boolean says(@Nullable String value, String expected) {
        return text(value).or(() -> Optional.of(expected)).get().equalsIgnoreCase(expected);
    }
}
