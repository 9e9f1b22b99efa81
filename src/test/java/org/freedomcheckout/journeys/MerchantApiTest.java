package org.freedomcheckout.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.freedomcheckout.sandbox.Json;
import org.freedomcheckout.sandbox.SavedCard;
import org.freedomcheckout.testkit.Http;
import org.freedomcheckout.testkit.Http.Answer;
import org.freedomcheckout.testkit.MerchantApi;
import org.freedomcheckout.testkit.RunningCheckout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a merchant may send, and what is answered to everything else. */
class MerchantApiTest {

    @RegisterExtension
    static final RunningCheckout running = new RunningCheckout();

    private final Map<String, Object> terms = MerchantApi.savedCard(MerchantApi.newOrder(), SavedCard.PAID);

    private Answer create() {
        return running.merchant().create(Json.write(terms));
    }

    private void assertWrong(String field) {
        var response = create();
        assertThat(response.statusCode()).as(response.body()).isEqualTo(422);
        assertThat(response.header("Content-Type").orElse("")).startsWith("application/problem+json");
        var problem = Json.readObject(response.body());
        assertThat(problem).containsKeys("type", "title", "status", "detail");
        assertThat((List<?>) problem.get("errors"))
                .anySatisfy(
                        error -> assertThat(((Map<?, ?>) error).get("field")).isEqualTo(field));
    }

    @Test
    void aCheckoutIsAnsweredWholeAndCanBeRead() {
        terms.put("metadata", Map.of("cart", "c-77"));
        terms.put("customer", Map.of("email", "a@b.kz", "phone", "77001234567", "ip", "203.0.113.7"));
        var response = create();
        assertThat(response.statusCode()).isEqualTo(201);
        var checkout = Json.readObject(response.body());
        assertThat(response.header("Location")).hasValue(running.url() + "/api/v1/checkouts/" + checkout.get("id"));
        assertThat(checkout.keySet())
                .containsExactly(
                        "id",
                        "status",
                        "url",
                        "order_id",
                        "amount",
                        "currency",
                        "description",
                        "method",
                        "capture",
                        "refunded_amount",
                        "payment",
                        "failure",
                        "attempts",
                        "attention",
                        "metadata",
                        "created_at",
                        "expires_at",
                        "updated_at");
        assertThat(checkout)
                .containsEntry("status", "open")
                .containsEntry("amount", "1500.00")
                .containsEntry("payment", null)
                .containsEntry("failure", null)
                .containsEntry("metadata", Map.of("cart", "c-77"));
        assertThat(checkout.get("url").toString()).matches(running.url() + "/pay/[A-Za-z0-9_-]{43}");
        assertThat(Json.readObject(running.merchant()
                        .get("/api/v1/checkouts/" + checkout.get("id"))
                        .body()))
                .isEqualTo(checkout);
    }

