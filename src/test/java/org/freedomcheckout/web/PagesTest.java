package org.freedomcheckout.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.freedomcheckout.web.HtmlErrors.Shown;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What all pages have in common, as an error page shows it. */
class PagesTest {

    private static final Map<String, Object> ERROR = Map.of("error", new Shown(404, "error.not_found"));

    private static Pages pages(@Nullable String logoUrl) {
        return new Pages(
                Overlay.NONE,
                new Texts(),
                new Assets(),
                new Languages(List.of("ru", "en")),
                new Shop("Базар", logoUrl, null, null, null));
    }

    private static Pages.Drawn drawn(Pages pages, String address) {
        return pages.draw(Exchange.get(address).request(), "error", Optional.empty(), csp -> csp, ERROR);
    }

    @Test
    void theShopsLogoIsLoadedFromWhereItIsAndNothingElse() {
        assertThat(drawn(pages("https://cdn.shop.kz:8443/logo.svg?v=1"), "/")
                        .csp()
                        .toString())
                .contains("; img-src 'self' https://cdn.shop.kz:8443; ");
        assertThat(drawn(pages(null), "/").csp().toString()).contains("; img-src 'self'; ");
    }

    @Test
    void eachPageHasItsOwnNonce() {
        var page = drawn(pages(null), "/");
        var policy = page.csp().toString();
        var nonce = policy.substring(policy.indexOf("'nonce-") + 7, policy.indexOf("'; style-src"));
        assertThat(nonce).matches("[A-Za-z0-9_-]{22}");
        assertThat(page.html()).contains("nonce=\"" + nonce + "\"");
        assertThat(drawn(pages(null), "/").csp().toString()).doesNotContain(nonce);
    }

    @ParameterizedTest
    @CsvSource({"/x?lang=en, en, ?lang=en", "/x?lang=kk, ru, ''", "/x, ru, ''"})
    void theShoppersChoiceOfLanguageIsKept(String address, String shown, String query) {
        var pages = pages(null);
        var request = Exchange.get(address).request();
        assertThat(pages.language(request, Optional.empty())).isEqualTo(shown);
        assertThat(pages.languageQuery(request)).isEqualTo(query);
        assertThat(drawn(pages, address).html()).contains("<html lang=\"" + shown + "\"", "href=\"?lang=en\"");
    }

    /** Whoever has tried too many keys sees no other page than before. */
    @ParameterizedTest
    @CsvSource({"404, not_found, 404", "429, not_found, 404", "429, too_many, 429", "503, unavailable, 503"})
    void anErrorPageSaysWhatHasHappened(int status, String key, int said) throws Exception {
        var exchange = Exchange.get("/?lang=en");
        new HtmlErrors(pages(null)).send(exchange.request(), exchange.response(), new Refusal(status, key));
        assertThat(exchange.status()).isEqualTo(status);
        assertThat(exchange.text()).contains("Error " + said);
        assertThat(exchange.header("Content-Type")).hasValue("text/html;charset=UTF-8");
        assertThat(exchange.header("Content-Security-Policy").orElse(""))
                .contains("script-src 'none'", "form-action 'none'");
    }
}
