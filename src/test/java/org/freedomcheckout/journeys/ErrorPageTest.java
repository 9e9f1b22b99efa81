package org.freedomcheckout.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import org.freedomcheckout.testkit.Http;
import org.freedomcheckout.testkit.Http.Answer;
import org.freedomcheckout.testkit.RunningCheckout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What cannot be served is told in the shopper's language, in the looks of all pages. */
class ErrorPageTest {

    @RegisterExtension
    static final RunningCheckout running = new RunningCheckout();

    private static Answer ask(String method, String path, String language) {
        return Http.to(running.url() + path).header("Accept-Language", language).send(method);
    }

    @ParameterizedTest
    @CsvSource({
        "kk-KZ, kk, Бұл мекенжайда төлем жоқ",
        "en-GB, en, There is no payment at this address",
        "de-DE, ru, По этому адресу нет платежа"
    })
    void anUnknownLinkIsToldInTheBrowsersLanguage(String wanted, String shown, String title) {
        var page = ask("GET", "/pay/unknown", wanted);
        assertThat(page.statusCode()).isEqualTo(404);
        assertThat(page.body())
                .contains("<html lang=\"" + shown + "\"", "<title>" + title, "<h1>" + title, "data-page=\"error\"")
                .contains("/assets/css/")
                .doesNotContain("<script");
    }

    @Test
    void theLanguageCanBeChangedThere() {
        assertThat(ask("GET", "/pay/unknown?lang=kk", "en").body()).contains("<html lang=\"kk\"", "href=\"?lang=ru\"");
    }

    @ParameterizedTest
    @CsvSource({"DELETE, /pay/unknown, 405", "POST, /pay/unknown, 403", "GET, /nothing, 404", "GET, /acs/unknown, 404"})
    void everyRefusalHasAPage(String method, String path, int status) {
        var page = ask(method, path, "kk");
        assertThat(page.statusCode()).isEqualTo(status);
        assertThat(page.body()).contains("<html lang=\"kk\"", "data-page=\"error\"", "Қате " + status);
    }
}
