package org.freedomcheckout.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.freedomcheckout.web.shopper.Embedding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {

    private static final String KEY = "0123456789abcdef0123456789abcdef";

    private final Map<String, String> environment = new HashMap<>(Map.of(
            "CHECKOUT_PUBLIC_URL", "https://checkout.shop.kz",
            "CHECKOUT_API_KEYS", KEY,
            "CHECKOUT_KEY", KEY,
            "FREEDOMPAY_MERCHANT_ID", "570001",
            "FREEDOMPAY_SECRET_KEY", "a-secret-of-16-characters"));

    @Test
    void theRequiredOnesAreEnough() {
        var settings = Settings.of(environment);
        assertThat(settings.listener().port()).isEqualTo(8080);
        assertThat(settings.management().host()).isEqualTo("127.0.0.1");
        assertThat(settings.gateway().url()).hasToString("https://api.freedompay.kz");
        assertThat(settings.gateway().deadline()).isEqualTo(Duration.ofSeconds(75));
        assertThat(settings.embedding()).isEqualTo(Embedding.FRAME);
        assertThat(settings.expiresIn()).isEqualTo(Duration.ofMinutes(30));
        assertThat(settings.confirmNotify()).isTrue();
    }

    @Test
    void everyMissingOneIsNamedAtOnce() {
        assertThatThrownBy(() -> Settings.of(Map.of()))
                .isInstanceOfSatisfying(
                        SettingsException.class,
                        e -> assertThat(e.problems())
                                .hasSize(5)
                                .anyMatch(line -> line.startsWith("CHECKOUT_PUBLIC_URL is required"))
                                .anyMatch(line -> line.startsWith("FREEDOMPAY_SECRET_KEY is required")));
    }

    @ParameterizedTest
    @CsvSource({
        "CHECKOUT_PUBLIC_URL, http://checkout.shop.kz",
        "CHECKOUT_PUBLIC_URL, checkout.shop.kz",
        "CHECKOUT_PUBLIC_URL, https://a:b@checkout.shop.kz",
        "CHECKOUT_PORT, 65536",
        "CHECKOUT_PORT, http",
        "CHECKOUT_API_KEYS, short",
        "CHECKOUT_KEY, short",
        "CHECKOUT_DATABASE_URL, jdbc:mysql://localhost/x",
        "CHECKOUT_DATABASE_URL, jdbc:h2:file:./x;WRITE_DELAY=500",
        "FREEDOMPAY_URL, http://api.freedompay.kz",
        "FREEDOMPAY_MERCHANT_ID, shop",
        "FREEDOMPAY_SECRET_KEY, short",
        "FREEDOMPAY_RESPONSE_TIMEOUT, 60",
        "FREEDOMPAY_RESPONSE_TIMEOUT, PT0S",
        "FREEDOMPAY_TESTING_MODE, yes",
        "FREEDOMPAY_MD_FIELD, md",
        "FREEDOMPAY_CONFIRM_NOTIFY, maybe",
        "CHECKOUT_CVC_EMBEDDING, popup",
        "CHECKOUT_CVC_METHOD, PUT",
        "CHECKOUT_EXPIRES_IN, PT1M",
        "CHECKOUT_LANGUAGES, 'ru,xx'",
        "CHECKOUT_BRAND_ACCENT, red;}",
        "CHECKOUT_TLS_CERTIFICATE, pom.xml",
        "CHECKOUT_TLS_KEY, /nowhere/key.pem",
        "CHECKOUT_RATE_LIMIT, maybe",
        "CHECKOUT_TRUSTED_PROXIES, proxy.shop.kz",
        "CHECKOUT_TRUSTED_PROXIES, 10.0.0.0/33",
        "CHECKOUT_TRUSTED_PROXIES, '10.0.0.0/8,.*'",
        "CHECKOUT_SHOP_ORIGINS, shop.kz",
        "CHECKOUT_SHOP_ORIGINS, 'https://shop.kz,https://shop.kz/ok'",
        "CHECKOUT_SHOP_ORIGINS, http://shop.kz",
        "CHECKOUT_SHOP_ORIGINS, ','",
        "CHECKOUT_KEY, file:/nowhere"
    })
    void aWrongOneIsNamedWithoutItsValue(String name, String value) {
        environment.put(name, value);
        assertThatThrownBy(() -> Settings.of(environment))
                .isInstanceOfSatisfying(
                        SettingsException.class,
                        e -> assertThat(e.problems())
                                .singleElement()
                                .satisfies(line -> assertThat(line)
                                        .startsWith(name.equals("CHECKOUT_TLS_CERTIFICATE") ? "CHECKOUT_TLS_KEY" : name)
                                        .doesNotContain("short")));
    }

    @Test
    void aFileIsReadAndTheEnvironmentWins(@TempDir Path directory) throws IOException {
        var secret = Files.writeString(directory.resolve("secret"), KEY + "\n");
        var config = Files.writeString(
                directory.resolve("checkout.properties"), "checkout.port=1234\ncheckout.management.port=4321\n");
        environment.put("CHECKOUT_PORT", "99");
        environment.put("CHECKOUT_KEY", "file:" + secret);
        var settings = new SettingsReader(Setting.from(environment, Optional.of(config))).read();
        assertThat(settings.listener().port()).isEqualTo(99);
        assertThat(settings.management().port()).isEqualTo(4321);
        assertThat(settings.checkoutKey().reveal()).isEqualTo(KEY);
    }
}
