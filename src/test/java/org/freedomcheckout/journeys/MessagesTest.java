package org.freedomcheckout.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.freedomcheckout.sandbox.Json;
import org.freedomcheckout.sandbox.SavedCard;
import org.freedomcheckout.testkit.Checkout;
import org.freedomcheckout.testkit.Http;
import org.freedomcheckout.testkit.MerchantApi;
import org.freedomcheckout.testkit.PlainShopper;
import org.freedomcheckout.testkit.RunningCheckout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Freedom Pay is sent, field by field. */
class MessagesTest {

    @RegisterExtension
    static final RunningCheckout running = new RunningCheckout();

    private final String order = MerchantApi.newOrder();

    /** The fields of the latest call of an endpoint about the order, without those that every call has. */
    @SuppressWarnings("unchecked")
    private Map<String, Object> sent(String endpoint) {
        var messages = (List<Map<String, Object>>) Json.read(
                Http.get(running.sandboxUrl() + "/sandbox/messages?limit=1000").body());
        var payments = running.sandbox().payments(order).stream()
                .map(payment -> payment.get("id"))
                .toList();
        var message = messages.stream()
                .filter(one -> one.get("url").toString().endsWith("/" + endpoint))
                .filter(one -> order.equals(one.get("order_id")) || payments.contains(one.get("payment_id")))
                .findFirst()
                .orElseThrow();
        var fields = new LinkedHashMap<>((Map<String, Object>) message.get("fields"));
        assertThat(fields).containsEntry("pg_merchant_id", "570001");
        assertThat(fields.keySet()).contains("pg_salt", "pg_sig");
        fields.keySet().removeAll(List.of("pg_merchant_id", "pg_salt", "pg_sig"));
        return fields;
    }

    private void assertSent(String endpoint, Map<String, Object> expected) {
        var fields = sent(endpoint);
        fields.replaceAll((name, value) -> value.toString()
                .replaceFirst("/return/[A-Za-z0-9_-]{43}/", "/return/TOKEN/")
                .replace(running.url().toString(), "HERE"));
        assertThat(fields.remove("pg_idempotency_key")).isNotEqualTo("");
        assertThat(fields).isEqualTo(expected);
    }

    private static Map<String, Object> with(Map<String, Object> fields, Object... more) {
        var all = new LinkedHashMap<>(fields);
        for (int i = 0; i < more.length; i += 2) {
            all.put((String) more[i], more[i + 1]);
        }
        return all;
    }

    private Map<String, Object> common() {
        return Map.of(
                "pg_order_id", order,
                "pg_amount", "1500.00",
                "pg_currency", "KZT",
                "pg_description", "Order " + order,
                "pg_result_url", "HERE/callbacks/freedompay/result",
                "pg_success_url", "HERE/return/TOKEN/success",
                "pg_failure_url", "HERE/return/TOKEN/failure");
    }

    @Test
    void aPaymentWithASavedCard() {
        Http.get(running.merchant()
                        .open(MerchantApi.savedCard(order, SavedCard.PAID))
                        .url() + "/cvc");
        assertSent("init", with(common(), "pg_user_id", "u42", "pg_card_token", "***"));
    }

    @Test
    void aSavedCardOfACustomerWhomTheMerchantKnowsHeldOnly() {
        var wanted = MerchantApi.savedCard(order, SavedCard.PAID);
        wanted.put("customer", Map.of("email", "a@b.kz", "phone", "77001234567", "ip", "203.0.113.7"));
        wanted.put("capture", "manual");
        Http.get(running.merchant().open(wanted).url() + "/cvc");
        assertSent(
                "init",
                with(
                        common(),
                        "pg_user_id",
                        "u42",
                        "pg_card_token",
                        "***",
                        "pg_user_email",
                        "a@b.kz",
                        "pg_user_phone",
                        "77001234567",
                        "pg_user_ip",
                        "203.0.113.7",
                        "pg_auto_clearing",
                        "0"));
    }

