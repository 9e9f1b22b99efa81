package org.freedomcheckout.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Base64;
import java.util.List;
import org.freedomcheckout.checkout.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where webhooks may go, and with which secrets they are signed. */
class WebhookSettingsTest {

    private static String secret(int bytes) {
        return "whsec_" + Base64.getEncoder().encodeToString(new byte[bytes]);
    }

    private static void assertRefused(List<String> texts, String why) {
        assertThatThrownBy(() -> WebhookSettings.secrets(texts))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(why);
    }

    @Test
    void oneOrTwoSecretsOf24To64Bytes() {
        assertThat(WebhookSettings.secrets(List.of(secret(24), secret(64))))
                .extracting(Secret::reveal)
                .containsExactly(secret(24), secret(64));
        assertThat(WebhookSettings.secrets(List.of(secret(32)))).hasSize(1);
    }

    @Test
    void othersAreRefused() {
        assertRefused(List.of(), "must be one or two");
        assertRefused(List.of(secret(24), secret(24), secret(24)), "must be one or two");
        assertRefused(List.of(secret(32), secret(23)), "must be of 24 to 64 bytes");
        assertRefused(List.of(secret(65)), "must be of 24 to 64 bytes");
        assertRefused(List.of(secret(32).substring(6)), "must begin with whsec_");
        assertThatThrownBy(() -> WebhookSettings.secrets(List.of("whsec_%%%")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "https://93.184.215.14/hook, false",
        "https://no-such-name.invalid/hook, false",
        "http://127.0.0.1:8080/hook, true",
        "https://10.0.0.7/hook, true",
        "http://93.184.215.14/hook, true"
    })
    void webhooksGoTo(String url, boolean privateAllowed) {
        assertThat(WebhookUrls.check(url, true)).isEqualTo(URI.create(url));
        if (privateAllowed) {
            assertThatThrownBy(() -> WebhookUrls.check(url, false)).isInstanceOf(IllegalArgumentException.class);
        } else {
            assertThat(WebhookUrls.check(url, false)).isEqualTo(URI.create(url));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ftp://93.184.215.14/", "https:///hook", "https://u@93.184.215.14/", "https://93.184.215.14/#a"})
    void othersAreNowhere(String url) {
        for (var privateAllowed : new boolean[] {true, false}) {
            assertThatThrownBy(() -> WebhookUrls.check(url, privateAllowed))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
