package org.freedomcheckout.web.merchant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.freedomcheckout.flow.PublicUrls;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiSettingsTest {

    private static ApiSettings settings(String shops) {
        return new ApiSettings(
                Duration.ofMinutes(30),
                List.of("ru"),
                new PublicUrls(URI.create("https://checkout.shop.kz")),
                ShopOrigins.of(List.of(shops)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT5M", "PT1H", "P7D"})
    void aCheckoutLivesFromFiveMinutesToAWeek(Duration life) {
        assertThat(ApiSettings.expiresIn(life)).isEqualTo(life);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT4M59S", "P7DT1S", "PT0S"})
    void notShorterNorLonger(Duration life) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ApiSettings.expiresIn(life))
                .withMessage("must be from PT5M to P7D");
    }

    @ParameterizedTest
    @CsvSource({
        "https://shop.kz/ok, true",
        "https://other.kz/ok, false",
        "https://checkout.shop.kz/ok, false",
        "/ok, false"
    })
    void aShopperIsSentBackToTheShopOnly(String url, boolean sent) {
        assertThat(settings("https://shop.kz").isShopUrl(url)).isEqualTo(sent);
    }

    @Test
    void whatIsWantedIsToldInWords() {
        assertThat(settings("https://shop.kz").shopUrlShape(2_048))
                .endsWith("at most 2048 characters, at one of the shop's origins");
    }
}
