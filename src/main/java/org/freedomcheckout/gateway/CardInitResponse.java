package org.freedomcheckout.gateway;

import jakarta.xml.bind.annotation.XmlRootElement;
import java.util.Set;
import org.freedomcheckout.checkout.PaymentId;

/** What {@code card/init} answers. */
@XmlRootElement(name = "response")
final class CardInitResponse extends Answer {

    private static final String ORDER_ID_NOT_UNIQUE = "9991";

    /** Freedom Pay did not know us, or not our signature: nothing about the payment. */
    private static final Set<String> MISUNDERSTOOD = Set.of("100", "1100", "9997", "9998");

    /** {@code new} is an older word for {@code ok}. */
    InitAnswer answer(boolean signed) throws InDoubtException {
        if (isError() && (!signed || MISUNDERSTOOD.contains(errorCode()))) {
            return new InitAnswer.Unavailable(errorCode());
        }
        if (isError()) {
            return errorCode().equals(ORDER_ID_NOT_UNIQUE)
                    ? new InitAnswer.OrderIdTaken()
                    : new InitAnswer.Refused(FailureCodes.failure(errorCode()));
        }
        if (!status().equalsIgnoreCase("ok") && !status().equalsIgnoreCase("new")) {
            throw new InDoubtException("unknown_status");
        }
        return new InitAnswer.Created(paymentId()
                .filter(id -> id.length() <= 64)
                .map(PaymentId::new)
                .orElseThrow(() -> new InDoubtException("no_payment_id")));
    }
}
