package org.freedomcheckout.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.freedomcheckout.sandbox.Field;
import org.freedomcheckout.sandbox.SavedCard;
import org.freedomcheckout.sandbox.Signature;
import org.freedomcheckout.testkit.Checkout;
import org.freedomcheckout.testkit.Eventually;
import org.freedomcheckout.testkit.Http;
import org.freedomcheckout.testkit.MerchantApi;
import org.freedomcheckout.testkit.PlainShopper;
import org.freedomcheckout.testkit.RunningCheckout;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Freedom Pay calls us, and so does anybody else. */
class CallbackTest {

    @RegisterExtension
    static final RunningCheckout running = new RunningCheckout();

    private final String order = MerchantApi.newOrder();
    private Checkout checkout;

    @BeforeEach
    void openCvc() {
        running.sandbox().scenario(order, "notify", "none", "redirect", "none");
        checkout = running.merchant().open(MerchantApi.savedCard(order, SavedCard.PAID));
        Http.get(checkout.url() + "/cvc");
    }

    /** The shopper types the card, and the browser does not come back. */
    private void submit() {
        assertThat(new PlainShopper(checkout).payByCard()).isPresent();
    }

    @Test
    void aNotifyIsConfirmedByTheStatusAndAnsweredSigned() {
        submit();
        var answer = running.sandbox().sendNotify(order, Map.of("pg_result", "1", "cart", "c-77"));
        assertThat(answer).containsEntry("status", 200L).containsEntry("accepted", true);
        assertThat(checkout.statusOnce("paid")).isEqualTo("paid");
    }

    @Test
    void aNotifyThatComesTwiceMovesOnce() {
        submit();
        for (int i = 0; i < 5; i++) {
            assertThat(running.sandbox().sendNotify(order, Map.of("pg_result", "1")))
                    .containsEntry("accepted", true);
        }
        assertThat(checkout.statusOnce("paid")).isEqualTo("paid");
        assertThat(running.sandbox().sendNotify(order, Map.of("pg_result", "1")))
                .containsEntry("accepted", true);
        assertThat(checkout.timeline()).containsOnlyOnce("payment.captured");
    }

    @Test
    void aNotifyThatLiesIsNotBelieved() {
        // Rightly signed, but the status knows better: nobody has paid.
        assertThat(running.sandbox().sendNotify(order, Map.of("pg_result", "1")))
                .containsEntry("accepted", true);
        assertThat(checkout.statusOnce("processing")).isEqualTo("processing");
        assertThat(running.sandbox().authorizations(order)).isZero();
    }

