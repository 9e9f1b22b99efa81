package org.freedomcheckout.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import org.freedomcheckout.testkit.Http;
import org.freedomcheckout.web.Texts;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each language in its own letters, amounts and dates. */
class LanguageTest {

    private static final String SIGNS = "[\\s\\d.,:;!?…()\\-‑–{}A-Za-z]";

    @RegisterExtension
    static final RunningPreview preview = new RunningPreview();

    static List<String> languages() {
        return Texts.LANGUAGES;
    }

    private static Properties texts(String language) throws IOException {
        var properties = new Properties();
        try (var reader = Files.newBufferedReader(Path.of("src/main/resources/texts", language + ".properties"))) {
            properties.load(reader);
        }
        return properties;
    }

    @ParameterizedTest
    @CsvSource({"ru, [а-яА-ЯёЁ]", "kk, [а-яА-ЯәӘғҒқҚңҢөӨұҰүҮһҺіІ]", "ky, [а-яА-ЯңҢөӨүҮ]", "en, [’']", "uz, [ʻʼ]"})
    void noLetterOfAnotherAlphabetHasSlippedIn(String language, String letters) throws IOException {
        texts(language)
                .forEach((key, text) -> assertThat(text.toString())
                        .as("%s in %s", key, language)
                        .matches("(" + SIGNS + "|" + letters + ")+"));
    }

    @ParameterizedTest
    @MethodSource("languages")
    void everyTextTakesTheSameArguments(String language) throws IOException {
        var english = texts("en");
        texts(language).forEach((key, text) -> {
            var pattern = new MessageFormat(text.toString(), Locale.of(language));
            var model = new MessageFormat(english.getProperty(key.toString()), Locale.ENGLISH);
            assertThat(pattern.getFormatsByArgumentIndex())
                    .as("%s in %s", key, language)
                    .hasSameSizeAs(model.getFormatsByArgumentIndex());
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ru | 1 500 ₸ | 21 ноября 2026 г., 15:15 (GMT+5)",
                "kk | 1 500 ₸ | 2026 ж. 21 қараша, 15:15 (GMT+5)",
                "en | 1 500 ₸ | 21 November 2026, 15:15 (GMT+5)",
                "uz | 250 000 soʻm | 2026-yil 21-noyabr, 15:15 (GMT+5)",
                "ky | 3 450,50 сом | 2026-ж., 21-ноябрь, 16:15 (GMT+6)"
            })
    void amountsAndDatesAreWrittenTheCountrysWay(String language, String amount, String date) {
        var html = Http.get(preview.url("paid", language)).body().replaceAll("[\\u00a0\\u202f]", " ");
        assertThat(html).contains(amount, date).contains("lang=\"" + language + "\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"uz-UZ,uz;q=0.9,ru;q=0.8 | uz", "ky-KG | ky", "de-DE,kk;q=0.3 | kk", "de | ru"})
    void theBrowsersLanguageIsSpoken(String wanted, String shown) {
        var page = Http.to(preview.base() + "/preview/paid")
                .header("Accept-Language", wanted)
                .get();
        assertThat(page.body()).contains("<html lang=\"" + shown + "\"");
    }
}
