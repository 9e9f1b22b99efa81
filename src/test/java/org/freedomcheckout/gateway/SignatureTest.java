package org.freedomcheckout.gateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import org.freedomcheckout.checkout.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Worked examples of the signature, E1 to E14 of the protocol notes; the secret is made up. */
class SignatureTest {

    private static final Secret SECRET = new Secret("demoSecretKey123");
    private static final Verifier VERIFIER = new Verifier(() -> List.of(SECRET));

    private static String sign(String script, List<Entry<String, String>> fields) {
        return Signature.sign(script, fields, SECRET);
    }

    private static List<Entry<String, String>> fields(String... namesAndValues) {
        var fields = new ArrayList<Entry<String, String>>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.add(Map.entry(namesAndValues[i], namesAndValues[i + 1]));
        }
        return fields;
    }

    private static List<Entry<String, String>> signed(List<Entry<String, String>> fields, String signature) {
        var all = new ArrayList<>(fields);
        all.add(Map.entry("pg_sig", signature));
        return all;
    }

    private static final List<Entry<String, String>> E1 = fields(
            "pg_payment_id", "7999007771",
            "pg_md", "TUQtZGVtbw==",
            "pg_pares", "UGFSZXMtZGVtby0x",
            "pg_salt", "aB3xK9mQ",
            "pg_merchant_id", "570001");

    @Test
    void whatIsSecretIsComparedInATimeThatTellsNothing() {
        classes()
                .should()
                .callMethod(MessageDigest.class, "isEqual", byte[].class, byte[].class)
                .check(new ClassFileImporter().importClasses(Verifier.class, Secret.class));
    }

    @Test
    void e1PaymentAcsRequest() {
        assertThat(sign("paymentAcs", E1)).isEqualTo("71d6aa628df03e9ec2aa9ba69bed8f19");
    }

    @Test
    void namesAreNotSigned() {
        var refund = fields("pg_payment_id", "7999007771", "pg_refund_amount", "39", "pg_salt", "aB3xK9mQ");
        var turned = fields("pg_payment_id", "7999007771", "pg_refund_amounu", "39", "pg_salt", "aB3xK9mQ");
        assertThat(sign("refund", turned))
                .as("so only TLS keeps a refund of a part from becoming one of all")
                .isEqualTo(sign("refund", refund));
    }

    @Test
    void e2AnEmptyMdIsSigned() {
        var fields = fields(
                "pg_md", "",
                "pg_merchant_id", "570001",
                "pg_pares", "UGFSZXMtZGVtby0x",
                "pg_payment_id", "7999007771",
                "pg_salt", "aB3xK9mQ");
        assertThat(sign("paymentAcs", fields)).isEqualTo("29c1c3fdc180d605d0ebdd801e5357a9");
    }

    @Test
    void e3CardPayRequest() {
        var fields = fields("pg_merchant_id", "570001", "pg_payment_id", "7999007883", "pg_salt", "V9UG2EPB");
        assertThat(sign("pay", fields)).isEqualTo("1b1ce436ea9404b41c4e3230070c862a");
    }

    @Test
    void e4PaymentAcsResponse() {
        var fields = fields(
                "pg_status", "ok",
                "pg_payment_id", "7999007771",
                "pg_auth_code", "243412",
                "pg_reference", "241107063029",
                "pg_datetime", "2024-11-07T06:30:29+00:00",
                "pg_salt", "Lc9M2TKR79VVNEc4");
        assertThat(VERIFIER.isSigned("paymentAcs", signed(fields, "8d7e0fc009eeca3aa0ada9279fb60b90")))
                .isTrue();
    }

    @Test
    void e5AnErrorInRussian() {
        var fields = fields(
                "pg_status", "error",
                "pg_error_code", "1100",
                "pg_error_description", "Некорректная подпись запроса",
                "pg_datetime", "2024-10-07T06:33:20+00:00",
                "pg_salt", "7fkmeKvqQYackCJU");
        assertThat(VERIFIER.isSigned("paymentAcs", signed(fields, "bdb57435506bddb6287e0ced607bea64")))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "44ad561a12dd10d5ea3a838ebeebb511",
                "17b7a829cad974f0d964fe97d9c6553c",
                "e715ad7ca30ec3b700083c7f2d99d5ce"
            })
    void e6CardInitResponseInThreeSpellings(String signature) {
        var fields = fields(
                "pg_merchant_id", "570001",
                "pg_order_id", "12345",
                "pg_payment_id", "7999007883",
                "pg_salt", "V9UG2EPB",
                "pg_status", "ok");
        assertThat(VERIFIER.isSignedPerhapsWithoutScript("init", signed(fields, signature)))
                .isTrue();
        assertThat(VERIFIER.isSigned("init", signed(fields, signature)))
                .isEqualTo(signature.equals("44ad561a12dd10d5ea3a838ebeebb511"));
    }

    private static final List<Entry<String, String>> E7 = fields(
            "cart", "c-77",
            "pg_order_id", "12345",
            "pg_payment_id", "7999007883",
            "pg_amount", "20",
            "pg_currency", "KZT",
            "pg_net_amount", "19.42",
            "pg_ps_amount", "20",
            "pg_ps_full_amount", "20",
            "pg_ps_currency", "KZT",
            "pg_description", "Order 12345",
            "pg_result", "1",
            "pg_payment_date", "2024-11-07 11:30:29",
            "pg_can_reject", "0",
            "pg_user_phone", "77000000000",
            "pg_need_phone_notification", "0",
            "pg_user_contact_email", "",
            "pg_need_email_notification", "0",
            "pg_payment_method", "bankcard",
            "pg_reference", "241107063029",
            "pg_captured", "1",
            "pg_card_pan", "4716-04XX-XXXX-1981",
            "pg_card_exp", "12/30",
            "pg_card_owner", "TEST CARD",
            "pg_card_brand", "VI",
            "pg_auth_code", "243412",
            "pg_salt", "n0t1fySalt");

    @Test
    void e7ResultNotifyWithAFieldOfTheMerchants() {
        assertThat(VERIFIER.isSigned("result", signed(E7, "856726f9875ae8e03d7de5129b05c6a5")))
                .isTrue();
    }

    @Test
    void e8OurAnswerToIt() {
        var fields = fields("pg_description", "Order paid", "pg_salt", "n0t1fySalt", "pg_status", "ok");
        assertThat(sign("result", fields)).isEqualTo("ee7b1b72562d826b72bb9d87ad1d708a");
    }

    @Test
    void e9NestedReceiptPositions() {
        var fields = fields(
                "pg_merchant_id", "570001",
                "pg_order_id", "12345",
                "pg_amount", "2500",
                "pg_description", "Two items",
                "pg_user_id", "u42",
                "pg_card_token", "ef741cfc-f85e-41a0-84e6-2ba964912182",
                "pg_receipt_positions[0][count]", "2",
                "pg_receipt_positions[0][name]", "Mouse pad",
                "pg_receipt_positions[0][tax_type]", "0",
                "pg_receipt_positions[0][price]", "1000",
                "pg_receipt_positions[1][count]", "1",
                "pg_receipt_positions[1][name]", "Cable",
                "pg_receipt_positions[1][tax_type]", "3",
                "pg_receipt_positions[1][price]", "500",
                "pg_salt", "r3ce1pt");
        assertThat(sign("init", fields)).isEqualTo("1a1de6af4061f36bca2b6a3a2efc9802");
    }

    @Test
    void e10CapitalsComeFirst() {
        var fields = fields(
                "pg_merchant_id", "570001",
                "pg_payment_id", "7999007771",
                "pg_receipt_positions[0][count]", "2",
                "pg_receipt_positions[0][name]", "Milk 1L",
                "pg_receipt_positions[0][price]", "450.5",
                "pg_receipt_positions[0][tax_type]", "7",
                "pg_receipt_positions[0][UnitCode]", "796",
                "pg_receipt_positions[0][GTIN]", "04870000000017",
                "pg_receipt_positions[0][mark_list][0]", "MRK-1",
                "pg_receipt_positions[0][mark_list][1]", "MRK-2",
                "pg_salt", "upper");
        assertThat(sign("refund", fields)).isEqualTo("a535e0a0e0e445cf2095f6eacfbbab2d");
    }

    @Test
    void e11TheEleventhPositionSortsBehindTheFirst() {
        var fields = fields("pg_merchant_id", "570001", "pg_payment_id", "1", "pg_salt", "eleven");
        for (int i = 0; i <= 10; i++) {
            var position = "pg_receipt_positions[" + i + "]";
            fields.addAll(fields(
                    position + "[count]", "1",
                    position + "[name]", "p" + i,
                    position + "[price]", "10",
                    position + "[tax_type]", "0"));
        }
        assertThat(sign("refund", fields)).isEqualTo("3a205c71f037fbe4bc654b34b512820b");
    }

    @Test
    void e12AListInXml() throws Exception {
        var xml = """
                <?xml version="1.0" encoding="utf-8"?><response>
                <card><pg_status>approved</pg_status><pg_card_token>tok-A</pg_card_token><pg_is_filled>1</pg_is_filled>
                <pg_card_hash>4111-11XX-XXXX-1111</pg_card_hash><created_at>2024-09-02T12:19:01+00:00</created_at></card>
                <card><pg_status>approved</pg_status><pg_card_token>tok-B</pg_card_token><pg_is_filled>0</pg_is_filled>
                <pg_card_hash>5500-00XX-XXXX-0004</pg_card_hash><created_at>2024-09-03T08:00:00+00:00</created_at></card>
                <pg_salt>l1st</pg_salt><pg_sig>f07ec47cb63b6e46ed678ce65a479b30</pg_sig></response>""";
        var read = XmlMessage.read(xml.getBytes(StandardCharsets.UTF_8), StatusResponse.class);
        assertThat(VERIFIER.isSigned("list", read.leaves())).isTrue();
    }

    @Test
    void e13RedirectBack() {
        var fields = fields("pg_order_id", "12345", "pg_payment_id", "7999007883", "pg_salt", "r3d1r");
        assertThat(VERIFIER.isSigned("success", signed(fields, "b805d4d4b74f82ba718553a673bc0327")))
                .isTrue();
    }

    @Test
    void e14StatusRequest() {
        var fields = fields(
                "pg_merchant_id", "570001",
                "pg_order_id", "12345",
                "pg_payment_id", "7999007771",
                "pg_salt", "st4tus");
        assertThat(sign("status_v2", fields)).isEqualTo("02c81007b170edae52625df4bfbd48f9");
    }

    @Test
    void anAnswerSignedWithoutItsEmptyValuesIsBelievedToo() {
        var withoutEmptyOnes =
                E7.stream().filter(field -> !field.getValue().isEmpty()).toList();
        assertThat(VERIFIER.isSigned("result", signed(E7, sign("result", withoutEmptyOnes))))
                .isTrue();
    }

    @Test
    void thePreviousSecretIsStillBelieved() {
        var rotating = new Verifier(() -> List.of(new Secret("theNewSecretKey"), SECRET));
        assertThat(rotating.isSigned("result", signed(E7, "856726f9875ae8e03d7de5129b05c6a5")))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "856726f9875ae8e03d7de5129b05c6a",
                "856726F9875AE8E03D7DE5129B05C6A5",
                "856726f9875ae8e03d7de5129b05c6a6",
                "856726f9875ae8e03d7de5129b05c6a5 "
            })
    void whatIsNotExactlyTheSignatureIsNone(String signature) {
        assertThat(VERIFIER.isSigned("result", signed(E7, signature))).isFalse();
    }

    @Test
    void noSignatureOrTwoAreNone() {
        assertThat(VERIFIER.isSigned("result", E7)).isFalse();
        var once = signed(E7, "856726f9875ae8e03d7de5129b05c6a5");
        assertThat(VERIFIER.isSigned("result", signed(once, "856726f9875ae8e03d7de5129b05c6a5")))
                .isFalse();
    }

    @Test
    void anotherScriptNameIsAnotherSignature() {
        assertThat(VERIFIER.isSigned("check", signed(E7, "856726f9875ae8e03d7de5129b05c6a5")))
                .isFalse();
    }

    @Test
    void theScriptNameIsThePathsLastPart() {
        assertThat(ScriptName.of(URI.create("https://shop.example/fp/result?x=1")))
                .isEqualTo("result");
        assertThat(ScriptName.of(URI.create("https://api.freedompay.kz/get_status3.php")))
                .isEqualTo("get_status3.php");
        assertThat(ScriptName.of(URI.create("https://shop.example/fp/"))).isEmpty();
    }

    @Test
    void whereTheScriptNameMayBeMissingNothingElseMay() {
        var signature = "856726f9875ae8e03d7de5129b05c6a5";
        assertThat(VERIFIER.isSignedPerhapsWithoutScript("result", signed(E7, signature)))
                .isTrue();
        assertThat(VERIFIER.isSignedPerhapsWithoutScript("check", signed(E7, signature)))
                .isFalse();
        var shortened = E7.subList(1, E7.size());
        assertThat(VERIFIER.isSignedPerhapsWithoutScript("result", signed(shortened, signature)))
                .isFalse();
    }
}
