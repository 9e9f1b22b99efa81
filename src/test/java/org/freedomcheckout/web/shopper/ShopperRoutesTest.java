package org.freedomcheckout.web.shopper;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.freedomcheckout.sandbox.SavedCard;
import org.freedomcheckout.testkit.BankAnswers;
import org.freedomcheckout.testkit.Checkout;
import org.freedomcheckout.testkit.Http;
import org.freedomcheckout.testkit.MerchantApi;
import org.freedomcheckout.testkit.PlainShopper;
import org.freedomcheckout.testkit.RunningCheckout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A checkout's addresses, each in the flow that it belongs to. */
class ShopperRoutesTest {

    @RegisterExtension
    static final RunningCheckout running = new RunningCheckout();

    private final String order = MerchantApi.newOrder();

    private Checkout card() {
        return running.merchant().open(MerchantApi.savedCard(order, SavedCard.PAID));
    }

    private Checkout challenge() {
        var merchant = running.merchant();
        return merchant.open(merchant.threeDs(order));
    }

    private Checkout paid() {
        var checkout = card();
        new PlainShopper(checkout).payByCard().orElseThrow().send();
        assertThat(checkout.statusOnce("paid")).isEqualTo("paid");
        return checkout;
    }

    @Test
    void theFrameOfACardIsNotInAChallengeNorTheBankInACard() {
        assertThat(Http.get(challenge().url() + "/cvc").statusCode()).isEqualTo(404);
        var card = card().url();
        assertThat(Http.get(card + "/challenge").statusCode()).isEqualTo(404);
        assertThat(Http.get(card + "/cvc/relay").statusCode()).isEqualTo(404);
        assertThat(running.sandbox().calls(order, "init")).isZero();
    }

    @Test
    void whoHasBeenAtTheBankIsShownWhatBecameOfIt() {
        var checkout = challenge();
        new PlainShopper(checkout).confirmAtBank().send();
        assertThat(checkout.statusOnce("paid")).isEqualTo("paid");
        var again = Http.get(checkout.url() + "/challenge?lang=kk");
        assertThat(again.statusCode()).isEqualTo(303);
        assertThat(again.header("Location")).hasValue(checkout.url() + "?lang=kk");
    }

    /** Base64 has no spaces. */
    @Test
    void plusSignsThatTheBankDidNotEncodeArePutBack() {
        var checkout = challenge();
        var answer = BankAnswers.confirmed(checkout);
        assertThat(answer.form()).contains("%2B");
        assertThat(Http.post(answer.termUrl(), answer.form().replace("%2B", "+"))
                        .statusCode())
                .isEqualTo(303);
        assertThat(checkout.statusOnce("paid")).isEqualTo("paid");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pares", "cres", "PaRes"})
    void theAnswerHasMoreNamesThanOne(String name) {
        var checkout = challenge();
        var answer = BankAnswers.confirmed(checkout);
        Http.post(answer.termUrl(), answer.form().replace("PaRes=", name + "=").replace("MD=", "md="));
        assertThat(checkout.statusOnce("paid")).isEqualTo("paid");
    }

    @Test
    void aReturnMayBePosted() {
        running.sandbox().scenario(order, "notify", "none", "redirect", "none");
        var checkout = card();
        new PlainShopper(checkout).payByCard();
        var failure =
                String.valueOf(running.sandbox().payments(order).getFirst().get("failure_url"));
        var forged = "pg_order_id=" + order + "&pg_salt=x&pg_sig=0123456789abcdef0123456789abcdef";
        assertThat(Http.post(failure, forged).body()).contains("data-page=\"leave-frame\"", checkout.url());
        assertThat(checkout.timeline()).contains("return.refused");
        // It was paid, wherever the browser says that it comes from.
        assertThat(checkout.statusOnce("paid")).isEqualTo("paid");
    }

    @Test
    void whatIsOverLeadsBackUnlessTheShopperStays() {
        var checkout = paid();
        var back = "http-equiv=\"refresh\"";
        assertThat(Http.get(checkout.url()).body()).contains(back);
        assertThat(Http.get(checkout.url() + "?stay").body()).doesNotContain(back);
        assertThat(Http.get(checkout.url() + "?lang=en&stay").body()).doesNotContain(back);
    }

    @Test
    void itsStatusIsJson() {
        var status = Http.get(card().url() + "/status");
        assertThat(status.header("Content-Type")).hasValue("application/json;charset=UTF-8");
        assertThat(status.body()).isEqualTo("{\"status\":\"open\"}");
    }

    /** Older browsers say where a form comes from in another header. */
    @ParameterizedTest
    @CsvSource({"Origin, HERE, 303", "Origin, https://evil.kz, 403", "Sec-Fetch-Site, same-site, 403", "X-None, x, 403"
    })
    void aFormIsTakenFromOurOwnPageOnly(String header, String value, int status) {
        var url = card().url() + "?lang=kk";
        var answer = Http.to(url)
                .header(header, value.replace("HERE", running.url().toString()))
                .post("");
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.header("Location").isPresent()).isEqualTo(status == 303);
        answer.header("Location").ifPresent(location -> assertThat(location).isEqualTo(url));
    }

    @Test
    void aNewCardIsNotTakenWhereItIsNotOffered() {
        var wanted = MerchantApi.order(order);
        wanted.put("method", "saved_card");
        wanted.put("saved_card", Map.of("user_id", "u42"));
        var checkout = running.merchant().open(wanted);
        Http.to(checkout.url()).header("Sec-Fetch-Site", "same-origin").post("new_card=1");
        assertThat(checkout.timeline()).containsExactly("checkout.created");
    }
}
