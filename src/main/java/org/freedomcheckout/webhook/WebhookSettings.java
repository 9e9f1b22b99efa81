package org.freedomcheckout.webhook;

import com.standardwebhooks.Webhook;
import java.net.URI;
import java.util.Base64;
import java.util.List;
import java.util.function.Supplier;
import org.freedomcheckout.checkout.Secret;

/**
 * Where webhooks go.
 *
 * @param url https; http for loopback and private receivers
 * @param secrets {@code whsec_} and base64, of 24 to 64 bytes; two during a rotation. Asked for each webhook
 * @param allowPrivate whether the receiver may be on loopback or in a private network
 */
public record WebhookSettings(URI url, Supplier<List<Secret>> secrets, boolean allowPrivate) {

    private static final int MIN_BYTES = 24;
    private static final int MAX_BYTES = 64;

    /**
     * Secrets to sign with.
     *
     * @throws IllegalArgumentException unless there are one or two of the right shape
     */
    public static List<Secret> secrets(List<String> texts) {
        if (texts.isEmpty() || texts.size() > 2) {
            throw new IllegalArgumentException("must be one or two");
        }
        texts.forEach(WebhookSettings::check);
        return texts.stream().map(Secret::new).toList();
    }

    private static void check(String text) {
        if (!text.startsWith(Webhook.SECRET_PREFIX)) {
            throw new IllegalArgumentException("must begin with " + Webhook.SECRET_PREFIX);
        }
        var bytes = Base64.getDecoder().decode(text.substring(Webhook.SECRET_PREFIX.length()));
        if (bytes.length < MIN_BYTES || bytes.length > MAX_BYTES) {
            throw new IllegalArgumentException("must be of " + MIN_BYTES + " to " + MAX_BYTES + " bytes");
        }
    }
}
