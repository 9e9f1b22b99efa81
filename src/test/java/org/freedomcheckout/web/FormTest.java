package org.freedomcheckout.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.http.HttpServletRequest;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormTest {

    private static final String URLENCODED = "application/x-www-form-urlencoded";
    private static final String MULTIPART = "multipart/form-data; boundary=b";

    private static HttpServletRequest post(@Nullable String type, String body) {
        return Exchange.post("/?q=1", type, body).request();
    }

    private static HttpServletRequest get(String address) {
        return Exchange.get(address).request();
    }

    private static String part(String name, String value) {
        return "--b\r\nContent-Disposition: form-data; " + name + "\r\n\r\n" + value + "\r\n";
    }

    private static void assertRefused(int status, Supplier<Form> form) {
        assertThatThrownBy(form::get)
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.status()).isEqualTo(status));
    }

    @Test
    void fieldsKeepTheirOrderAndTheirBytes() {
        var form = Form.parseQuery("a=1&b=%D0%A7%D0%B0%D0%B9&a=+x%2B%0D%0A&c&d=&=e&f=g=h");
        assertThat(form.fields().toString()).isEqualTo("[a=1, b=Чай, a= x+\r\n, c=, d=, =e, f=g=h]");
    }

    @Test
    void aFieldThatIsUsedMayStandOnceOnly() {
        var form = Form.parseQuery("a=1&b=2&b=3");
        assertThat(form.only("x", "a")).hasValue("1");
        assertThat(form.only("x")).isEmpty();
        assertThatThrownBy(() -> form.only("b")).isInstanceOf(Refusal.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=%", "a=%4", "a=%zz", "a=%c3%28", "%ff=1", "a=%u0041"})
    void whatIsMalformedIsRefused(String query) {
        assertThatThrownBy(() -> Form.parseQuery(query)).isInstanceOf(Refusal.class);
    }

    @Test
    void twoHundredFieldsAreEnough() {
        assertThat(Form.parseQuery("a&".repeat(200)).fields()).hasSize(200);
        assertThatThrownBy(() -> Form.parseQuery("a&".repeat(201))).isInstanceOf(Refusal.class);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {URLENCODED, URLENCODED + "; charset=windows-1251", " Application/X-WWW-Form-Urlencoded ;"})
    void aPostedFormIsReadFromItsBodyAloneWhateverCharsetItClaims(String type) {
        assertThat(Form.ofBody(post(type, "a=%D0%A7")).fields().toString()).isEqualTo("[a=Ч]");
        assertThat(Form.ofAnyBody(post(type, "a=%D0%A7")).fields().toString()).isEqualTo("[a=Ч]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "", ";", "application/json", "multipart/mixed; boundary=b"})
    void whatIsNoFormIsRefused(String type) {
        assertRefused(415, () -> Form.ofBody(post(type, "a=1")));
        assertRefused(415, () -> Form.ofAnyBody(post(type, "a=1")));
    }

    @Test
    void aFormHasAtMost160KiB() {
        var longest = "a=" + "x".repeat(160 * 1024 - 2);
        assertThat(Form.ofBody(post(URLENCODED, longest)).only("a").orElseThrow())
                .hasSize(160 * 1024 - 2);
        assertRefused(413, () -> Form.ofBody(post(URLENCODED, longest + "x")));
    }

    @Test
    void aFormInPartsIsTheSameWhereItIsExpected() {
        var body =
                part("name=\"a\"", "1") + part("name=\"b\"", "\u00d0\u00a7+%41") + part("name=\"a\"", "") + "--b--\r\n";
        assertThat(Form.ofAnyBody(post(MULTIPART, body)).fields().toString()).isEqualTo("[a=1, b=Ч+%41, a=]");
        assertRefused(415, () -> Form.ofBody(post(MULTIPART, body)));
    }

    @ParameterizedTest
    @CsvSource({"name=\"a\"; filename=\"a.txt\", 1", "name=\"a\", \u00ff"})
    void filesAndWhatIsNoTextAreRefused(String name, String value) {
        assertRefused(400, () -> Form.ofAnyBody(post(MULTIPART, part(name, value) + "--b--\r\n")));
    }

    @Test
    void partsThatDoNotEndOrAreTooManyAreRefused() {
        var part = part("name=\"a\"", "1");
        assertRefused(400, () -> Form.ofAnyBody(post(MULTIPART, part)));
        assertThat(Form.ofAnyBody(post(MULTIPART, part.repeat(200) + "--b--\r\n"))
                        .fields())
                .hasSize(200);
        assertRefused(400, () -> Form.ofAnyBody(post(MULTIPART, part.repeat(201) + "--b--\r\n")));
    }

    @Test
    void aMalformedQueryIsForgivenInOurOwnLinksOnly() {
        assertThat(Form.ofQuery(get("/")).fields()).isEmpty();
        assertThat(Form.ofQuery(get("/?a=1")).only("a")).hasValue("1");
        assertThat(Form.ofOwnQuery(get("/?a=1")).only("a")).hasValue("1");
        assertRefused(400, () -> Form.ofQuery(get("/?a=%")));
        assertThat(Form.ofOwnQuery(get("/?a=%")).fields()).isEmpty();
    }

    @Test
    void twoFormsOneAfterTheOtherAreOne() {
        var both = Form.parseQuery("a=1").and(Form.parseQuery("b=2&a=3"));
        assertThat(both.fields().toString()).isEqualTo("[a=1, b=2, a=3]");
        assertThat(both.has("a")).isTrue();
        assertThat(both.has("b")).isTrue();
        assertThat(both.has("c")).isFalse();
    }

    /** Unlike in a form, a plus in a path is one. */
    @ParameterizedTest
    @CsvSource({"a+b, a+b", "a%20b, a b", "%2B%2f, +/", "%D0%A7, Ч", "'', ''"})
    void aPartOfAPathIsDecoded(String encoded, String text) {
        assertThat(Percent.decodePart(encoded)).isEqualTo(text);
    }
}