    @Test
    void theSmallestRequestIsEnough() {
        terms.keySet().removeAll(List.of("currency", "language"));
        var checkout = Json.readObject(create().body());
        assertThat(checkout).containsEntry("currency", "KZT").containsEntry("capture", "automatic");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "order_id | ``",
                "order_id | a b",
                "order_id | a;b",
                "amount | 0",
                "amount | 0.00",
                "amount | -1",
                "amount | 1e3",
                "amount | 0.001",
                "amount | 1,00",
                "amount | 99999999.01",
                "amount | ١٢",
                "amount | +5",
                "currency | XXX",
                "currency | kzt",
                "description | ``",
                "method | cash",
                "capture | later",
                "language | xx",
                "success_url | http://shop.kz/ok",
                "success_url | javascript:alert(1)",
                "success_url | data:text/html,x",
                "success_url | //shop.kz/ok",
                "success_url | https://a:b@shop.kz/ok",
                "success_url | https://10.0.0.1/ok",
                "success_url | https://shop.kz\\evil/",
                "success_url | `https://shop.kz/\r\nX: y`",
                "success_url | https://[2001:db8::1]/ok",
                "failure_url | shop.kz",
                "failure_url | javascript:alert(1)",
                "failure_url | data:text/html,x",
                "failure_url | http://shop.kz/fail",
                "failure_url | https://a@shop.kz/fail",
                "failure_url | https://10.0.0.1/fail",
            })
    void aWrongFieldIsNamed(String field, String value) {
        terms.put(field, value);
        assertWrong(field);
    }

    @ParameterizedTest
    @ValueSource(strings = {"order_id", "amount", "description", "method", "saved_card", "success_url", "failure_url"})
    void aMissingFieldIsNamed(String field) {
        terms.remove(field);
        assertWrong(field);
    }

    @Test
    void anUnknownFieldIsNamed() {
        terms.put("amonut", "5");
        assertWrong("amonut");
    }

    @Test
    void aNumberIsNoAmount() {
        terms.put("amount", 1500L);
        assertWrong("amount");
    }

    @Test
    void aWrongFieldInsideAnObjectIsNamedByItsPath() {
        terms.put("saved_card", Map.of("token", "", "user_id", "u 42", "mask", "4716047261941981", "cvc", "123"));
        assertWrong("saved_card.token");
        assertWrong("saved_card.user_id");
        assertWrong("saved_card.mask");
        assertWrong("saved_card.cvc");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 299, 604_801})
    void aLifeOutsideFiveMinutesToSevenDaysIsRefused(long seconds) {
        terms.put("expires_in", seconds);
        assertWrong("expires_in");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "data:text/html,x",
                "http://acs.bank.kz/",
                "https://user@acs.bank.kz/",
                "https://acs.bank.kz/\r\nX: y",
                "https://192.168.1.1/acs",
                "https://[2001:db8::1]/acs",
                "/acs"
            })
    void anAddressOfABankMustBeAnHttpsAddress(String acsUrl) {
        challengeAt(acsUrl);
        assertWrong("three_ds.acs_url");
    }

    private void challengeAt(String acsUrl) {
        terms.remove("saved_card");
        terms.put("method", "three_ds");
        terms.put("three_ds", Map.of("payment_id", "7999007771", "acs_url", acsUrl, "pareq", "x", "md", ""));
    }

    @Test
    void anAddressOfABankOrShopHasAnEnd() {
        var tooLong = "https://shop.kz/" + "x".repeat(65_536 - 16);
        terms.put("success_url", tooLong);
        assertThat(create().statusCode()).isEqualTo(413);
        terms.put("success_url", tooLong.substring(0, 2049));
        assertWrong("success_url");
        challengeAt(tooLong.substring(0, 2049));
        assertWrong("three_ds.acs_url");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost:%d/acs/x",
                "http://localhost:%d",
                "HTTP://LocalHost:%d/",
                "http://localhost:%d?x"
            })
    void ourOwnAddressIsNoBankAndNoShop(String ours) {
        var url = ours.formatted(running.url().getPort());
        terms.put("success_url", url);
        assertWrong("success_url");
        terms.put("failure_url", url);
        assertWrong("failure_url");
        challengeAt(url);
        assertWrong("three_ds.acs_url");
    }

    @Test
    void onePaymentBelongsToOneCheckout() {
        var merchant = running.merchant();
        var threeDs = merchant.threeDs(MerchantApi.newOrder());
        merchant.open(threeDs);
        terms.clear();
        terms.putAll(threeDs);
        assertWrong("three_ds.payment_id");
    }

    @Test
    void methodAndDataMustBelongTogether() {
        terms.put("three_ds", new HashMap<>());
        assertWrong("three_ds");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "{} {}", "{\"order_id\":\"a\",\"order_id\":\"b\"}", "null"})
    void whatIsNoJsonObjectIsABadRequest(String body) {
        var response = running.merchant().create(body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
        assertThat(response.header("Content-Type").orElse("")).startsWith("application/problem+json");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'a':1,'saved_card':{'token':'x','token':'y'}}|saved_card.token",
                "{'amount':01}|amount",
                "{'description':'\t'}|description"
            })
    void theFieldAtWhichReadingEndedIsNamed(String body, String field) {
        var response = running.merchant().create(body.replace('\'', '"'));
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body())
                .contains("\"errors\":[{\"field\":\"" + field + "\"")
                .doesNotContainIgnoringCase("jackson");
    }

    @Test
    void theQueryIsNotForTheBodysFields() {
        var response = running.merchant().post("/api/v1/checkouts?order_id=A1", Json.write(terms), "");
        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(response.body()).contains("{\"field\":\"order_id\",\"detail\":\"is not known\"}");
    }

    @Test
    void whatHasNoParametersTakesNone() {
        var checkout = running.merchant().open(terms);
        var path = "/api/v1/checkouts/" + checkout.id();
        for (var asked : List.of(path, path + "/events")) {
            var response = running.merchant().get(asked + "?type=paid");
            assertThat(response.statusCode()).as(asked).isEqualTo(422);
            assertThat(response.body()).contains("{\"field\":\"type\",\"detail\":\"is not known\"}");
        }
        var expired = checkout.post("expire", "{\"reason\":\"x\"}");
        assertThat(expired.statusCode()).isEqualTo(422);
        assertThat(expired.body()).contains("{\"field\":\"reason\",\"detail\":\"is not known\"}");
        assertThat(checkout.status()).isEqualTo("open");
    }

    @Test
    void moreThan64KibIsTooLarge() {
        assertThat(running.merchant()
                        .create("{\"x\":\"" + "y".repeat(70_000) + "\"}")
                        .statusCode())
                .isEqualTo(413);
    }

    @Test
    void onlyJsonIsTaken() {
        var response = Http.to(running.url() + "/api/v1/checkouts")
                .header("Authorization", "Bearer testkit-api-key-testkit-api-key-testkit")
                .header("Content-Type", "text/plain")
                .send("POST", "{}");
        assertThat(response.statusCode()).isEqualTo(415);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer wrong", "Basic dTpw", "Bearer testkit-api-key-testkit-api-key-testkiT"})
    void withoutTheRightKeyNobodyIsServed(String authorization) {
        var request = Http.to(running.url() + "/api/v1/checkouts/co_1");
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        var response = request.get();
        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.header("WWW-Authenticate")).hasValue("Bearer");
        assertThat(Json.readObject(response.body())).containsEntry("status", 401L);
    }

    @Test
    void aHeaderThatDecidesIsTakenOnce() {
        for (var name : List.of("Authorization", "Idempotency-Key")) {
            var response = Http.to(running.url() + "/api/v1/checkouts")
                    .header("Authorization", "Bearer " + RunningCheckout.API_KEY)
                    .header("Idempotency-Key", "one")
                    .header(name, name.equals("Authorization") ? "Bearer " + RunningCheckout.API_KEY : "two")
                    .postJson("{}");
            assertThat(response.statusCode()).as(name).isEqualTo(400);
            assertThat(response.header("Content-Type")).hasValue("application/problem+json;charset=UTF-8");
            assertThat(response.body()).contains("{\"field\":\"" + name + "\",\"detail\":\"must be given once\"}");
        }
    }

    @Test
    void anUnknownCheckoutIsA404AndAnotherMethodA405() {
        assertThat(running.merchant()
                        .get("/api/v1/checkouts/co_0000000000000000000000")
                        .statusCode())
                .isEqualTo(404);
        var response = Http.to(running.url() + "/api/v1/checkouts").send("DELETE");
        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.header("Allow")).hasValue("GET, HEAD, POST");
        assertThat(Json.readObject(response.body())).containsEntry("status", 405L);
    }

    @Test
    void merchantTextIsShownAsTextOnly() {
        var odd = "<script>alert(1)</script> ${7*7} __${7*7}__ *{7*7} [[${7*7}]] [(${7*7})] \"' & \u202e\u05d0";
        terms.put("description", odd + "x".repeat(1024 - odd.length()));
        terms.put("metadata", Map.of("q7x", odd));
        var checkout = Json.readObject(create().body());
        var page = Http.get(checkout.get("url").toString()).body();
        assertThat(page)
                .contains("<p class=\"description\" dir=\"auto\"")
                .contains(">&lt;script&gt;alert(1)&lt;/script&gt; ${7*7} __${7*7}__ *{7*7} [[${7*7}]] [(${7*7})]"
                        + " &quot;&#39; &amp; \u202e\u05d0x")
                .doesNotContain("<script>alert", "q7x");
    }

    /** Words for a refusal are ours; of Freedom Pay's only the code is shown. */
    @Test
    void aCodeOfFreedomPaysIsShownAsTextOnly() {
        var order = terms.get("order_id").toString();
        running.sandbox().fault(order, "init", "signed_error", "code", "<q7x>${7*7}\"'", "at", "before");
        var checkout = running.merchant().open(terms);
        Http.get(checkout.url() + "/cvc");
        assertThat(checkout.read("failure")).containsEntry("code", "<q7x>${7*7}\"'");
        assertThat(Http.get(checkout.url() + "?lang=en").body())
                .contains("&lt;q7x&gt;${7*7}&quot;&#39;")
                .doesNotContain("<q7x>");
    }
}
