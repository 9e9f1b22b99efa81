package org.freedomcheckout.checkout;

import java.time.Instant;
import java.util.Optional;

/**
 * What Freedom Pay tells about a payment that went through.
 *
 * @param authCode the issuer's authorization code, six characters
 * @param reference the retrieval reference number (RRN)
 * @param cardMask for display only, such as {@code 4716-04XX-XXXX-1981}
 * @param cardBrand Freedom Pay's code, such as {@code VI}
 * @param threeDs whether the shopper passed 3-D Secure
 * @param paidAt when we had Freedom Pay's word
 */
public record Receipt(
        Optional<String> authCode,
        Optional<String> reference,
        Optional<String> cardMask,
        Optional<String> cardBrand,
        Optional<Boolean> threeDs,
        Instant paidAt) {

    public static Receipt at(Instant paidAt) {
        return new Receipt(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), paidAt);
    }

    /** This receipt, completed by what only the other one knows; the earlier time stays. */
    public Receipt completedBy(Receipt other) {
        return new Receipt(
                authCode.or(other::authCode),
                reference.or(other::reference),
                cardMask.or(other::cardMask),
                cardBrand.or(other::cardBrand),
                threeDs.or(other::threeDs),
                paidAt);
    }
}
