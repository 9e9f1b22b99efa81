package org.freedomcheckout.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.standardwebhooks.Webhook;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.freedomcheckout.testkit.Eventually;
import org.freedomcheckout.testkit.MerchantApi;
import org.freedomcheckout.testkit.RunningCheckout;
import org.freedomcheckout.testkit.WebhookReceiver;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An operator writes new secrets into their files while the server runs. */
class SecretRotationTest {

    private static final String NEW_API_KEY = "a-new-api-key-a-new-api-key-a-new-api-key";
    private static final String NEW_WEBHOOK_SECRET =
            "whsec_" + Base64.getEncoder().encodeToString(new byte[32]);

    private static final WebhookReceiver webhooks = WebhookReceiver.start();
    private static final Path apiKeys = file(RunningCheckout.API_KEY);
    private static final Path webhookSecrets = file(WebhookReceiver.SECRET);
    private static final Path gatewaySecret = file("not-the-secret-of-the-sandbox");

    @RegisterExtension
    static final RunningCheckout running = new RunningCheckout()
            .withWebhooks(webhooks)
            .with("CHECKOUT_API_KEYS", "file:" + apiKeys)
            .with("CHECKOUT_WEBHOOK_SECRET", "file:" + webhookSecrets)
            .with("FREEDOMPAY_SECRET_KEY", "file:" + gatewaySecret);

    private static Path file(String secret) {
        try {
            var file = Files.writeString(Files.createTempFile("secret", ""), secret + "\n");
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterAll
    static void close() {
        webhooks.close();
    }

    private static int statusWith(String apiKey) {
        return running.merchant(running.url().toString(), apiKey)
                .get("/api/v1/checkouts")
                .statusCode();
    }

    @Test
    void apiKeysChangeOneAfterTheOther() throws IOException {
        assertThat(statusWith(NEW_API_KEY)).isEqualTo(401);
        Files.writeString(apiKeys, RunningCheckout.API_KEY + "," + NEW_API_KEY);
        assertThat(Eventually.look(() -> statusWith(NEW_API_KEY), status -> status == 200))
                .isEqualTo(200);
        assertThat(statusWith(RunningCheckout.API_KEY)).isEqualTo(200);
        Files.writeString(apiKeys, NEW_API_KEY);
        assertThat(Eventually.look(() -> statusWith(RunningCheckout.API_KEY), status -> status == 401))
                .isEqualTo(401);
        assertThat(statusWith(NEW_API_KEY)).isEqualTo(200);
        Files.writeString(apiKeys, RunningCheckout.API_KEY);
        assertThat(Eventually.look(() -> statusWith(RunningCheckout.API_KEY), status -> status == 200))
                .isEqualTo(200);
    }

    @Test
    void theGatewaysSecretIsTakenOver() throws IOException {
        assertThat(cards()).isNotEqualTo(200);
        Files.writeString(gatewaySecret, running.secretKey());
        assertThat(Eventually.look(SecretRotationTest::cards, status -> status == 200))
                .isEqualTo(200);
    }

    private static int cards() {
        return running.merchant().get("/api/v1/cards?user_id=u42").statusCode();
    }

    @Test
    void webhooksAreSignedWithTheSecretsOfNow() throws Exception {
        Files.writeString(webhookSecrets, WebhookReceiver.SECRET + "," + NEW_WEBHOOK_SECRET);
        var delivery = Eventually.look(
                () -> expired(MerchantApi.newOrder()),
                sent -> sent.header("webhook-signature").contains(" "));
        for (var secret : List.of(WebhookReceiver.SECRET, NEW_WEBHOOK_SECRET)) {
            new Webhook(secret).verify(delivery.body(), delivery.headers());
        }
    }

    private static WebhookReceiver.Delivery expired(String order) {
        running.merchant().open(MerchantApi.cardPage(order)).post("expire", "");
        webhooks.types(order, 1);
        return webhooks.about(order).getFirst();
    }
}
