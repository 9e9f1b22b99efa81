package org.freedomcheckout.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Optional;
import java.util.stream.Collectors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.freedomcheckout.checkout.Evidence;
import org.freedomcheckout.checkout.Money;
import org.freedomcheckout.checkout.Money.Currency;
import org.freedomcheckout.checkout.PaymentId;
import org.freedomcheckout.checkout.Reason;
import org.freedomcheckout.checkout.Receipt;
import org.freedomcheckout.checkout.Secret;
import org.freedomcheckout.gateway.ResultNotify.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a call to us says, and which calls are not believed. */
class CallbackReaderTest {

    private static final Instant NOW = Instant.parse("2026-11-21T10:15:30Z");
    private static final Secret SECRET = new Secret("demoSecretKey123");
    private static final Verifier VERIFIER = new Verifier(() -> List.of(SECRET));
    private static final CallbackReader READER = new CallbackReader(
            new GatewaySettings(
                    URI.create("https://api.freedompay.kz"),
                    "570001",
                    () -> List.of(SECRET),
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(60),
                    200,
                    false,
                    "pg_md",
                    false),
            VERIFIER,
            InstantSource.fixed(NOW));
    private static final Expected EXPECTED =
            new Expected("A1001", Optional.of(new PaymentId("7999007771")), new Money(150_000, Currency.KZT), false);
    private static final String RESULT = "pg_order_id=A1001 pg_payment_id=7999007771 pg_amount=1500 pg_currency=KZT"
            + " pg_result=1 pg_salt=aB3xK9mQ";

    /** The fields of a text such as {@code a=1 b=2}; a later one takes the place of an earlier one. */
    private static List<Entry<String, String>> fields(String... texts) {
        var fields = new ArrayList<Entry<String, String>>();
        for (var field : String.join(" ", texts).split(" ", -1)) {
            var parts = field.split("=", 2);
            fields.removeIf(earlier -> earlier.getKey().equals(parts[0]));
            fields.add(Map.entry(parts[0], parts[1]));
        }
        return fields;
    }

    private static ReceivedFields signed(String script, List<Entry<String, String>> fields) {
        var all = new ArrayList<>(fields);
        all.add(Map.entry("pg_sig", Signature.sign(script, fields, SECRET)));
        return new ReceivedFields(all);
    }

    private static ResultNotify result(String... fields) throws UntrustedException {
        return READER.result(signed("result", fields(fields)), "result");
    }

