package org.freedomcheckout.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import org.freedomcheckout.testkit.Checkout;
import org.freedomcheckout.testkit.Http;
import org.freedomcheckout.testkit.Http.Answer;
import org.freedomcheckout.testkit.MerchantApi;
import org.freedomcheckout.testkit.RunningCheckout;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Anybody can post anything to the TermUrl. */
class AcsReturnTest {

    @RegisterExtension
    static final RunningCheckout running = new RunningCheckout();

    private final String order = MerchantApi.newOrder();
    private Checkout checkout;
    private String termUrl;

    @BeforeEach
    void openChallenge() {
        var merchant = running.merchant();
        checkout = merchant.open(merchant.threeDs(order));
        termUrl = hidden(Http.get(checkout.url() + "/challenge").body(), "TermUrl");
    }

    private void assertNothingChanged() {
        assertThat(checkout.status()).isEqualTo("open");
        assertThat(running.sandbox().calls(order, "paymentAcs")).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "MD=", "PaRes=", "PaRes=&MD=", "nothing=of-this"})
    void withoutPaResTheStatusIsAskedForAndNothingConfirmed(String form) {
        assertThat(Http.post(termUrl, form).statusCode()).isEqualTo(303);
        assertNothingChanged();
        assertThat(checkout.timeline()).contains("return.without_answer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PaRes=a&PaRes=a", "PaRes=a&MD=b&MD=c", "PaRes=%zz", "PaRes=%C3%28", "PaRes=%"})
    void whatIsRepeatedOrMalformedIsRefused(String form) {
        var response = Http.post(termUrl, form);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("<h1");
        assertNothingChanged();
        assertThat(checkout.timeline()).contains("return.refused");
    }

    @Test
    void aFieldOf64KibIsTakenAndOneMoreByteIsNot() {
        assertThat(Http.post(termUrl, "MD=&PaRes=" + "A".repeat(65_537)).statusCode())
                .isEqualTo(413);
        assertNothingChanged();
        assertThat(Http.post(termUrl, "MD=&PaRes=" + "A".repeat(65_536)).statusCode())
                .isEqualTo(303);
        assertThat(running.sandbox().calls(order, "paymentAcs")).isEqualTo(1);
    }

    @Tag("slow")
    @Test
    void tenMegabytesAreRefused() {
        assertThat(Http.post(termUrl, "PaRes=" + "A".repeat(10_000_000)).statusCode())
                .isEqualTo(413);
        assertNothingChanged();
    }

    @Test
    void theQueryHasNoSayInAPost() {
        assertThat(Http.post(termUrl + "?PaRes=fromTheQuery", "MD=").statusCode())
                .isEqualTo(303);
        assertNothingChanged();
    }

    @Test
    void anotherContentTypeIsRefused() {
        assertThat(Http.postJson(termUrl, "{\"PaRes\":\"a\"}").statusCode()).isEqualTo(415);
        assertNothingChanged();
    }

    @Test
    void whereItComesFromDoesNotMatter() {
        var response = Http.to(termUrl)
                .header("Origin", "null")
                .header("Sec-Fetch-Site", "cross-site")
                .post("MD=&PaRes=bm90aGluZw==");
        assertThat(response.statusCode()).isEqualTo(303);
        assertThat(running.sandbox().calls(order, "paymentAcs")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/acs/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "/acs/short",
                "/acs/",
                "/acs",
                "/pay/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "/pay/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA/cvc",
                "/pay/../pay",
                "/pay/x?lang=%ff",
                "/nowhere?lang=xx&lang=%ff",
                "/nowhere"
            })
    void anUnknownAddressIsAFriendly404(String path) {
        var response = Http.get(running.url() + path);
        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.body()).contains("По этому адресу нет платежа");
    }

    @Test
    void fiftyReturnsAtOnceConfirmOnceAndEndOnTheSamePage() throws Exception {
        var paRes = confirmedPaRes();
        var posts = new ArrayList<Callable<Answer>>();
        for (int i = 0; i < 50; i++) {
            posts.add(() -> Http.post(termUrl, paRes));
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var answer : threads.invokeAll(posts)) {
                assertThat(answer.get().statusCode()).isEqualTo(303);
                assertThat(answer.get().header("Location")).hasValue(checkout.url());
            }
        }
        assertThat(checkout.statusOnce("paid")).isEqualTo("paid");
        assertThat(running.sandbox().calls(order, "paymentAcs")).isEqualTo(1);
        assertThat(running.sandbox().authorizations(order)).isEqualTo(1);
    }

    @Test
    void theSamePostADayLaterShowsTheState() {
        var paRes = confirmedPaRes();
        Http.post(termUrl, paRes);
        assertThat(checkout.statusOnce("paid")).isEqualTo("paid");
        running.clock().forward(Duration.ofDays(1));
        assertThat(Http.post(termUrl, paRes).statusCode()).isEqualTo(303);
        assertThat(checkout.status()).isEqualTo("paid");
        assertThat(running.sandbox().calls(order, "paymentAcs")).isEqualTo(1);
    }

    /** The bank sends its answer to another site, and the shopper with it; ours never hears of it. */
    @Test
    void aTermUrlThatTheShopperChangedTellsNothingMoreAndIsOverInTheEnd() {
        var handedOver = Pattern.compile("<input type=\"hidden\" name=\"([^\"]+)\"")
                .matcher(Http.get(checkout.url() + "/challenge").body())
                .results()
                .map(field -> field.group(1));
        assertThat(handedOver).containsExactlyInAnyOrder("PaReq", "MD", "TermUrl");
        assertThat(confirmed("https://evil.example/")).contains("action=\"https://evil.example/\"");
        assertNothingChanged();
        running.clock().forward(Duration.ofHours(1));
        assertThat(checkout.statusOnce("expired")).isEqualTo("expired");
        assertThat(running.sandbox().calls(order, "paymentAcs")).isZero();
        assertThat(running.sandbox().calls(order, "status_v2")).isPositive();
        assertThat(running.sandbox().authorizations(order)).isZero();
    }

    private String confirmed(String sendTo) {
        return Http.post(acsUrl() + "/choice", "choice=confirm&TermUrl=" + sendTo)
                .body();
    }

    /** What the sandbox's bank would post for this payment after "confirm". */
    private String confirmedPaRes() {
        var page = confirmed(termUrl);
        return "MD=" + encoded(hidden(page, "MD")) + "&PaRes=" + encoded(hidden(page, "PaRes"));
    }

    private String acsUrl() {
        var page = Http.get(checkout.url() + "/challenge").body();
        var begin = page.indexOf("action=\"") + "action=\"".length();
        return page.substring(begin, page.indexOf('"', begin));
    }

    private static String hidden(String page, String name) {
        var begin = page.indexOf("name=\"" + name + "\" value=\"") + ("name=\"" + name + "\" value=\"").length();
        return page.substring(begin, page.indexOf('"', begin));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
