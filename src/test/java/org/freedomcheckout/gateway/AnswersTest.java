package org.freedomcheckout.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.freedomcheckout.checkout.Evidence;
import org.freedomcheckout.checkout.Money;
import org.freedomcheckout.checkout.Money.Currency;
import org.freedomcheckout.checkout.PaymentId;
import org.freedomcheckout.checkout.Reason;
import org.freedomcheckout.checkout.Receipt;
import org.freedomcheckout.checkout.Refund;
import org.freedomcheckout.checkout.Settlement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Freedom Pay's answers mean. */
class AnswersTest {

    private static final Instant NOW = Instant.parse("2026-11-21T10:15:30Z");
    private static final Expected EXPECTED =
            new Expected("A1001", Optional.of(new PaymentId("7999007771")), new Money(150_000, Currency.KZT), false);

    private static byte[] xml(String content) {
        return ("<?xml version=\"1.0\" encoding=\"utf-8\"?><response>" + content + "</response>")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static StatusAnswer status(String content) throws Exception {
        return XmlMessage.read(xml(content), StatusResponse.class).message().answer(EXPECTED, Optional.of(true), NOW);
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

    @ParameterizedTest
    @CsvSource({"error, 340, NotFound", "error, 11068, NotFound", "ERROR, 340, NotFound", "error, 10033, Refused"})
    void aPaymentThatIsNotFoundWasNeverMade(String status, String code, String meaning) throws Exception {
        var answer = status("<pg_status>" + status + "</pg_status><pg_error_code>" + code + "</pg_error_code>");
        assertThat(answer.getClass().getSimpleName()).isEqualTo(meaning);
    }

    @Test
    void aStatusThatIsNeitherOkNorAnErrorIsNone() {
        assertThatThrownBy(() -> status("<pg_status>pending</pg_status>"))
                .isInstanceOf(InDoubtException.class)
                .hasMessage("unknown_status");
    }

    @ParameterizedTest
    @CsvSource({"0, false", "1, true", "64, true", "65, false"})
    void aStatusByOrderTellsThePaymentsNumber(int length, boolean told) throws Exception {
        var byOrder = new Expected("A1001", Optional.empty(), EXPECTED.amount(), false);
        var id = "7".repeat(length);
        var content = xml("<pg_status>ok</pg_status><pg_payment_id>" + id + "</pg_payment_id>");
        var answer = XmlMessage.read(content, StatusResponse.class).message().answer(byOrder, Optional.of(true), NOW);
        assertThat(((StatusAnswer.Known) answer).payment())
                .isEqualTo(told ? Optional.of(new PaymentId(id)) : Optional.empty());
    }

    private static String refund(String id, String status, String amount) {
        return "<pg_refund_payment><pg_payment_id>" + id + "</pg_payment_id><pg_payment_status>" + status
                + "</pg_payment_status><pg_amount>" + amount + "</pg_amount></pg_refund_payment>";
    }

    /** What was taken and given back, in minor units of 1500.00 KZT. */
    @ParameterizedTest
    @CsvSource({
        "'', '', 150000, 0",
        "500, '', 50000, 0",
        "1500, '', 150000, 0",
        "1500.01, '', 150000, 0",
        "0, 0, 150000, 0",
        "'', 400, 150000, 40000",
        "'', -400.00, 150000, 40000",
        "'', none, 150000, 0"
    })
    void aStatusSaysHowMuchWasTakenAndGivenBack(String taken, String refunded, long captured, long givenBack)
            throws Exception {
        var evidence = (Evidence.Captured) evidence(MONEY + "<pg_clearing_amount>" + taken + "</pg_clearing_amount>"
                + "<pg_refund_amount>" + refunded + "</pg_refund_amount>");
        assertThat(evidence.settlement())
                .hasValue(new Settlement(new Money(captured, Currency.KZT), new Money(givenBack, Currency.KZT)));
    }

    @Test
    void theListOfRefundsAndTheirSumMayBeOfDifferentAge() throws Exception {
        var list = "<pg_refund_payments>" + refund("1", "success", "-400") + refund("2", "SUCCESS", "100.50")
                + refund("3", "failed", "5") + refund("4", "process", "6") + "</pg_refund_payments>";
        var listed = (Evidence.Captured) evidence(MONEY + list + "<pg_refund_amount>400</pg_refund_amount>");
        assertThat(listed.refunds())
                .containsExactly(
                        new Refund("1", new Money(40_000, Currency.KZT), Refund.State.DONE),
                        new Refund("2", new Money(10_050, Currency.KZT), Refund.State.DONE),
                        new Refund("3", new Money(500, Currency.KZT), Refund.State.FAILED),
                        new Refund("4", new Money(600, Currency.KZT), Refund.State.PENDING));
        assertThat(listed.settlement().orElseThrow().refunded()).isEqualTo(new Money(50_050, Currency.KZT));
        var summed = (Evidence.Captured) evidence(MONEY + list + "<pg_refund_amount>900</pg_refund_amount>");
        assertThat(summed.settlement().orElseThrow().refunded()).isEqualTo(new Money(90_000, Currency.KZT));
    }

    private static ConfirmAnswer confirm(String content, boolean signed) throws Exception {
        return XmlMessage.read(xml(content), PaymentAcsResponse.class).message().answer(EXPECTED, signed, NOW);
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

    @ParameterizedTest
    @CsvSource({"pg_order_id, A1002", "pg_amount, 1499", "pg_currency, USD"})
    void aConfirmationOfSomethingElseIsNoMoney(String name, String value) throws Exception {
        var other = "<%1$s>%2$s</%1$s>".formatted(name, value);
        assertThat(confirm("<pg_status>ok</pg_status><pg_payment_id>7999007771</pg_payment_id>" + other, true))
                .isEqualTo(new ConfirmAnswer.Decided(new Evidence.Mismatched()));
    }

    @Test
    void aConfirmationBringsTheReceipt() throws Exception {
        var receipt = new Receipt(
                Optional.of("243412"),
                Optional.of("241107063029"),
                Optional.empty(),
                Optional.empty(),
                Optional.of(true),
                NOW);
        var content = "<pg_status>ok</pg_status><pg_payment_id>7999007771</pg_payment_id>" + MONEY
                + "<pg_auth_code>243412</pg_auth_code><pg_reference>241107063029</pg_reference>";
        assertThat(confirm(content, true))
                .isEqualTo(new ConfirmAnswer.Decided(new Evidence.Captured(receipt, Optional.empty(), List.of())));
        assertThat(confirm(content + "<pg_captured>0</pg_captured>", true))
                .isEqualTo(new ConfirmAnswer.Decided(new Evidence.Held(receipt)));
    }

    @Test
    void aConfirmationOfAnotherPaymentIsNone() {
        assertThatThrownBy(() -> confirm("<pg_status>error</pg_status><pg_payment_id>1</pg_payment_id>", true))
                .isInstanceOf(InDoubtException.class)
                .hasMessage("other_payment");
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
}
