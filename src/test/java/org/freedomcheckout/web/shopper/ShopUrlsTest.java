package org.freedomcheckout.web.shopper;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import org.freedomcheckout.checkout.Checkout;
import org.freedomcheckout.checkout.CheckoutId;
import org.freedomcheckout.checkout.PayToken;
import org.freedomcheckout.checkout.Samples;
import org.freedomcheckout.checkout.Terms;
import org.freedomcheckout.checkout.Terms.CaptureMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShopUrlsTest {

    private static Checkout leadingTo(String success, String failure) {
        var like = Samples.terms(CaptureMode.AUTOMATIC, Samples.SAVED_CARD);
        var terms = new Terms(
                like.orderId(),
                like.amount(),
                like.description(),
                like.methods(),
                like.capture(),
                URI.create(success),
                URI.create(failure),
                like.language(),
                like.customer(),
                Map.of(),
                like.expiresAt());
        return Checkout.open(
                new CheckoutId("co_0000000000000000000000"),
                PayToken.parse("t".repeat(43)).orElseThrow(),
                terms,
                Samples.NOW);
    }

    @ParameterizedTest
    @CsvSource({
        "https://shop.kz/ok, https://shop.kz/ok?IDS",
        "https://shop.kz/ok?a=1, https://shop.kz/ok?a=1&IDS",
        "https://shop.kz/ok#top, https://shop.kz/ok?IDS#top",
        "https://shop.kz/ok?a=1#top?, https://shop.kz/ok?a=1&IDS#top?",
        "https://shop.kz, https://shop.kz?IDS"
    })
    void theShopLearnsWhichCheckoutItWas(String url, String address) {
        var ids = "checkout_id=co_0000000000000000000000&order_id=A1001";
        var other = "https://shop.kz/other";
        assertThat(ShopUrls.success(leadingTo(url, other))).isEqualTo(address.replace("IDS", ids));
        assertThat(ShopUrls.failure(leadingTo(other, url))).isEqualTo(address.replace("IDS", ids));
    }

    @Test
    void itsFirstPageLearnsNothing() {
        assertThat(ShopUrls.home(leadingTo("https://shop.kz:8443/a/ok?paid=1#x", "https://shop.kz/fail")))
                .isEqualTo("https://shop.kz:8443/");
    }
}
