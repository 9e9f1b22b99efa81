package org.freedomcheckout.app;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.freedomcheckout.checkout.Secret;
import org.freedomcheckout.web.merchant.ApiKeys;
import org.freedomcheckout.webhook.WebhookSettings;

/** Reads the secrets among the settings; those that stand in files of their own are looked at again and again. */
final class SecretSettings {

    private static final int SECRET_LENGTH = 16;
    private static final String API_KEYS = "CHECKOUT_API_KEYS";
    private static final String GATEWAY = "FREEDOMPAY_SECRET_KEY";
    private static final String PREVIOUS_GATEWAY = "FREEDOMPAY_PREVIOUS_SECRET_KEY";
    private static final String WEBHOOK = "CHECKOUT_WEBHOOK_SECRET";

    /** So long Freedom Pay may go on signing with the secret that was replaced: it repeats notifies for hours. */
    private static final Duration GATEWAY_GRACE = Duration.ofDays(1);

    private final Setting setting;
    private final List<RotatingSecrets> rotating = new ArrayList<>();

    SecretSettings(Setting setting) {
        this.setting = setting;
    }

    /** Those that have been read and may change. */
    List<RotatingSecrets> rotating() {
        return List.copyOf(rotating);
    }

    /** A key that was replaced opens nothing any more. */
    Optional<RotatingSecrets> apiKeys() {
        return secrets(
                API_KEYS,
                from -> from.required(
                        API_KEYS,
                        text -> ApiKeys.checked(Setting.list(text)),
                        "must be keys of at least " + ApiKeys.MIN_LENGTH + " characters, separated by commas"),
                Duration.ZERO);
    }

    Optional<RotatingSecrets> gateway() {
        return secrets(GATEWAY, SecretSettings::gatewaySecrets, GATEWAY_GRACE);
    }

    Optional<RotatingSecrets> webhook() {
        return secrets(
                WEBHOOK,
                from -> from.get(
                        WEBHOOK,
                        text -> WebhookSettings.secrets(Setting.list(text)),
                        "must be one secret or two, separated by a comma: whsec_ and base64 of 24 to 64 bytes"),
                Duration.ZERO);
    }

    private Optional<RotatingSecrets> secrets(
            String name, Function<Setting, Optional<List<Secret>>> reader, Duration grace) {
        var first = reader.apply(setting);
        var secrets = first.map(list -> new RotatingSecrets(name, list, setting::anew, reader, grace));
        secrets.ifPresent(rotating::add);
        return secrets;
    }

    private static Optional<List<Secret>> gatewaySecrets(Setting from) {
        var shape = "must have at least " + SECRET_LENGTH + " characters";
        var current = from.required(GATEWAY, SecretSettings::gatewaySecret, shape);
        var previous = from.get(PREVIOUS_GATEWAY, SecretSettings::gatewaySecret, shape);
        return current.map(
                secret -> Stream.concat(Stream.of(secret), previous.stream()).toList());
    }

    private static Secret gatewaySecret(String text) {
        if (text.length() < SECRET_LENGTH) {
            throw new IllegalArgumentException("too short");
        }
        return new Secret(text);
    }
}
