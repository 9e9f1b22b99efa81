package org.freedomcheckout.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.freedomcheckout.checkout.PaymentId;
import org.freedomcheckout.checkout.Reason;
import org.freedomcheckout.checkout.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Freedom Pay's answers to {@code card/init} and {@code init_payment.php} mean. */
class InitResponseTest {

    private static final String PAGE = "https://customer.freedompay.kz/pay.html?customer=a1";

    private static InitAnswer answer(String content, boolean signed, boolean withPage) throws Exception {
        var document = ("<response>" + content + "</response>").getBytes(StandardCharsets.UTF_8);
        return XmlMessage.read(document, InitResponse.class).message().answer(signed, withPage);
    }

    private static String ok(String payment, String page) {
        return "<pg_status>ok</pg_status><pg_payment_id>" + payment + "</pg_payment_id><pg_redirect_url>" + page
                + "</pg_redirect_url>";
    }

    private static String error(String code) {
        return "<pg_status>error</pg_status><pg_error_code>" + code + "</pg_error_code>";
    }

    @ParameterizedTest
    @ValueSource(strings = {"ok", "OK", "new"})
    void aPaymentIsMade(String status) throws Exception {
        var content = "<pg_status>" + status + "</pg_status><pg_payment_id>77</pg_payment_id>";
        assertThat(answer(content, true, false))
                .isEqualTo(new InitAnswer.Created(new PaymentId("77"), Optional.empty()));
    }

    @Test
    void itsPageIsTakenWhereThereMustBeOne() throws Exception {
        assertThat(answer(ok("77", PAGE), true, true))
                .isEqualTo(new InitAnswer.Created(new PaymentId("77"), Optional.of(new Secret(PAGE))));
        assertThat(answer(ok("77", PAGE), true, false))
                .isEqualTo(new InitAnswer.Created(new PaymentId("77"), Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "http://customer.freedompay.kz/", "javascript:alert(1)", "/pay.html"})
    void withoutItsPageItIsNotKnownWhatWasMade(String page) {
        assertThatThrownBy(() -> answer(ok("77", page), true, true))
                .isInstanceOfSatisfying(
                        InDoubtException.class,
                        doubt -> assertThat(doubt.reason()).isEqualTo("no_page"));
    }

    @ParameterizedTest
    @CsvSource({"process, unknown_status", "'', unknown_status"})
    void anotherWordIsNotUnderstood(String status, String reason) {
        assertThatThrownBy(() ->
                        answer("<pg_status>" + status + "</pg_status><pg_payment_id>77</pg_payment_id>", true, false))
                .isInstanceOf(InDoubtException.class)
                .hasMessage(reason);
    }

    @Test
    void withoutAUsableNumberItIsNotKnownWhatWasMade() throws Exception {
        assertThatThrownBy(() -> answer("<pg_status>ok</pg_status>", true, false))
                .hasMessage("no_payment_id");
        assertThatThrownBy(() -> answer(ok("7".repeat(65), PAGE), true, false)).hasMessage("no_payment_id");
        assertThat(answer(ok("7".repeat(64), PAGE), true, false)).isInstanceOf(InitAnswer.Created.class);
    }

    @Test
    void anOrderIdThatIsTakenCanBeChanged() throws Exception {
        assertThat(answer(error("9991"), true, false)).isEqualTo(new InitAnswer.OrderIdTaken());
    }

    @ParameterizedTest
    @ValueSource(strings = {"100", "1100", "9997", "9998"})
    void whoDoesNotKnowUsSaysNothingAboutThePayment(String code) throws Exception {
        assertThat(answer(error(code), true, false)).isEqualTo(new InitAnswer.Unavailable(code));
    }

    @Test
    void anUnsignedErrorSaysNothingAboutThePayment() throws Exception {
        assertThat(answer(error("9991"), false, false)).isEqualTo(new InitAnswer.Unavailable("9991"));
        assertThat(answer("<pg_status>error</pg_status>", false, false))
                .isEqualTo(new InitAnswer.Unavailable("unknown"));
    }

    @Test
    void aSignedOneRefusesIt() throws Exception {
        assertThat(answer(error("10009"), true, false))
                .isEqualTo(new InitAnswer.Refused(FailureCodes.failure("10009")));
        assertThat(FailureCodes.failure("10009").reason()).isNotEqualTo(Reason.TRY_LATER);
    }

    @Test
    void aCodeIsShownUpToItsThirtySecondCharacter() {
        assertThat(FailureCodes.failure("9".repeat(32)).code()).hasSize(32);
        assertThat(FailureCodes.failure("9".repeat(33)).code()).isEqualTo("9".repeat(32));
    }

    @ParameterizedTest
    @CsvSource({
        "https://pay.freedompay.kz/a?b=1, true",
        "http://localhost:8081/a, true",
        "http://127.0.0.1/a, true",
        "http://[::1]:8081/a, true",
        "http://127.evil.example/a, false",
        "http://pay.freedompay.kz/a, false",
        "https://user@pay.freedompay.kz/a, false",
        "https:///a, false",
        "https://pay.freedompay.kz/a b, false",
        "ftp://localhost/a, false"
    })
    void aBrowserIsSentToHttpsPagesOnly(String url, boolean page) {
        assertThat(PageUrls.parse(url)).isEqualTo(page ? Optional.of(URI.create(url)) : Optional.empty());
    }

    @Test
    void anAddressHasAnEnd() {
        var longest = "https://pay.freedompay.kz/".length();
        assertThat(PageUrls.parse("https://pay.freedompay.kz/" + "a".repeat(2048 - longest)))
                .isPresent();
        assertThat(PageUrls.parse("https://pay.freedompay.kz/" + "a".repeat(2049 - longest)))
                .isEmpty();
    }
}
