package org.freedomcheckout.matrix;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.freedomcheckout.sandbox.SavedCard;
import org.freedomcheckout.testkit.MerchantApi;
import org.freedomcheckout.testkit.PlainShopper;

/** The ways to pay, and the gateway's endpoints that serve them. */
enum Flow {
    SAVED_CARD("init", "get_status3.php", "do_capture.php", "cancel.php", "revoke.php"),
    CARD_PAGE("init_payment.php", "get_status3.php", "do_capture.php", "cancel.php", "revoke.php"),
    THREE_DS("paymentAcs", "status_v2", "clearing", "cancel", "refund");

    /** The call that makes or confirms the payment. */
    final String pay;

    final String status;
    final String capture;
    final String cancel;
    final String refund;

    Flow(String pay, String status, String capture, String cancel, String refund) {
        this.pay = pay;
        this.status = status;
        this.capture = capture;
        this.cancel = cancel;
        this.refund = refund;
    }

    List<String> endpointsOfPaying() {
        return List.of(pay, status);
    }

    /** What the merchant asks for; in flow B it has made the payment before. */
    Map<String, Object> order(Stage stage, String order, boolean hold) {
        var wanted = switch (this) {
            case SAVED_CARD -> MerchantApi.savedCard(order, SavedCard.PAID);
            case CARD_PAGE -> MerchantApi.cardPage(order);
            case THREE_DS ->
                stage.merchant()
                        .threeDs(
                                order,
                                !hold,
                                Map.of("pg_result_url", stage.running().url() + "/callbacks/freedompay/result"));
        };
        wanted.put("capture", hold ? "manual" : "automatic");
        return wanted;
    }

    /** Goes as far as the bank's or Freedom Pay's page and pays there; empty if there is no way to it. */
    Optional<PlainShopper.Return> pay(PlainShopper shopper) {
        return switch (this) {
            case SAVED_CARD, CARD_PAGE -> shopper.payByCard();
            case THREE_DS -> Optional.of(shopper.confirmAtBank());
        };
    }
}
