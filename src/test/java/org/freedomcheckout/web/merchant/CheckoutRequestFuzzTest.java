package org.freedomcheckout.web.merchant;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.freedomcheckout.flow.PublicUrls;

/** Requests of a merchant that a fuzzer thinks up. */
class CheckoutRequestFuzzTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final ApiSettings SETTINGS = new ApiSettings(
            Duration.ofMinutes(30),
            List.of("ru", "en"),
            new PublicUrls(URI.create("https://checkout.example")),
            ShopOrigins.ANY);

    @FuzzTest(maxDuration = "10m")
    void whatIsWrongIsToldAndWhatIsRightIsInRange(byte[] body) {
        try {
            var terms = new CheckoutRequest(MerchantServlet.json(body), SETTINGS, NOW).terms();
            assertThat(terms.amount().minor()).isBetween(1L, 9_999_999_900L);
            assertThat(terms.orderId()).matches("[A-Za-z0-9_.-]{1,50}");
            assertThat(terms.expiresAt()).isBetween(NOW.plusSeconds(300), NOW.plus(Duration.ofDays(7)));
            assertThat(terms.successUrl().getScheme()).isIn("https", "http");
        } catch (ApiRefusal refusal) {
            assertThat(refusal.problem().status()).isIn(400, 422);
            assertThat(refusal.problem().detail()).isNotEmpty();
        }
    }
}
