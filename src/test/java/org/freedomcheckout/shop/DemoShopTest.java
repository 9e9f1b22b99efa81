package org.freedomcheckout.shop;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.freedomcheckout.testkit.Http;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The shop that the demo starts with. */
class DemoShopTest {

    private static DemoShop shop;

    @BeforeAll
    static void open() throws Exception {
        var nobody = URI.create("http://127.0.0.1:9");
        shop = DemoShop.start(
                new ShopSettings("127.0.0.1", 0, nobody, "key", "whsec_AAAA", nobody, "570001", "secret"));
    }

    @AfterAll
    static void close() {
        shop.close();
    }

    @ParameterizedTest
    @CsvSource({"ru, Оплатить сохранённой картой", "kk, Сақталған картамен төлеу", "en, Pay with saved card"})
    void speaksThreeLanguages(String language, String button) {
        assertThat(Http.get(shop.uri() + "/?lang=" + language).body())
                .contains("<html lang=\"" + language + "\"", button, "action=\"/pay?lang=" + language + "\"");
    }

    @Test
    void nothingIsMissingThatTheBrowserAsksFor() {
        assertThat(Http.get(shop.uri() + "/").body())
                .contains("<link rel=\"icon\" href=\"data:image/svg+xml,")
                .doesNotContainPattern("(?:src|href)=\"(?!data:|/\\?lang=)");
    }
}
