package org.freedomcheckout.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import org.freedomcheckout.sandbox.SavedCard;
import org.freedomcheckout.testkit.Http;
import org.freedomcheckout.testkit.MerchantApi;
import org.freedomcheckout.testkit.RunningCheckout;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The other two ways to show Freedom Pay's CVC page. */
class EmbeddingTest {

    @Nested
    class Redirect {

        @RegisterExtension
        static final RunningCheckout running = new RunningCheckout().with("CHECKOUT_CVC_EMBEDDING", "redirect");

        @Test
        void thePageLeadsToFreedomPayWithoutAFrame() {
            var checkout = running.merchant().open(MerchantApi.savedCard(MerchantApi.newOrder(), SavedCard.PAID));
            var page = Http.get(checkout.url());
            assertThat(page.body()).doesNotContain("<iframe").contains("id=\"continue\"");
            assertThat(page.header("Content-Security-Policy").orElse("")).contains("frame-src 'none'");
            var handOver = Http.get(checkout.url() + "/cvc");
            assertThat(handOver.body()).contains("id=\"cvc-form\"", "pg_sig");
            assertThat(handOver.header("Content-Security-Policy").orElse("")).contains("frame-ancestors 'none'");
        }
    }

    @Nested
    class ByGet {

        @RegisterExtension
        static final RunningCheckout running = new RunningCheckout().with("CHECKOUT_CVC_METHOD", "GET");

        @Test
        void theFieldsGoIntoTheQuery() {
            var checkout = running.merchant().open(MerchantApi.savedCard(MerchantApi.newOrder(), SavedCard.PAID));
            assertThat(Http.get(checkout.url() + "/cvc").body()).contains("method=\"get\"");
        }
    }

    @Nested
    class Relay {

        @RegisterExtension
        static final RunningCheckout running = new RunningCheckout().with("CHECKOUT_CVC_EMBEDDING", "relay");

        @Test
        void theForeignPageHasAnOriginOfItsOwn() {
            var checkout = running.merchant().open(MerchantApi.savedCard(MerchantApi.newOrder(), SavedCard.PAID));
            var cvc = Http.get(checkout.url() + "/cvc");
            assertThat(cvc.statusCode()).isEqualTo(303);
            var relayed = Http.get(cvc.header("Location").orElseThrow());
            assertThat(relayed.body()).contains("id=\"cvc\"", "<base href=\"" + running.sandboxUrl());
            assertThat(relayed.header("Content-Security-Policy").orElse(""))
                    .isEqualTo("sandbox allow-forms allow-scripts allow-popups"
                            + " allow-top-navigation-by-user-activation; frame-ancestors 'self'; base-uri "
                            + running.sandboxUrl());
            assertThat(relayed.header("X-Frame-Options")).hasValue("SAMEORIGIN");
        }
    }
}
