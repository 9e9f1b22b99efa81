package org.freedomcheckout.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.freedomcheckout.checkout.Secret;
import org.freedomcheckout.web.Overlay;
import org.freedomcheckout.web.Shop;
import org.freedomcheckout.web.Texts;
import org.freedomcheckout.web.WebSettings;
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
    void everyOneIsTaken(@TempDir Path directory) throws IOException {
        var pem = Files.writeString(directory.resolve("tls.pem"), "pem");
        var secret = "whsec_c2Vjb25kLXdlYmhvb2stc2VjcmV0LXNlY29uZC0xMjM=";
        environment.putAll(Map.ofEntries(
                Map.entry("CHECKOUT_HOST", "10.0.0.1"),
                Map.entry("CHECKOUT_PORT", "0"),
                Map.entry("CHECKOUT_MANAGEMENT_HOST", "10.0.0.2"),
                Map.entry("CHECKOUT_MANAGEMENT_PORT", "65535"),
                Map.entry("CHECKOUT_TLS_CERTIFICATE", pem.toString()),
                Map.entry("CHECKOUT_TLS_KEY", pem.toString()),
                Map.entry("CHECKOUT_TRUSTED_PROXIES", "10.0.0.0/8, ::1"),
                Map.entry("CHECKOUT_RATE_LIMIT", "off"),
                Map.entry("CHECKOUT_API_KEYS", KEY + "," + KEY.toUpperCase(Locale.ROOT)),
                Map.entry("CHECKOUT_PREVIOUS_KEY", KEY.toUpperCase(Locale.ROOT)),
                Map.entry("CHECKOUT_DATABASE_URL", "jdbc:postgresql://db/checkout"),
                Map.entry("CHECKOUT_DATABASE_USER", "me"),
                Map.entry("CHECKOUT_DATABASE_PASSWORD", "my password"),
                Map.entry("FREEDOMPAY_URL", "http://127.0.0.1:8090"),
                Map.entry("FREEDOMPAY_CONNECT_TIMEOUT", "PT1S"),
                Map.entry("FREEDOMPAY_RESPONSE_TIMEOUT", "PT0.001S"),
                Map.entry("FREEDOMPAY_MAX_CALLS", "10000"),
                Map.entry("FREEDOMPAY_TESTING_MODE", "1"),
                Map.entry("FREEDOMPAY_MD_FIELD", "pg_3d_md"),
                Map.entry("FREEDOMPAY_CONFIRM_NOTIFY", "false"),
                Map.entry("CHECKOUT_CVC_EMBEDDING", "relay"),
                Map.entry("CHECKOUT_CVC_METHOD", "GET"),
                Map.entry("CHECKOUT_EXPIRES_IN", "PT5M"),
                Map.entry("CHECKOUT_LANGUAGES", "uz, ky"),
                Map.entry("CHECKOUT_WEBHOOK_URL", "http://127.0.0.1/hook"),
                Map.entry("CHECKOUT_WEBHOOK_SECRET", secret),
                Map.entry("CHECKOUT_WEBHOOK_ALLOW_PRIVATE", "true"),
                Map.entry("CHECKOUT_BRAND_NAME", "Базар"),
                Map.entry("CHECKOUT_BRAND_LOGO_URL", "https://shop.kz/logo.svg"),
                Map.entry("CHECKOUT_BRAND_ACCENT", "#0a7c5c"),
                Map.entry("CHECKOUT_BRAND_SUPPORT_EMAIL", "help@shop.kz"),
                Map.entry("CHECKOUT_BRAND_SUPPORT_PHONE", "+7 700 123 45 67"),
                Map.entry("CHECKOUT_TEMPLATES", directory.toString()),
                Map.entry("CHECKOUT_TEXTS", directory.toString())));
        var settings = Settings.of(environment);
        assertThat(settings.publicUrl()).hasToString("https://checkout.shop.kz");
        var tls = Optional.of(new WebSettings.Tls(pem, pem));
        assertThat(settings.listener())
                .isEqualTo(new WebSettings("10.0.0.1", 0, tls, List.of("10.0.0.0/8", "::1"), false));
        assertThat(settings.management()).isEqualTo(WebSettings.plain("10.0.0.2", 65_535));
        assertThat(settings.limits()).isFalse();
        assertThat(settings.checkoutKey().reveal()).isEqualTo(KEY);
        assertThat(settings.previousCheckoutKey().orElseThrow().reveal()).isEqualTo(KEY.toUpperCase(Locale.ROOT));
        assertThat(settings.apiKeys().current().reveal()).isEqualTo(KEY);
        assertThat(settings.database().url()).isEqualTo("jdbc:postgresql://db/checkout");
        assertThat(settings.database().user()).isEqualTo("me");
        assertThat(settings.database().password().reveal()).isEqualTo("my password");
        var gateway = settings.gateway();
        assertThat(gateway.url()).hasToString("http://127.0.0.1:8090");
        assertThat(gateway.merchantId()).isEqualTo("570001");
        assertThat(gateway.secrets().get()).extracting(Secret::reveal).containsExactly("a-secret-of-16-characters");
        assertThat(gateway.connectTimeout()).isEqualTo(Duration.ofSeconds(1));
        assertThat(gateway.responseTimeout()).isEqualTo(Duration.ofMillis(1));
        assertThat(gateway.maxCalls()).isEqualTo(10_000);
        assertThat(gateway.testingMode()).isTrue();
        assertThat(gateway.mdField()).isEqualTo("pg_3d_md");
        assertThat(gateway.cardPayByGet()).isTrue();
        assertThat(settings.confirmNotify()).isFalse();
        assertThat(settings.embedding()).isEqualTo(Embedding.RELAY);
        assertThat(settings.expiresIn()).isEqualTo(Duration.ofMinutes(5));
        assertThat(settings.languages().offered()).containsExactly("uz", "ky");
        var webhook = settings.webhook().orElseThrow();
        assertThat(webhook.url()).hasToString("http://127.0.0.1/hook");
        assertThat(webhook.allowPrivate()).isTrue();
        assertThat(webhook.secrets().get()).hasSize(1);
        assertThat(settings.shop())
                .isEqualTo(
                        new Shop("Базар", "https://shop.kz/logo.svg", "#0a7c5c", "help@shop.kz", "+7 700 123 45 67"));
        assertThat(settings.overlay()).isEqualTo(new Overlay(Optional.of(directory), Optional.of(directory)));
    }

    @Test
    void withoutThemEachHasItsDefault() {
        var settings = Settings.of(environment);
        assertThat(settings.listener()).isEqualTo(new WebSettings("0.0.0.0", 8080, Optional.empty(), List.of(), true));
        assertThat(settings.management()).isEqualTo(WebSettings.plain("127.0.0.1", 9090));
        assertThat(settings.limits()).isTrue();
        assertThat(settings.previousCheckoutKey()).isEmpty();
        assertThat(settings.database().url()).isEqualTo("jdbc:h2:file:./data/checkout");
        assertThat(settings.gateway().connectTimeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(settings.gateway().responseTimeout()).isEqualTo(Duration.ofSeconds(60));
        assertThat(settings.gateway().maxCalls()).isEqualTo(200);
        assertThat(settings.gateway().testingMode()).isFalse();
        assertThat(settings.gateway().mdField()).isEqualTo("pg_md");
        assertThat(settings.gateway().cardPayByGet()).isFalse();
        assertThat(settings.languages().offered()).containsExactly("ru", "kk", "en");
        assertThat(settings.webhook()).isEmpty();
        assertThat(settings.shop()).isEqualTo(new Shop("", null, null, null, null));
        assertThat(settings.overlay()).isEqualTo(Overlay.NONE);
    }

    @Test
    void looksAreReadAloneAndInEveryLanguage() {
        var looks = new SettingsReader(new Setting(Map.of("CHECKOUT_BRAND_NAME", "Базар"), new Properties())).looks();
        assertThat(looks.shop().name()).isEqualTo("Базар");
        assertThat(looks.languages().offered()).isEqualTo(Texts.LANGUAGES);
        var wrong = new SettingsReader(new Setting(Map.of("CHECKOUT_BRAND_ACCENT", "red"), new Properties()));
        assertThatThrownBy(wrong::looks)
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("CHECKOUT_BRAND_ACCENT");
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
        "CHECKOUT_DATABASE_URL, jdbc:h2:file:./x;REUSE_SPACE=TRUE",
        "FREEDOMPAY_URL, http://api.freedompay.kz",
        "FREEDOMPAY_MERCHANT_ID, shop",
        "FREEDOMPAY_SECRET_KEY, short",
        "FREEDOMPAY_RESPONSE_TIMEOUT, 60",
        "FREEDOMPAY_RESPONSE_TIMEOUT, PT0S",
        "FREEDOMPAY_MAX_CALLS, 0",
        "FREEDOMPAY_MAX_CALLS, 10001",
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
        "CHECKOUT_HOST, '[::1'",
        "CHECKOUT_MANAGEMENT_HOST, '[::1'",
        "CHECKOUT_PORT, -1",
        "CHECKOUT_PUBLIC_URL, https://checkout.shop.kz?x",
        "CHECKOUT_PUBLIC_URL, https://checkout.shop.kz#x",
        "CHECKOUT_BRAND_LOGO_URL, ftp://shop.kz/logo.svg",
        "CHECKOUT_EXPIRES_IN, P8D",
        "CHECKOUT_TEMPLATES, pom.xml",
        "CHECKOUT_WEBHOOK_URL, http://shop.kz/hook",
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

    private List<String> problems() {
        try {
            Settings.of(environment);
            return List.of();
        } catch (SettingsException e) {
            return e.problems();
        }
    }

    @Test
    void theShortestThatCountAreTaken() {
        environment.put("FREEDOMPAY_SECRET_KEY", "0123456789abcdef");
        assertThat(problems()).isEmpty();
        environment.put("FREEDOMPAY_SECRET_KEY", "0123456789abcde");
        environment.put("CHECKOUT_KEY", KEY.substring(1));
        environment.put("CHECKOUT_API_KEYS", KEY.substring(1));
        assertThat(problems())
                .containsExactlyInAnyOrder(
                        "FREEDOMPAY_SECRET_KEY must have at least 16 characters",
                        "CHECKOUT_KEY must have at least 32 characters",
                        "CHECKOUT_API_KEYS must be keys of at least 32 characters, separated by commas");
    }

    @Test
    void anEmptyOneIsNotThere() {
        environment.put("CHECKOUT_PORT", " ");
        environment.put("CHECKOUT_BRAND_NAME", "");
        var settings = Settings.of(environment);
        assertThat(settings.listener().port()).isEqualTo(8080);
        assertThat(settings.shop().name()).isEmpty();
        environment.put("FREEDOMPAY_MERCHANT_ID", "");
        assertThat(problems()).containsExactly("FREEDOMPAY_MERCHANT_ID is required: must be digits");
    }

    @Test
    void whatBelongsTogetherIsWantedTogether() {
        environment.put("CHECKOUT_TLS_KEY", "pom.xml");
        environment.put("CHECKOUT_WEBHOOK_URL", "https://shop.kz/hook");
        assertThat(problems())
                .containsExactly(
                        "CHECKOUT_TLS_CERTIFICATE is required together with the other one",
                        "CHECKOUT_WEBHOOK_SECRET is required together with CHECKOUT_WEBHOOK_URL");
    }

    @Test
    void whatIsWrongInTheMerchantsFilesIsNamed(@TempDir Path directory) throws IOException {
        Files.writeString(directory.resolve("pay.html"), "<p onclick=steal()>");
        Files.writeString(directory.resolve("ru.properties"), "no.such.text=x\n");
        environment.put("CHECKOUT_TEMPLATES", directory.toString());
        environment.put("CHECKOUT_TEXTS", directory.toString());
        assertThat(problems())
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("CHECKOUT_TEMPLATES has " + directory.resolve("pay.html")),
                        line -> assertThat(line)
                                .startsWith("CHECKOUT_TEXTS has " + directory.resolve("ru.properties")));
    }

    @Test
    void aFileOfSettingsThatIsNotThereIsNamed() {
        var reader =
                new SettingsReader(Setting.from(environment, Optional.of(Path.of("/nowhere/checkout.properties"))));
        assertThatThrownBy(reader::read).hasMessage("--config cannot be read: /nowhere/checkout.properties");
    }
}