    @Test
    void aFailureAfterASuccessChangesNothing() {
        submit();
        running.sandbox().sendNotify(order, Map.of("pg_result", "1"));
        assertThat(checkout.statusOnce("paid")).isEqualTo("paid");
        running.sandbox().sendNotify(order, Map.of("pg_result", "0", "pg_failure_code", "10001"));
        assertThat(checkout.status()).isEqualTo("paid");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pg_sig=0123456789abcdef0123456789abcdef",
                "pg_sig=0123456789ABCDEF0123456789ABCDEF",
                "pg_sig=",
                "pg_sig=short",
                "pg_result=3",
                "pg_result=01",
                "pg_result=",
                "pg_payment_id=",
                "pg_amount="
            })
    void aForgedOrStrangeNotifyIsRefusedWithASignedError(String change) {
        submit();
        var parts = change.split("=", 2);
        var answer = running.sandbox().sendNotify(order, success(parts[0], parts[1]));
        assertThat(answer).containsEntry("status", 200L).containsEntry("accepted", false);
        assertThat((String) answer.get("body")).contains("<pg_status>error</pg_status>", "pg_sig");
        assertThat(checkout.status()).isEqualTo("open");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pg_amount=1", "pg_amount=١٥٠٠", "pg_amount=1.5e3", "pg_currency=USD"})
    void anotherAmountIsAnsweredWithAnErrorAndMarked(String change) {
        submit();
        var parts = change.split("=", 2);
        var answer = running.sandbox().sendNotify(order, success(parts[0], parts[1]));
        assertThat((String) answer.get("body")).contains("<pg_status>error</pg_status>");
        assertThat(checkout.read()).containsEntry("status", "processing").containsEntry("attention", "amount_mismatch");
    }

    @Test
    void anotherPaymentIsUnknown() {
        submit();
        var answer = running.sandbox().sendNotify(order, success("pg_payment_id", "1111111111"));
        assertThat((String) answer.get("body")).contains("<pg_status>error</pg_status>");
        assertThat(checkout.status()).isEqualTo("open");
        assertThat(checkout.read().get("attention")).isNull();
    }

    @Test
    void anotherOrdersMoneyIsAnOperatorsMatter() {
        submit();
        var answer = running.sandbox().sendNotify(order, success("pg_order_id", "OTHER"));
        assertThat((String) answer.get("body")).contains("<pg_status>error</pg_status>");
        assertThat(checkout.read()).containsEntry("status", "processing").containsEntry("attention", "amount_mismatch");
    }

    @Test
    void anotherMerchantsNotifyIsRefused() {
        submit();
        var answer = running.sandbox().sendNotify(order, success("pg_merchant_id", "570002"));
        assertThat((String) answer.get("body")).contains("<pg_status>error</pg_status>");
        assertThat(checkout.status()).isEqualTo("open");
    }

    @Test
    void aFailureWithAnotherAmountLocksNobodyOut() {
        var answer = running.sandbox().sendNotify(order, Map.of("pg_result", "0", "pg_amount", "1"));
        assertThat((String) answer.get("body")).contains("<pg_status>error</pg_status>");
        assertThat(checkout.status()).isEqualTo("open");
    }

    @Test
    void theFormsOfACallMeanTheSame() {
        submit();
        var fields = signed("result", notifyFields());
        var xml = fields.stream()
                .map(f -> "<%s>%s</%s>".formatted(f.name(), f.value(), f.name()))
                .collect(Collectors.joining("", "<?xml version=\"1.0\" encoding=\"utf-8\"?><response>", "</response>"));
        assertThat(post("result", encoded(List.of(new Field("pg_xml", xml))))).contains("<pg_status>ok</pg_status>");
        assertThat(Http.get(running.url() + "/callbacks/freedompay/result?" + encoded(fields))
                        .body())
                .contains("<pg_status>ok</pg_status>");
        assertThat(checkout.statusOnce("paid")).isEqualTo("paid");
    }

    @Test
    void whatCannotBeReadGetsASignedErrorToo() {
        for (var body : List.of("%zz", "pg_xml=%3Cnot", "pg_result=1&pg_result=1", "")) {
            assertThat(post("result", body)).contains("<pg_status>error</pg_status>", "<pg_sig>");
        }
        var json = Http.postJson(running.url() + "/callbacks/freedompay/result", "{}");
        assertThat(json.statusCode()).isEqualTo(415);
        assertThat(Http.to(running.url() + "/callbacks/freedompay/result")
                        .send("DELETE")
                        .statusCode())
                .isEqualTo(405);
    }

    @Test
    void aSaltThatCouldForgeAMessageIsNotSignedAgain() {
        var answer = post("result", "pg_salt=a;b;c&pg_sig=0123456789abcdef0123456789abcdef");
        assertThat(answer).doesNotContain("a;b;c");
    }

    @Test
    void aCheckIsAnsweredOkForAPayableCheckoutAndItsOwnAmountOnly() {
        assertThat(post("check", encoded(signed("check", checkFields("1500"))))).contains("<pg_status>ok</pg_status>");
        assertThat(post("check", encoded(signed("check", checkFields("1")))))
                .contains("<pg_status>rejected</pg_status>");
        checkout.post("expire", "");
        assertThat(post("check", encoded(signed("check", checkFields("1500")))))
                .contains("<pg_status>rejected</pg_status>");
        // Signed for another address.
        assertThat(post("check", encoded(signed("result", checkFields("1500")))))
                .contains("<pg_status>error</pg_status>");
    }

    @Test
    void aCheckThatRacesWithTheEndIsRefusedFromThenOn() throws Exception {
        var check = encoded(signed("check", checkFields("1500")));
        var over = new AtomicBoolean();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var callers = new ArrayList<Future<List<Boolean>>>();
            var first = new CountDownLatch(4);
            for (int n = 0; n < 4; n++) {
                callers.add(threads.submit(() -> {
                    var answers = new ArrayList<Boolean>();
                    for (var last = false; !last; ) {
                        // One more that begins when the checkout has been closed.
                        last = over.get();
                        answers.add(post("check", check).contains("<pg_status>ok</pg_status>"));
                        first.countDown();
                    }
                    return answers;
                }));
            }
            first.await();
            assertThat(checkout.post("expire", "").statusCode()).isEqualTo(200);
            over.set(true);
            for (var caller : callers) {
                var answers = caller.get();
                assertThat(answers.getLast()).isFalse();
                assertThat(answers.subList(Math.max(0, answers.indexOf(false)), answers.size()))
                        .containsOnly(false);
            }
        }
        assertThat(checkout.status()).isEqualTo("expired");
    }

    @Test
    void ofTwoPaymentsOfAnOrderOnlyTheLiveOneMayGoOn() {
        var two = MerchantApi.newOrder();
        var tried = running.merchant().open(MerchantApi.savedCard(two, SavedCard.NOT_ENOUGH_MONEY));
        new PlainShopper(tried).payByCard().orElseThrow().send();
        Eventually.look(() -> tried.read("failure"), failure -> !failure.isEmpty());
        var again =
                Http.to(tried.url()).header("Origin", running.url().toString()).post();
        assertThat(again.statusCode()).isEqualTo(303);
        Http.get(tried.url() + "/cvc");
        var payments = running.sandbox().payments(two);
        assertThat(payments)
                .hasSize(2)
                .extracting(payment -> payment.get("order_id"))
                .containsOnly(two);
        assertThat(check(payments.getFirst())).contains("<pg_status>ok</pg_status>");
        assertThat(check(payments.getLast())).contains("<pg_status>rejected</pg_status>");
    }

    private static String check(Map<String, Object> payment) {
        return post("check", encoded(signed("check", checkFields(payment, "1500"))));
    }

    private static Map<String, Object> success(String name, String value) {
        var overrides = new HashMap<String, Object>(Map.of("pg_result", "1"));
        overrides.put(name, value);
        return overrides;
    }

    private List<Field> checkFields(String amount) {
        return checkFields(running.sandbox().payments(order).getFirst(), amount);
    }

    private static List<Field> checkFields(Map<String, Object> payment, String amount) {
        return List.of(
                new Field("pg_order_id", (String) payment.get("order_id")),
                new Field("pg_payment_id", (String) payment.get("id")),
                new Field("pg_amount", amount),
                new Field("pg_currency", "KZT"),
                new Field("pg_salt", "salt"));
    }

    private List<Field> notifyFields() {
        var fields = new ArrayList<>(checkFields("1500"));
        fields.add(new Field("pg_result", "1"));
        fields.add(new Field("pg_description", "Чай; 100 г"));
        return fields;
    }

    private static List<Field> signed(String script, List<Field> fields) {
        var all = new ArrayList<>(fields);
        all.add(new Field("pg_sig", Signature.of(script, fields, running.secretKey())));
        return all;
    }

    private static String encoded(List<Field> fields) {
        return fields.stream()
                .map(f -> f.name() + "=" + URLEncoder.encode(f.value(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static String post(String script, String form) {
        return Http.post(running.url() + "/callbacks/freedompay/" + script, form)
                .body();
    }

    @ParameterizedTest
    @ValueSource(strings = {"form", "multipart", "xml", "get"})
    void aNotifyMayComeInAnyForm(String format) {
        running.sandbox().scenario(order, "notify", "after", "notify_format", format);
        submit();
        assertThat(checkout.statusOnce("paid")).isEqualTo("paid");
        assertThat(running.sandbox().notifiesAnsweredOnce(order, 1)).isEqualTo(1);
        assertThat(running.sandbox().sendNotify(order, Map.of("pg_result", "1", "cart", "c-77; <&ключ>")))
                .containsEntry("accepted", true);
    }
}
