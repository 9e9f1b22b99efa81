package org.freedomcheckout.shop;

import com.sun.net.httpserver.Headers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Tells whether a webhook is the checkout's: Standard Webhooks, with the JDK alone. */
final class WebhookVerifier {

    private static final String PREFIX = "whsec_";
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    private final SecretKeySpec key;

    WebhookVerifier(String secret) {
        this.key = new SecretKeySpec(Base64.getDecoder().decode(secret.substring(PREFIX.length())), "HmacSHA256");
    }

    boolean isGenuine(Headers headers, String body) {
        var id = String.valueOf(headers.getFirst("webhook-id"));
        var timestamp = String.valueOf(headers.getFirst("webhook-timestamp"));
        if (!timestamp.matches("[0-9]{1,12}") || isFarFromNow(Instant.ofEpochSecond(Long.parseLong(timestamp)))) {
            return false;
        }
        var expected = sign(id + "." + timestamp + "." + body);
        for (var given : String.valueOf(headers.getFirst("webhook-signature")).split(" ", -1)) {
            if (MessageDigest.isEqual(bytes(expected), bytes(given))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isFarFromNow(Instant sent) {
        return Duration.between(sent, Instant.now()).abs().compareTo(TOLERANCE) > 0;
    }

    private String sign(String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(bytes(text)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
