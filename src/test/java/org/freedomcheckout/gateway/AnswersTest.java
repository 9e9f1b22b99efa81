package org.freedomcheckout.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.freedomcheckout.checkout.Evidence;
import org.freedomcheckout.checkout.Money;
import org.freedomcheckout.checkout.Money.Currency;
import org.freedomcheckout.checkout.PaymentId;
import org.freedomcheckout.checkout.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Freedom Pay's answers mean, and which are no answers at all. */
class AnswersTest {

    private static final Instant NOW = Instant.parse("2026-11-21T10:15:30Z");
    private static final Expected EXPECTED =
            new Expected("A1001", Optional.of(new PaymentId("7999007771")), new Money(150_000, Currency.KZT), false);

    private static byte[] xml(String content) {
        return ("<?xml version=\"1.0\" encoding=\"utf-8\"?><response>" + content + "</response>")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static StatusAnswer status(String content) throws Exception {
        return XmlMessage.read(xml(content), XmlMessage.context(StatusResponse.class), StatusResponse.class)
                .message()
                .answer(EXPECTED, Optional.of(true), NOW);
    }

    private static Evidence evidence(String content) throws Exception {
        return ((StatusAnswer.Known)
                        status("<pg_status>ok</pg_status><pg_payment_id>7999007771</pg_payment_id>" + content))
                .evidence();
    }

    private static final String MONEY = "<pg_payment_status>success</pg_payment_status><pg_order_id>A1001</pg_order_id>"
            + "<pg_amount>1500</pg_amount><pg_currency>KZT</pg_currency>";

    @Test
    void successWithEverythingRightIsMoney() throws Exception {
        assertThat(evidence(MONEY + "<pg_captured>1</pg_captured>")).isInstanceOf(Evidence.Captured.class);
        assertThat(evidence(MONEY)).isInstanceOf(Evidence.Captured.class);
        assertThat(evidence(MONEY + "<pg_captured>0</pg_captured>")).isInstanceOf(Evidence.Held.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<pg_amount>1500</pg_amount>",
                "<pg_currency>KZT</pg_currency>",
                "<pg_order_id>A1001</pg_order_id>"
            })
    void successThatLacksAFactIsNoMoney(String missing) throws Exception {
        assertThat(evidence(MONEY.replace(missing, ""))).isInstanceOf(Evidence.Mismatched.class);
    }

    @ParameterizedTest
    @CsvSource({
        "<pg_amount>1500</pg_amount>, <pg_amount>1500.01</pg_amount>",
        "<pg_amount>1500</pg_amount>, <pg_amount>1.5e3</pg_amount>",
        "<pg_amount>1500</pg_amount>, <pg_amount>١٥٠٠</pg_amount>",
        "<pg_amount>1500</pg_amount>, <pg_amount>１５００</pg_amount>",
        "<pg_currency>KZT</pg_currency>, <pg_currency>USD</pg_currency>",
        "<pg_order_id>A1001</pg_order_id>, <pg_order_id>A1002</pg_order_id>"
    })
    void successOfSomethingElseIsNoMoney(String right, String wrong) throws Exception {
        assertThat(evidence(MONEY.replace(right, wrong))).isInstanceOf(Evidence.Mismatched.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1500", "1500.0", "1500.00", "1500.0000", "01500"})
    void anAmountIsComparedAsANumber(String amount) throws Exception {
        assertThat(evidence(MONEY.replace(">1500<", ">" + amount + "<"))).isInstanceOf(Evidence.Captured.class);
    }

    @ParameterizedTest
    @CsvSource({
        "new, NotBegun",
        "NEW, NotBegun",
        "process, Undecided",
        "incomplete, Undecided",
        "waiting_for_capture, Undecided",
        "ok, Undecided",
        "'', Undecided",
        "revoked, Released",
        "error, Refused",
        "failed, Refused"
    })
    void aWordThatIsNotKnownMeansStillOpen(String word, String meaning) throws Exception {
        assertThat(evidence("<pg_payment_status>" + word + "</pg_payment_status>")
                        .getClass()
                        .getSimpleName())
                .isEqualTo(meaning);
    }

    @Test
    void aFailureHasItsReason() throws Exception {
        var refused = (Evidence.Refused)
                evidence("<pg_payment_status>error</pg_payment_status><pg_failure_code>10009</pg_failure_code>");
        assertThat(refused.failure().reason()).isEqualTo(Reason.NOT_ENOUGH_MONEY);
        assertThat(((Evidence.Refused) evidence("<pg_payment_status>error</pg_payment_status>"))
                        .failure()
                        .reason())
                .isEqualTo(Reason.TRY_LATER);
    }

    @Test
    void anotherPaymentsAnswerIsNone() {
        assertThatThrownBy(() -> status("<pg_status>ok</pg_status><pg_payment_id>1</pg_payment_id>" + MONEY))
                .isInstanceOf(InDoubtException.class)
                .hasMessage("other_payment");
    }

    @Test
    void aWholeCardNumberIsCutToAMask() throws Exception {
        var captured = (Evidence.Captured) evidence(MONEY + "<pg_card_pan>4716047261941981</pg_card_pan>");
        assertThat(captured.receipt().cardMask()).hasValue("471604XXXXXX1981");
    }

    private static ConfirmAnswer confirm(String content, boolean signed) throws Exception {
        return XmlMessage.read(xml(content), XmlMessage.context(PaymentAcsResponse.class), PaymentAcsResponse.class)
                .message()
                .answer(EXPECTED, signed, NOW);
    }

    @Test
    void aConfirmationThatNamesNoAmountIsAskedBack() throws Exception {
        assertThat(confirm("<pg_status>ok</pg_status><pg_payment_id>7999007771</pg_payment_id><pg_auth_code/>", true))
                .isInstanceOf(ConfirmAnswer.Accepted.class);
        assertThat(confirm("<pg_status>pending</pg_status><pg_payment_id>7999007771</pg_payment_id>", true))
                .isInstanceOf(ConfirmAnswer.Accepted.class);
    }

    @Test
    void aConfirmationThatNamesEverythingDecides() throws Exception {
        assertThat(confirm("<pg_status>ok</pg_status><pg_payment_id>7999007771</pg_payment_id>" + MONEY, true))
                .isInstanceOfSatisfying(
                        ConfirmAnswer.Decided.class,
                        decided -> assertThat(decided.evidence()).isInstanceOf(Evidence.Captured.class));
    }

    @Test
    void aConfirmationWithoutThePaymentIsNone() {
        assertThatThrownBy(() -> confirm("<pg_status>ok</pg_status>", true)).isInstanceOf(InDoubtException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "10009, true, Decided",
        "10004, true, Decided",
        "10018, true, Decided",
        "10009, false, Ambiguous",
        "120, true, Ambiguous",
        "10015, true, Ambiguous",
        "9999, true, Ambiguous",
        "1100, true, Ambiguous",
        "424242, true, Ambiguous"
    })
    void onlyASignedRefusalOfTheIssuerDecides(String code, boolean signed, String meaning) throws Exception {
        var answer = confirm("<pg_status>error</pg_status><pg_error_code>" + code + "</pg_error_code>", signed);
        assertThat(answer.getClass().getSimpleName()).isEqualTo(meaning);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "OK",
                "<response>",
                "<response><pg_status>ok</response>",
                "<answer><pg_status>ok</pg_status></answer>",
                "<response/><response/>",
                "<!DOCTYPE response><response/>",
                "<!DOCTYPE response [<!ENTITY a 'b'>]><response><pg_status>&a;</pg_status></response>",
                "<!DOCTYPE r SYSTEM 'file:///etc/passwd'><response/>",
                "<response><pg_status>error</pg_status><pg_status>ok</pg_status></response>",
                "<response><pg_status>ok</pg_status><a><b/><b/></a></response>",
                "<response><a><a><a><a><a><a><a><a><a/></a></a></a></a></a></a></a></a></response>"
            })
    void whatIsNoProperAnswerIsMalformed(String document) {
        assertThatThrownBy(() -> XmlMessage.read(
                        document.getBytes(StandardCharsets.UTF_8),
                        XmlMessage.context(StatusResponse.class),
                        StatusResponse.class))
                .isInstanceOf(MalformedXmlException.class);
    }

    @Test
    void emptyElementsOfBothSpellingsAndUnknownOnesAreRead() throws Exception {
        var read = XmlMessage.read(
                xml("<pg_status>ok</pg_status><a/><b></b><c> x </c>"),
                XmlMessage.context(StatusResponse.class),
                StatusResponse.class);
        assertThat(read.leaves().stream().map(leaf -> leaf.getKey() + "=" + leaf.getValue()))
                .containsExactly("pg_status=ok", "a=", "b=", "c= x ");
    }

    @Test
    void refundsAndRevocationsMayRepeat() throws Exception {
        var read = XmlMessage.read(
                xml("<pg_refund_payments><pg_refund_payment><pg_amount>1</pg_amount></pg_refund_payment>"
                        + "<pg_refund_payment><pg_amount>2</pg_amount></pg_refund_payment></pg_refund_payments>"),
                XmlMessage.context(StatusResponse.class),
                StatusResponse.class);
        assertThat(read.leaves()).hasSize(2);
    }
}
