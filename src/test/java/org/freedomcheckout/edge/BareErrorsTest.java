package org.freedomcheckout.edge;

import static org.assertj.core.api.Assertions.assertThat;

import org.freedomcheckout.testkit.RunningCheckout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What never reaches our servlets is refused in our words all the same. */
class BareErrorsTest {

    @RegisterExtension
    static final RunningCheckout running = new RunningCheckout()
            .with("CHECKOUT_PUBLIC_URL", "https://checkout.shop.kz")
            .with("CHECKOUT_TRUSTED_PROXIES", "10.0.0.0/8, 2001:db8::/32");

    private static final String[] HEADERS = {
        "Strict-Transport-Security: max-age=63072000; includeSubDomains\r\n",
        "X-Content-Type-Options: nosniff\r\n",
        "X-Frame-Options: DENY\r\n",
        "Referrer-Policy: strict-origin\r\n",
        "Cache-Control: no-store\r\n",
        "Cross-Origin-Resource-Policy: same-origin\r\n",
        "Permissions-Policy: camera=(), ",
        "Reporting-Endpoints: csp=\"/csp\"\r\n",
        "Content-Security-Policy: default-src 'none'; ",
        "charset=UTF-8\r\n"
    };

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | GET /pay/<x> HTTP/1.1",
                "400 | GET /pay/%00 HTTP/1.1",
                "400 | GET /pay\\x HTTP/1.1",
                "400 | GET /api/v1/checkouts/%zz HTTP/1.1",
                "404 | GET /pay/a%2fb HTTP/1.1",
                "400 | GET /nowhere HTTP/1.1~Host: x~Host: y",
                "400 | GET /nowhere HTTP/1.1~Content-Length: x",
                "400 | GET /nowhere HTTP/1.1~a b: c",
                "400 | (GET / HTTP/1.1",
                "501 | POST /csp HTTP/1.1~Transfer-Encoding: cow",
                "505 | GET / HTTP/7.3",
                "400 | GET /long HTTP/1.1",
                "405 | TRACE /pay/x HTTP/1.1",
                "404 | GET /pay/x;jsessionid=1 HTTP/1.1",
                "404 | GET /nowhere/../nowhere HTTP/1.1",
            })
    void whatTheContainerRefusesHasOurHeadersAndNoNameOfTheContainer(int status, String head) {
        var request = head.replace("/long", "/" + "x".repeat(9_000)).replace("~", "\r\n");
        var host = head.contains("Host:") ? "" : "\r\nHost: localhost";
        var answer = RawHttp.exchange(running.url(), request + host + "\r\nConnection: close\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 " + status);
        assertThat(answer)
                .contains(HEADERS)
                .doesNotContainIgnoringCase("tomcat")
                .doesNotContainPattern("Server: [^\r]")
                .doesNotContain("Set-Cookie", "at org.", "at java.", "Exception", "<h1>HTTP");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/nowhere | text/plain | HTTP 400",
                "/api/v1/checkouts | application/problem+json | {\"type\":\"about:blank\",\"title\":\"Bad"
                        + " Request\",\"status\":400,"
            })
    void aCallerOfTheApiIsToldAsTheApiTellsThings(String path, String type, String body) {
        var answer = RawHttp.exchange(
                running.url(),
                "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: x\r\nConnection: close\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 400").contains("Content-Type: " + type + ";charset=UTF-8\r\n", body);
    }

    /** Behind a proxy that ends TLS, what we answer ourselves says so too. */
    @ParameterizedTest
    @CsvSource({
        "404, GET /",
        "404, GET /pay/x",
        "404, GET /pay/x/status",
        "404, POST /acs/x",
        "404, GET /nowhere",
        "404, GET /api/nowhere",
        "401, GET /api/v1/checkouts",
        "405, PUT /api/v1/checkouts",
        "200, GET /api/v1/openapi.yaml",
        "200, GET /callbacks/freedompay/result",
        "405, GET /csp",
        "415, POST /csp"
    })
    void whatWeAnswerOurselvesHasThemToo(int status, String line) {
        var answer = RawHttp.exchange(
                running.url(), line + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 " + status).contains(HEADERS);
    }

    /** Its answers would have no headers; nor does one that comes after it miss them. */
    @ParameterizedTest
    @ValueSource(
            strings = {"GET /nowhere", "GET /api/v1/openapi.yaml", "POST /csp", "GET /nowhere\t", "GET  /nowhere "})
    void whoSpeaksTheFirstVersionOfHttpIsToldNothing(String line) {
        assertThat(RawHttp.exchange(running.url(), line + "\r\n\r\n"))
                .doesNotStartWith("HTTP/1.1 200")
                .satisfiesAnyOf(
                        answer -> assertThat(answer).isEmpty(),
                        answer -> assertThat(answer).contains(HEADERS));
        for (var next : new String[] {"GET /nowhere HTTP/1.1\t", "GET /<x> HTTP/1.1", "(GET / HTTP/1.1"}) {
            assertThat(RawHttp.exchange(running.url(), next + "\r\nHost: localhost\r\n\r\n"))
                    .satisfiesAnyOf(
                            answer -> assertThat(answer).isEmpty(),
                            answer -> assertThat(answer).contains(HEADERS));
        }
        assertThat(RawHttp.exchange(running.url(), "GET /nowhere HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 404")
                .contains(HEADERS);
    }
}
