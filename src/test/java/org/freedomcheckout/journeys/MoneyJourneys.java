package org.freedomcheckout.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Map;
import org.freedomcheckout.sandbox.Json;
import org.freedomcheckout.sandbox.SavedCard;
import org.freedomcheckout.testkit.Checkout;
import org.freedomcheckout.testkit.Http.Answer;
import org.freedomcheckout.testkit.MerchantApi;
import org.freedomcheckout.testkit.PlainShopper;
import org.freedomcheckout.testkit.RunningCheckout;

/** An order with money to move, and the sandbox's ledger of it. */
abstract class MoneyJourneys {

    final String order = MerchantApi.newOrder();

    abstract RunningCheckout running();

    /** Both flows, which are served by different endpoints of Freedom Pay's. */
    enum Flow {
        SAVED_CARD("do_capture.php", "cancel.php", "revoke.php"),
        THREE_DS("clearing", "cancel", "refund");

        final String capture;
        final String cancel;
        final String refund;

        Flow(String capture, String cancel, String refund) {
            this.capture = capture;
            this.cancel = cancel;
            this.refund = refund;
        }
    }

    Checkout pay(Flow flow, String amount, boolean hold) {
        running().sandbox().scenario(order, "card_allows_all", true);
        var merchant = running().merchant();
        var wanted =
                flow == Flow.THREE_DS ? merchant.threeDs(order, !hold) : MerchantApi.savedCard(order, SavedCard.PAID);
        if (flow == Flow.SAVED_CARD) {
            wanted.put("amount", amount);
            wanted.put("capture", hold ? "manual" : "automatic");
        }
        var checkout = merchant.open(wanted);
        var shopper = new PlainShopper(checkout);
        var back = flow == Flow.THREE_DS
                ? shopper.confirmAtBank()
                : shopper.payByCard().orElseThrow();
        back.send();
        assertThat(checkout.statusOnce(hold ? "authorized" : "paid")).isEqualTo(hold ? "authorized" : "paid");
        return checkout;
    }

    Map<String, Object> ledger() {
        return running().sandbox().payments(order).getFirst();
    }

    BigDecimal ledger(String amount) {
        return new BigDecimal(ledger().get(amount).toString());
    }

    static String amount(String amount) {
        return Json.write(Map.of("amount", amount));
    }

    static void assertProblem(Answer response, int status) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.header("Content-Type").orElse("")).startsWith("application/problem+json");
        assertThat(Json.readObject(response.body())).containsEntry("status", (long) status);
    }
}
