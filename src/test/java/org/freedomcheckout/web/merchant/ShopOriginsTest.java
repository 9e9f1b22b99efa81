package org.freedomcheckout.web.merchant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.freedomcheckout.flow.PublicUrls;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShopOriginsTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final ShopOrigins SHOPS = ShopOrigins.of(List.of("https://Shop.kz", "https://m.shop.kz:8443"));

    @ParameterizedTest
    @CsvSource({
        "https://shop.kz/ok, true",
        "HTTPS://SHOP.KZ:443/ok?a=1, true",
        "https://m.shop.kz:8443/, true",
        "https://m.shop.kz/, false",
        "https://shop.kz:8443/, false",
        "https://shop.kz.evil.example/, false",
        "https://www.shop.kz/, false"
    })
    void onlyItsOriginsAreAllowed(String url, boolean allowed) {
        assertThat(SHOPS.allow(URI.create(url))).isEqualTo(allowed);
        assertThat(ShopOrigins.ANY.allow(URI.create(url))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"shop.kz", "https://shop.kz/", "https://shop.kz?a", "https://shop.kz#a", "http://shop.kz", ""})
    void whatIsNotJustAnOriginIsNone(String text) {
        assertThatThrownBy(() -> ShopOrigins.of(List.of("https://shop.kz", text)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aShopperIsSentNowhereElse() {
        assertThatCode(() -> request("https://shop.kz/ok", "https://shop.kz/fail"))
                .doesNotThrowAnyException();
        assertRefused("success_url", "https://evil.example/ok", "https://shop.kz/fail");
        assertRefused("failure_url", "https://shop.kz/ok", "https://evil.example/fail");
    }

    private static void assertRefused(String field, String successUrl, String failureUrl) {
        assertThatThrownBy(() -> request(successUrl, failureUrl)).isInstanceOfSatisfying(ApiRefusal.class, refusal -> {
            assertThat(refusal.problem().status()).isEqualTo(422);
            assertThat(refusal.problem().errors())
                    .extracting(Problem.FieldError::field)
                    .containsExactly(field);
        });
    }

    private static CheckoutRequest request(String successUrl, String failureUrl) {
        var settings = new ApiSettings(
                Duration.ofMinutes(30), List.of("ru"), new PublicUrls(URI.create("https://checkout.shop.kz")), SHOPS);
        var json = """
                {"order_id":"A1","amount":"1.00","description":"A","method":"card_page",
                 "success_url":"%s","failure_url":"%s"}
                """.formatted(successUrl, failureUrl);
        return new CheckoutRequest(MerchantServlet.json(json.getBytes(StandardCharsets.UTF_8)), settings, NOW);
    }
}
