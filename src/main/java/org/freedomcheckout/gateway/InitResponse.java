package org.freedomcheckout.gateway;

import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlRootElement;
import java.util.Set;
import org.freedomcheckout.checkout.PaymentId;
import org.freedomcheckout.checkout.Secret;
import org.jspecify.annotations.Nullable;

/** What {@code card/init} and {@code init_payment.php} answer. */
@XmlRootElement(name = "response")
@XmlAccessorType(XmlAccessType.FIELD)
final class InitResponse extends Answer {

    private static final String ORDER_ID_NOT_UNIQUE = "9991";

    /** Freedom Pay did not know us, or not our signature: nothing about the payment. */
    private static final Set<String> MISUNDERSTOOD = Set.of("100", "1100", "9997", "9998");

    @XmlElement(name = "pg_redirect_url")
    private @Nullable String redirectUrl;

    /**
     * What the answer means; {@code new} is an older word for {@code ok}.
     *
     * @param withPage whether there must be a page of Freedom Pay's to go to
     */
    InitAnswer answer(boolean signed, boolean withPage) throws InDoubtException {
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
        var payment = paymentId()
                .filter(id -> id.length() <= 64)
                .map(PaymentId::new)
                .orElseThrow(() -> new InDoubtException("no_payment_id"));
        var page = text(redirectUrl).filter(_ -> withPage).flatMap(PageUrls::parse);
        if (withPage && page.isEmpty()) {
            throw new InDoubtException("no_page");
        }
        return new InitAnswer.Created(payment, page.map(url -> new Secret(url.toString())));
    }
}
