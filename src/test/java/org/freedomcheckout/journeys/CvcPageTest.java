package org.freedomcheckout.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import org.freedomcheckout.sandbox.SavedCard;
import org.freedomcheckout.testkit.Http;
import org.freedomcheckout.testkit.Http.Answer;
import org.freedomcheckout.testkit.MerchantApi;
import org.freedomcheckout.testkit.PlainShopper;
import org.freedomcheckout.testkit.RunningCheckout;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The hand-over to Freedom Pay's CVC page, and a shop that believes a notify without asking back. */
class CvcPageTest {

    @RegisterExtension
    static final RunningCheckout running = new RunningCheckout().with("FREEDOMPAY_CONFIRM_NOTIFY", "false");

    private final String order = MerchantApi.newOrder();

    @Tag("slow")
    @Test
    void fiftyReadsAtOnceMakeOnePayment() throws Exception {
        var checkout = running.merchant().open(MerchantApi.savedCard(order, SavedCard.PAID));
        var reads = new ArrayList<Callable<Answer>>();
        for (int i = 0; i < 50; i++) {
            reads.add(() -> Http.get(checkout.url() + "/cvc"));
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var answer : threads.invokeAll(reads)) {
                assertThat(answer.get().statusCode()).isEqualTo(200);
            }
        }
        assertThat(running.sandbox().calls(order, "init")).isEqualTo(1);
        assertThat(running.sandbox().payments(order)).hasSize(1);
    }

    @Test
    void theFormHoldsNothingButMerchantPaymentSaltAndSignature() {
        var checkout = running.merchant().open(MerchantApi.savedCard(order, SavedCard.PAID));
        var page = Http.get(checkout.url() + "/cvc").body();
        var names = Pattern.compile("name=\"([^\"]+)\" value=")
                .matcher(page)
                .results()
                .map(match -> match.group(1))
                .toList();
        assertThat(names).containsExactlyInAnyOrder("pg_merchant_id", "pg_payment_id", "pg_salt", "pg_sig");
        assertThat(page).doesNotContain(running.secretKey(), SavedCard.PAID.token());
        assertThat(Http.get(checkout.url() + "/cvc").body()).isNotEqualTo(page);
    }

    @Test
    void aNotifyAloneIsEnoughForThoseWhoWantItSo() {
        running.sandbox().scenario(order, "notify", "none", "redirect", "none");
        running.sandbox().fault(order, "get_status3.php", "status_503", "times", -1L);
        var checkout = running.merchant().open(MerchantApi.savedCard(order, SavedCard.PAID));
        new PlainShopper(checkout).payByCard();
        running.sandbox().sendNotify(order, Map.of("pg_result", "1"));
        assertThat(checkout.status()).isEqualTo("paid");
    }

    @Test
    void whatANotifySaysIsShownAsTextOnlyHoweverLongItIs() {
        running.sandbox().scenario(order, "notify", "none", "redirect", "none");
        running.sandbox().fault(order, "get_status3.php", "status_503", "times", -1L);
        var checkout = running.merchant().open(MerchantApi.savedCard(order, SavedCard.PAID));
        Http.get(checkout.url() + "/cvc");
        var odd = "<q7x>${7*7}\"'";
        running.sandbox()
                .sendNotify(
                        order,
                        Map.of(
                                "pg_result",
                                "1",
                                "pg_captured",
                                "1",
                                "pg_auth_code",
                                odd,
                                "pg_reference",
                                odd + "r".repeat(500),
                                "pg_card_brand",
                                odd + "b".repeat(500),
                                "pg_card_pan",
                                odd + "p".repeat(500)));
        assertThat(checkout.statusOnce("paid")).isEqualTo("paid");
        var page = Http.get(checkout.url()).body();
        assertThat(page).contains("&lt;q7x&gt;${7*7}&quot;&#39;").doesNotContain("<q7x>", "r".repeat(100));
    }
}
