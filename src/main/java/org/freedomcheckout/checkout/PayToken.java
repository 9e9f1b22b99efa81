package org.freedomcheckout.checkout;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The key in a checkout's address, {@code /pay/{token}}: 256 bits. Knowing it is the right to pay. */
public final class PayToken extends Token {

    PayToken(String value) {
        super(value);
    }

    public static Optional<PayToken> parse(String text) {
        return isToken(text) ? Optional.of(new PayToken(text)) : Optional.empty();
    }

    /** What a page of this checkout calls a secret that it must not show; means nothing on any other page. */
    public String nameFor(Secret secret) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(reveal().getBytes(StandardCharsets.US_ASCII), "HmacSHA256"));
            var code = mac.doFinal(secret.reveal().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(code, 0, 16);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA-256 cannot compute", e);
        }
    }
}
