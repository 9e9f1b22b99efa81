package org.freedomcheckout.web.merchant;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RulesTest {

    private static final Map<String, Predicate<String>> RULES = Map.of(
            "order", Rules::isOrderId,
            "user", Rules::isUserId,
            "payment", Rules::isPaymentId,
            "email", Rules::isEmail,
            "phone", Rules::isPhone,
            "ip", Rules::isIp);

    @ParameterizedTest
    @CsvSource({
        "order, A_1.2-3",
        "user, u_4-2",
        "payment, 7999007883",
        "email, a@b.kz",
        "phone, +77001234567",
        "phone, 12345",
        "ip, 203.0.113.7",
        "ip, 0.0.0.0",
        "ip, 255.255.255.255",
        "ip, 2001:db8::1",
        "ip, ::1",
        "ip, ::ffff:203.0.113.7",
        "ip, 2001:db8:1:2:3:4:5:6"
    })
    void whatIsRightIsTaken(String rule, String text) {
        assertThat(RULES.get(rule)).accepts(text);
    }

    @ParameterizedTest
    @CsvSource({
        "order, ''",
        "order, A 1",
        "order, A;1",
        "order, Я",
        "order, ١",
        "user, a.b",
        "payment, 12a",
        "payment, ١٢",
        "email, a.kz",
        "email, a b@c.kz",
        "email, a@b@c.kz",
        "phone, 1234",
        "phone, +7 700",
        "phone, １２３４５６",
        "ip, localhost",
        "ip, 1.2.3.x",
        "ip, 1.2.3",
        "ip, 1",
        "ip, 3232235777",
        "ip, 1.2.3.4.5",
        "ip, 1.2.3.256",
        "ip, 01.2.3.4",
        "ip, 1.2.3.4.",
        "ip, abc",
        "ip, :::",
        "ip, 1::2::3",
        "ip, 2001:db8::1%eth0",
        "ip, [::1]",
        "ip, 2001:db8::1.2.3",
        "ip, ::ffff:1.2.3.256",
        "ip, 1:2:3:4:5:6:7:8:9"
    })
    void whatIsWrongIsNot(String rule, String text) {
        assertThat(RULES.get(rule)).rejects(text);
    }

    @Test
    void aPlainTextIsOfSomeLengthAndHasLinesButNoControlCharacters() {
        assertThat(Rules.isPlain("a\r\n\tb", 1, 5)).isTrue();
        assertThat(Rules.isPlain("", 0, 5)).isTrue();
        assertThat(Rules.isPlain("", 1, 5)).isFalse();
        assertThat(Rules.isPlain("abcdef", 1, 5)).isFalse();
        assertThat(Rules.isPlain("a\0b", 1, 5)).isFalse();
        assertThat(Rules.isPlain("a\u001bb", 1, 5)).isFalse();
        assertThat(Rules.isPlain("\ud83d\ude00", 1, 5)).isTrue();
        assertThat(Rules.isPlain("\ud83d", 1, 5)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://shop.kz/ok?a=b",
                "HTTPS://Shop.KZ:8443/",
                "https://localhost/ok",
                "http://localhost:8080/ok",
                "http://127.0.0.1/ok",
                "http://[::1]/ok"
            })
    void aBrowserMayBeSentToHttpsAndToTheMachineItself(String url) {
        assertThat(Rules.browserUrl(url))
                .hasValueSatisfying(read -> assertThat(read).hasToString(url));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "shop.kz/ok",
                "//shop.kz/ok",
                "http://shop.kz/ok",
                "ftp://shop.kz/ok",
                "javascript:alert(1)",
                "https:///ok",
                "https:shop.kz",
                "https://user@shop.kz/ok",
                "https://shop/ok",
                "https://203.0.113.7/ok",
                "https://-shop.kz/ok",
                "https://shop.kz\\@evil.example/",
                "https://shop.kz/a b",
                "https://shop.kz/~\u007f",
                "https://shop.kz/\"",
                "https://shop.kz/%zz",
                "https://магазин.kz/"
            })
    void nowhereElse(String url) {
        assertThat(Rules.browserUrl(url)).isEmpty();
    }

    @Test
    void anAddressHas2048CharactersAtMost() {
        var longest = "https://shop.kz/" + "~".repeat(2_032);
        assertThat(Rules.browserUrl(longest)).isPresent();
        assertThat(Rules.browserUrl(longest + "x")).isEmpty();
    }
}