    private static void assertUntrusted(String reason, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        UntrustedException.class,
                        untrusted -> assertThat(untrusted.reason()).isEqualTo(reason));
    }

    @Test
    void aNotifyIsReadAsItCame() throws Exception {
        assertThat(result(
                        RESULT,
                        "pg_captured=1 pg_failure_code= pg_merchant_id=570001 pg_auth_code=243412",
                        "pg_reference=241107063029 pg_card_pan=4716047261941981 pg_card_brand=VI"))
                .isEqualTo(new ResultNotify(
                        "A1001",
                        new PaymentId("7999007771"),
                        "1500",
                        "KZT",
                        Result.SUCCESS,
                        Optional.of("1"),
                        Optional.empty(),
                        Optional.of("570001"),
                        new Receipt(
                                Optional.of("243412"),
                                Optional.of("241107063029"),
                                Optional.of("471604XXXXXX1981"),
                                Optional.of("VI"),
                                Optional.empty(),
                                NOW),
                        Optional.of("aB3xK9mQ")));
    }

    @Test
    void emptyFieldsOfANotifyAreNone() throws Exception {
        var notify = result(RESULT, "pg_captured= pg_auth_code= pg_reference= pg_card_pan= pg_card_brand=");
        assertThat(notify.receipt()).isEqualTo(Receipt.at(NOW));
        assertThat(notify.captured()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0, FAILURE", "1, SUCCESS", "2, INCOMPLETE"})
    void aResultIsANumber(String number, Result meaning) throws Exception {
        assertThat(result(RESULT, "pg_result=" + number).result()).isEqualTo(meaning);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "3", "ok", "01", "-1"})
    void anotherResultIsNone(String result) {
        assertUntrusted("pg_result", () -> result(RESULT, "pg_result=" + result));
    }

    @ParameterizedTest
    @CsvSource({"1, true", "0, false", "'', false", "true, false"})
    void moneyIsTakenIfTheNotifySaysSo(String captured, boolean taken) throws Exception {
        assertThat(result(RESULT, "pg_captured=" + captured).isCaptured()).isEqualTo(taken);
    }

    @ParameterizedTest
    @CsvSource({
        "pg_captured=1,       Captured",
        "pg_captured=0,       Held",
        "pg_captured=,        Captured",
        "pg_amount=1500.00,   Captured",
        "pg_amount=1499,      Mismatched",
        "pg_currency=USD,     Mismatched",
        "pg_order_id=A1002,   Mismatched",
        "pg_result=0,         Refused",
        "pg_result=2,         Undecided"
    })
    void aNotifyThatIsBelievedSaysWhatBecameOfTheMoney(String field, String meaning) throws Exception {
        assertThat(result(RESULT, field).evidence(EXPECTED).getClass().getSimpleName())
                .isEqualTo(meaning);
    }

    @Test
    void aFailureHasItsReasonIfItIsSaid() throws Exception {
        var told = (Evidence.Refused)
                result(RESULT, "pg_result=0 pg_failure_code=10009").evidence(EXPECTED);
        assertThat(told.failure().reason()).isEqualTo(Reason.NOT_ENOUGH_MONEY);
        var untold = (Evidence.Refused) result(RESULT, "pg_result=0").evidence(EXPECTED);
        assertThat(untold.failure().code()).isEqualTo("unknown");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pg_order_id", "pg_payment_id", "pg_amount", "pg_currency"})
    void aCallThatLacksAFactIsNotBelieved(String name) {
        assertUntrusted(name, () -> result(RESULT, name + "="));
        assertUntrusted(name, () -> READER.check(signed("check", fields(RESULT, name + "=")), "check"));
    }

    @Test
    void aPaymentsNumberHasAtMost64Characters() throws Exception {
        assertThat(result(RESULT, "pg_payment_id=" + "7".repeat(64)).payment().value())
                .hasSize(64);
        assertUntrusted("pg_payment_id", () -> result(RESULT, "pg_payment_id=" + "7".repeat(65)));
    }

    @Test
    void anotherMerchantsNotifyIsNotOurs() {
        assertUntrusted("other_merchant", () -> result(RESULT, "pg_merchant_id=570002"));
    }

    @Test
    void whatIsNotSignedForItsAddressIsNotBelieved() {
        var unsigned = new ReceivedFields(fields(RESULT));
        assertUntrusted("bad_signature", () -> READER.result(unsigned, "result"));
        var forTheOther = signed("result", fields(RESULT));
        assertUntrusted("bad_signature", () -> READER.check(forTheOther, "check"));
        assertThatThrownBy(() -> READER.check(forTheOther, "check"))
                .isInstanceOfSatisfying(
                        UntrustedException.class,
                        untrusted -> assertThat(untrusted.salt()).hasValue("aB3xK9mQ"));
    }

    @Test
    void aFieldThatStandsTwiceIsNotBelieved() {
        var twice = fields(RESULT);
        twice.add(Map.entry("pg_amount", "1"));
        var call = signed("result", twice);
        assertUntrusted("repeated_field", () -> READER.result(call, "result"));
        assertThat(READER.isSignedRedirect(call, "result")).isFalse();
    }

    @Test
    void aRedirectMayBeSigned() {
        assertThat(READER.isSignedRedirect(signed("success", fields(RESULT)), "success"))
                .isTrue();
        assertThat(READER.isSignedRedirect(signed("success", fields(RESULT)), "failure"))
                .isFalse();
    }

    @Test
    void aCheckRequestIsReadAsItCame() throws Exception {
        assertThat(READER.check(signed("check", fields(RESULT)), "check"))
                .isEqualTo(
                        new CheckRequest("A1001", new PaymentId("7999007771"), "1500", "KZT", Optional.of("aB3xK9mQ")));
    }

    @ParameterizedTest
    @CsvSource({"success, true", "SUCCESS, true", "error, false", "unknown, false"})
    void aCardIsSavedIfTheCallSaysSo(String status, boolean saved) throws Exception {
        var call = signed("card", fields("pg_user_id=u42 pg_card_hash=4716047261941981 pg_status=" + status));
        assertThat(READER.card(call, "card"))
                .isEqualTo(
                        new CardNotify(Optional.of("u42"), saved, Optional.of("471604XXXXXX1981"), Optional.empty()));
    }

    @Test
    void aCardCallMayLeaveOutTheUserAndTheCard() throws Exception {
        var call = signed("card", fields("pg_user_id= pg_card_hash= pg_status=error"));
        assertThat(READER.card(call, "card"))
                .isEqualTo(new CardNotify(Optional.empty(), false, Optional.empty(), Optional.empty()));
    }

    private static ReceivedFields asXml(String root, ReceivedFields fields, String rest) {
        var document = new StringBuilder("<" + root + ">");
        fields.entries()
                .forEach(field -> document.append("<%1$s>%2$s</%1$s>".formatted(field.getKey(), field.getValue())));
        return new ReceivedFields(List.of(Map.entry("pg_xml", document + rest + "</" + root + ">")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"request", "response"})
    void aCallInXmlIsTheSame(String root) throws Exception {
        var call = signed("check", fields(RESULT));
        assertThat(READER.check(asXml(root, call, ""), "check")).isEqualTo(READER.check(call, "check"));
    }

    @Test
    void fieldsBesideADocumentAreSignedToo() {
        var call = signed("check", fields(RESULT));
        var more = new ArrayList<>(asXml("request", call, "").entries());
        more.add(Map.entry("pg_more", "1"));
        assertUntrusted("bad_signature", () -> READER.check(new ReceivedFields(more), "check"));
    }

    @Test
    void aDocumentThatCannotBeReadIsNotBelieved() {
        var call = signed("check", fields(RESULT));
        assertUntrusted("malformed_xml", () -> READER.check(asXml("answer", call, ""), "check"));
        assertUntrusted("malformed_xml", () -> READER.check(asXml("request", call, "<"), "check"));
    }

    @Test
    void aDocumentHasAtMost64KiB() throws Exception {
        var call = signed("check", fields(RESULT));
        var room = 64 * 1024
                - asXml("request", call, "<!---->").only("pg_xml").orElseThrow().length();
        assertThat(READER.check(asXml("request", call, "<!--" + "x".repeat(room) + "-->"), "check"))
                .isEqualTo(READER.check(call, "check"));
        assertUntrusted(
                "too_large",
                () -> READER.check(asXml("request", call, "<!--" + "x".repeat(room + 1) + "-->"), "check"));
    }

    private static Map<String, String> answer(CallbackStatus status, Optional<String> salt) throws Exception {
        var leaves = XmlMessage.leaves(READER.answer(status, "text", salt, "result"));
        assertThat(VERIFIER.isSigned("result", leaves)).isTrue();
        return leaves.stream().collect(Collectors.toMap(Entry::getKey, Entry::getValue));
    }

    @ParameterizedTest
    @CsvSource({"OK, ok, pg_description", "REJECTED, rejected, pg_description", "ERROR, error, pg_error_description"})
    void ourAnswerIsSignedWithTheSaltThatCame(CallbackStatus status, String word, String name) throws Exception {
        assertThat(answer(status, Optional.of("aB3xK9mQ")))
                .containsEntry("pg_status", word)
                .containsEntry(name, "text")
                .containsEntry("pg_salt", "aB3xK9mQ")
                .hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a;b", "Соль", "aB3xK9mQ\n"})
    void aSaltThatCouldForgeAMessageIsNotSigned(String salt) throws Exception {
        assertThat(answer(CallbackStatus.OK, Optional.of(salt)).get("pg_salt")).matches("[A-Za-z0-9]{8,64}");
        assertThat(answer(CallbackStatus.OK, Optional.of("a".repeat(65))).get("pg_salt"))
                .doesNotStartWith("aaaaaaaa");
    }

    @Test
    void ourAnswerIsUtf8() {
        var answer = READER.answer(CallbackStatus.REJECTED, "Заказ закрыт", Optional.empty(), "check");
        assertThat(new String(answer, StandardCharsets.UTF_8)).contains(">Заказ закрыт<");
    }
}
