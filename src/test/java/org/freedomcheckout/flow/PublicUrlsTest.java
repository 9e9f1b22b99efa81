package org.freedomcheckout.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.stream.Stream;
import org.freedomcheckout.checkout.CheckoutId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is ours, however it is spelled. */
class PublicUrlsTest {

    private static PublicUrls urls(String publicUrl) {
        return new PublicUrls(URI.create(publicUrl));
    }

    @ParameterizedTest
    @CsvSource({
        "https://checkout.shop.kz, https://checkout.shop.kz",
        "https://checkout.shop.kz/, https://checkout.shop.kz",
        "HTTPS://Checkout.Shop.KZ:443/a/b, https://checkout.shop.kz",
        "https://checkout.shop.kz:8443, https://checkout.shop.kz:8443",
        "http://localhost:80, http://localhost",
        "http://localhost:443, http://localhost:443",
        "http://[::1]:8080, http://[::1]:8080"
    })
    void theOriginIsSpelledAsABrowserDoes(String publicUrl, String origin) {
        assertThat(urls(publicUrl).origin()).isEqualTo(origin);
    }

    @ParameterizedTest
    @CsvSource({
        "https://c.shop.kz, https://c.shop.kz, true, true",
        "https://c.shop.kz, https://C.SHOP.kz:443/pay/x?y, true, true",
        "https://c.shop.kz/, https://c.shop.kz?x, true, true",
        "https://c.shop.kz:8443, https://c.shop.kz:8443/, true, true",
        "https://c.shop.kz:8443, https://c.shop.kz/, false, false",
        "https://c.shop.kz, https://c.shop.kz.evil.example/, false, false",
        "https://c.shop.kz, https://shop.kz/, false, false",
        "https://shop.kz/pay, https://shop.kz/ok, true, false",
        "https://shop.kz/pay, https://shop.kz/payment, true, false",
        "https://shop.kz/pay, https://shop.kz/pay, true, true",
        "https://shop.kz/pay, https://shop.kz/x/../pay/acs/y, true, true"
    })
    void whatIsOursIsKnown(String publicUrl, String url, boolean onOurHost, boolean ours) {
        assertThat(urls(publicUrl).isOnOurHost(URI.create(url))).isEqualTo(onOurHost);
        assertThat(urls(publicUrl).isOurs(URI.create(url))).isEqualTo(ours);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://shop.kz/pay", "https://shop.kz/pay/"})
    void everyAddressBeginsWithThePublicUrl(String publicUrl) {
        var urls = urls(publicUrl);
        var id = new CheckoutId("co_0000000000000000000001");
        var pay = FlowInMemory.KEY.payToken(id);
        var back = FlowInMemory.KEY.returnToken(id, 1);
        assertThat(Stream.of(
                        urls.pay(pay),
                        urls.cvc(pay),
                        urls.cvcRelay(pay),
                        urls.challenge(pay),
                        urls.status(pay),
                        urls.events(pay),
                        urls.acs(back),
                        urls.success(back),
                        urls.failure(back),
                        urls.result(),
                        urls.check(),
                        urls.card(),
                        urls.checkout(id.value())))
                .extracting(url -> url.toString()
                        .replace(pay.reveal(), "{token}")
                        .replace(back.reveal(), "{returnToken}")
                        .replace("https://shop.kz/pay", ""))
                .containsExactly(
                        "/pay/{token}",
                        "/pay/{token}/cvc",
                        "/pay/{token}/cvc/relay",
                        "/pay/{token}/challenge",
                        "/pay/{token}/status",
                        "/pay/{token}/events",
                        "/acs/{returnToken}",
                        "/return/{returnToken}/success",
                        "/return/{returnToken}/failure",
                        "/callbacks/freedompay/result",
                        "/callbacks/freedompay/check",
                        "/callbacks/freedompay/card",
                        "/api/v1/checkouts/co_0000000000000000000001");
    }
}
