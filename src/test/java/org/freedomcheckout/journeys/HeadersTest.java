package org.freedomcheckout.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.freedomcheckout.sandbox.SavedCard;
import org.freedomcheckout.testkit.Checkout;
import org.freedomcheckout.testkit.Http;
import org.freedomcheckout.testkit.Http.Answer;
import org.freedomcheckout.testkit.MerchantApi;
import org.freedomcheckout.testkit.RunningCheckout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What browsers are told to forbid. */
class HeadersTest {

    @RegisterExtension
    static final RunningCheckout running = new RunningCheckout();

    private final String order = MerchantApi.newOrder();

    private static String policy(Answer response) {
        return response.header("Content-Security-Policy").orElse("none");
    }

    private Checkout card() {
        return running.merchant().open(MerchantApi.savedCard(order, SavedCard.PAID));
    }

    @Test
    void everyAnswerCarriesTheHeadersOfEveryAnswer() {
        var card = card();
        var addresses = List.of(
                card.url(),
                card.url() + "/cvc",
                card.url() + "/status",
                running.url() + "/nowhere",
                running.url() + "/acs/x",
                running.url() + "/callbacks/freedompay/result",
                running.url() + "/api/v1/checkouts/x",
                running.management() + "/health/live");
        for (var address : addresses) {
            var answer = Http.get(address);
            assertThat(answer.headers().keySet())
                    .as(address)
                    .contains(
                            "x-content-type-options",
                            "referrer-policy",
                            "cache-control",
                            "cross-origin-resource-policy",
                            "permissions-policy",
                            "reporting-endpoints",
                            "content-security-policy",
                            "x-frame-options",
                            "content-type")
                    .doesNotContain("set-cookie", "x-powered-by");
            assertThat(answer.header("Referrer-Policy")).hasValue("strict-origin");
            assertThat(answer.header("Cache-Control")).hasValue("no-store");
            assertThat(answer.header("Server").orElse("")).isEmpty();
        }
    }

    @Test
    void thePayPageMayFrameAnyHttpsPageAndBeFramedByNobody() {
        var response = Http.get(card().url());
        assertThat(policy(response))
                .matches("default-src 'none'; script-src 'nonce-[^']+'; style-src 'nonce-[^']+'; .*")
                .contains(
                        "form-action 'self'",
                        "frame-src 'self' https: " + running.sandboxUrl(),
                        "frame-ancestors 'none'",
                        "require-trusted-types-for 'script'");
        assertThat(response.header("X-Frame-Options")).hasValue("DENY");
        assertThat(response.header("Cross-Origin-Opener-Policy")).hasValue("same-origin");
    }

    @Test
    void theFramesContentMayBeFramedByUsAndPostToFreedomPay() {
        assertThat(policy(Http.get(card().url() + "/cvc")))
                .contains(
                        "connect-src 'none'",
                        "form-action https: " + running.sandboxUrl(),
                        "frame-src 'none'",
                        "frame-ancestors 'self'");
    }

    @Test
    void theHandOverToTheBankMayPostToAnyBank() {
        var merchant = running.merchant();
        var checkout = merchant.open(merchant.threeDs(order));
        assertThat(policy(Http.get(checkout.url() + "/challenge")))
                .contains("connect-src 'none'", "form-action https: ", "frame-ancestors 'none'");
        assertThat(policy(Http.get(checkout.url()))).contains("form-action 'self'", "frame-src 'none'");
    }

    @Test
    void anErrorPageRunsNoScriptAndPostsNothing() {
        assertThat(policy(Http.get(running.url() + "/nowhere")))
                .contains("script-src 'none'", "form-action 'none'", "frame-ancestors 'none'");
    }

    @Test
    void theNonceIsAnotherEachTime() {
        var card = card();
        assertThat(policy(Http.get(card.url()))).isNotEqualTo(policy(Http.get(card.url())));
    }

    @Test
    void filesKeepForEverUnderANameWithTheirHash() {
        var page = Http.get(card().url()).body();
        var begin = page.indexOf("/assets/css/");
        var css = page.substring(begin, page.indexOf('"', begin));
        var response = Http.get(running.url() + css);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.header("Cache-Control")).hasValue("public, max-age=31536000, immutable");
        assertThat(Http.get(running.url() + css.replaceFirst("[0-9a-f]{12}", "000000000000"))
                        .statusCode())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gzip | true",
                "br, GZIP | true",
                "br, gzip;q=0.5, *;q=0 | true",
                "gzip; q=1 | true",
                "gzip;q=0 | false",
                "br, gzip; q=0.000, deflate | false",
                "gzipped | false",
                "br | false",
                "'' | false"
            })
    void whoDoesNotUnpackIsSentNothingPacked(String accepted, boolean packed) {
        var response = Http.to(running.url() + "/nowhere")
                .header("Accept-Encoding", accepted)
                .get();
        assertThat(response.header("Vary")).hasValue("Accept-Encoding");
        assertThat(response.header("Content-Encoding").isPresent()).isEqualTo(packed);
        assertThat(response.body().contains("<html")).isEqualTo(!packed);
    }

    @Test
    void headNeverActs() {
        var card = card();
        var head = Http.to(card.url() + "/cvc").send("HEAD");
        assertThat(head.statusCode()).isEqualTo(405);
        assertThat(running.sandbox().payments(order)).isEmpty();
        assertThat(Http.to(card.url()).send("HEAD").statusCode()).isEqualTo(200);
    }

    @Test
    void aFormOfAnotherSiteCannotTryAgain() {
        running.sandbox().fault(order, "init", "signed_error", "code", "10017", "at", "before");
        var card = card();
        Http.get(card.url() + "/cvc");
        assertThat(card.timeline()).contains("payment.refused");
        for (var header : List.of("Sec-Fetch-Site: cross-site", "Origin: https://evil.kz", "Origin: null")) {
            var parts = header.split(": ", 2);
            var response = Http.to(card.url()).header(parts[0], parts[1]).post();
            assertThat(response.statusCode()).isEqualTo(403);
        }
        assertThat(running.sandbox().payments(order)).isEmpty();
    }

    /** What a page of another site can make a browser send: a form of any of the three kinds, without our keys. */
    @Test
    void aFormOfAnotherSiteActsNowhereButWhereItProvesNothing() {
        var card = card();
        var api = running.url() + "/api/v1/checkouts";
        var addresses = Map.of(
                card.url(),
                403,
                api,
                401,
                api + "/" + card.id() + "/expire",
                401,
                api + "/" + card.id() + "/refund",
                401,
                running.url() + "/api/v1/cards",
                401,
                running.url() + "/csp",
                415,
                running.management() + "/backup",
                401,
                running.management() + "/webhooks/msg_1",
                401);
        addresses.forEach((address, status) -> {
            for (var type :
                    List.of("application/x-www-form-urlencoded", "multipart/form-data; boundary=b", "text/plain")) {
                var response = Http.to(address)
                        .header("Origin", "https://evil.kz")
                        .header("Sec-Fetch-Site", "cross-site")
                        .header("Content-Type", type)
                        .send("POST", "new_card=1&amount=1");
                assertThat(response.statusCode()).as(address).isEqualTo(status);
                assertThat(response.headers().keySet())
                        .as(address)
                        .noneMatch(name -> name.startsWith("access-control-"));
            }
        });
        assertThat(card.status()).isEqualTo("open");
        assertThat(card.timeline()).containsExactly("checkout.created");
    }
}
