package org.freedomcheckout.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Of the offered languages a shopper reads the one that the nearest to them has chosen. */
class LanguagesTest {

    private final Languages languages = new Languages(List.of("ru", "kk", "en"));

    @ParameterizedTest
    @CsvSource({
        "/?lang=en, kk, kk, en",
        "/?stay&lang=en, kk, kk, en",
        "/?lang=uz, kk, en, kk",
        "/?language=en, kk, en, kk",
        "/?lang=%, kk, en, kk",
        "/, kk, en, kk",
        "/, uz, en, en",
        "/, , en, en",
        "/, , 'de-DE, kk-KZ;q=0.8, en;q=0.5', kk",
        "/, , de, ru",
        "/, , , ru"
    })
    void theShoppersChoiceCountsThenTheCheckoutsThenTheBrowsers(
            String address, String checkouts, String browsers, String shown) {
        var exchange = Exchange.get(address);
        if (browsers != null) {
            exchange.with("Accept-Language", browsers);
        }
        assertThat(languages.choose(exchange.request(), Optional.ofNullable(checkouts)))
                .isEqualTo(shown);
    }

    @Test
    void withoutABrowsersWordTheFirstIsShownWhateverTheMachineSpeaks() {
        var first = new Languages(List.of("kk", "ru"));
        assertThat(first.choose(Exchange.get("/").request(), Optional.empty())).isEqualTo("kk");
    }

    @Test
    void whatIsOfferedExists() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Languages(List.of()))
                .withMessageContaining("ru,kk,en,uz,ky");
        assertThatIllegalArgumentException().isThrownBy(() -> new Languages(List.of("ru", "de")));
    }

    @Test
    void eachCallsItselfByItsOwnName() {
        assertThat(Texts.LANGUAGES.stream().map(Languages::name))
                .contains("Қазақша", "Oʻzbekcha")
                .doesNotContain("kk");
    }
}
