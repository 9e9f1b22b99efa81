package org.freedomcheckout.web.shopper;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShopperSettingsTest {

    @ParameterizedTest
    @CsvSource({
        "https://api.freedompay.kz, https:, https://api.freedompay.kz",
        "https://api.freedompay.kz/base, https:, https://api.freedompay.kz",
        "http://127.0.0.1:8090, https: http://127.0.0.1:8090, http://127.0.0.1:8090"
    })
    void formsLeadToAnyBankAndToAGatewayInADemo(URI gateway, String targets, String origin) {
        var settings = new ShopperSettings(Embedding.FRAME, gateway);
        assertThat(settings.targets()).isEqualTo(targets);
        assertThat(settings.origin()).isEqualTo(origin);
    }
}