    @ParameterizedTest
    @CsvSource({"kk, kz, automatic, 1", "ru, ru, manual, 0", "en, en, automatic, 1"})
    void aPaymentWithANewCard(String language, String wire, String capture, String clearing) {
        var wanted = MerchantApi.cardPage(order);
        wanted.put("language", language);
        wanted.put("capture", capture);
        wanted.put("expires_in", 3_600L);
        wanted.put("customer", Map.of("email", "a@b.kz", "phone", "77001234567", "ip", "203.0.113.7"));
        Http.get(running.merchant().open(wanted).url() + "/cvc");
        assertThat(Integer.parseInt(sent("init_payment.php").get("pg_lifetime").toString()))
                .isBetween(3_500, 3_600);
        assertSent(
                "init_payment.php",
                with(
                        common(),
                        "pg_lifetime",
                        sent("init_payment.php").get("pg_lifetime"),
                        "pg_auto_clearing",
                        clearing,
                        "pg_request_method",
                        "POST",
                        "pg_check_url",
                        "HERE/callbacks/freedompay/check",
                        "pg_language",
                        wire,
                        "pg_user_contact_email",
                        "a@b.kz",
                        "pg_user_phone",
                        "77001234567",
                        "pg_user_ip",
                        "203.0.113.7",
                        "pg_payment_route",
                        "frame"));
    }

    private Checkout held(Map<String, Object> wanted) {
        running.sandbox().scenario(order, "card_allows_all", true);
        wanted.put("capture", "manual");
        var checkout = running.merchant().open(wanted);
        var shopper = new PlainShopper(checkout);
        var back = "three_ds".equals(wanted.get("method"))
                ? shopper.confirmAtBank()
                : shopper.payByCard().orElseThrow();
        back.send();
        assertThat(checkout.statusOnce("authorized")).isEqualTo("authorized");
        return checkout;
    }

    private Object payment() {
        return running.sandbox().payments(order).getFirst().get("id");
    }

    @Test
    void moneyOfACardPaymentIsTakenAndGivenBack() {
        var checkout = held(MerchantApi.savedCard(order, SavedCard.PAID));
        assertThat(checkout.post("capture", "{\"amount\":\"1000.00\"}").statusCode())
                .isEqualTo(200);
        assertThat(sent("do_capture.php"))
                .isEqualTo(Map.of("pg_payment_id", payment(), "pg_clearing_amount", "1000.00"));
        assertThat(checkout.post("refund", "{\"amount\":\"0.50\"}").statusCode())
                .isEqualTo(200);
        assertThat(sent("revoke.php")).isEqualTo(Map.of("pg_payment_id", payment(), "pg_refund_amount", "0.50"));
        assertThat(sent("get_status3.php")).isEqualTo(Map.of("pg_order_id", order, "pg_payment_id", payment()));
    }

    @Test
    void moneyOfAChallengedPaymentIsTakenAndGivenBack() {
        var checkout = held(running.merchant().threeDs(order, false));
        assertThat(sent("paymentAcs")).containsEntry("pg_payment_id", payment()).containsKeys("pg_md", "pg_pares");
        assertThat(checkout.post("capture", "").statusCode()).isEqualTo(200);
        assertThat(sent("clearing")).isEqualTo(Map.of("pg_payment_id", payment(), "pg_clearing_amount", "1500.00"));
        assertThat(checkout.post("refund", "{\"amount\":\"0.50\"}").statusCode())
                .isEqualTo(200);
        assertThat(sent("refund"))
                .isEqualTo(Map.of("pg_payment_id", payment(), "pg_amount", "0.50", "pg_currency", "KZT"));
    }

    @Test
    void heldMoneyIsReleased() {
        assertThat(held(MerchantApi.savedCard(order, SavedCard.PAID))
                        .post("cancel", "")
                        .statusCode())
                .isEqualTo(200);
        assertThat(sent("cancel.php")).isEqualTo(Map.of("pg_payment_id", payment()));
    }
}
