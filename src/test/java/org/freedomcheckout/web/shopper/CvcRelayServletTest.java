package org.freedomcheckout.web.shopper;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Links of a page that is passed on lead to where it came from. */
class CvcRelayServletTest {

    @ParameterizedTest
    @CsvSource({
        "<html><head><title>x</title></head></html>, <html><head>@<title>x</title></head></html>",
        "<HTML><HEAD lang=ru><title>x, <HTML><HEAD lang=ru>@<title>x",
        "<head>x, <head>@x",
        "<form>x</form>, @<form>x</form>",
        "<form>x</form><head, @<form>x</form><head",
        "<head><BASE href=x>y, <head><BASE href=x>y"
    })
    void theBaseStandsFirstInTheHead(String html, String passedOn) {
        var base = "<base href=\"https://api.freedompay.kz/pay?a=&quot;1&quot;&amp;b=2\">";
        assertThat(CvcRelayServlet.withBase(html, "https://api.freedompay.kz/pay?a=\"1\"&b=2"))
                .isEqualTo(passedOn.replace("@", base));
    }
}
