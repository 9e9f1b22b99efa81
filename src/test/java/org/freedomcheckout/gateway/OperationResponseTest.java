package org.freedomcheckout.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.freedomcheckout.checkout.OperationAnswer;
import org.freedomcheckout.checkout.OperationAnswer.Ambiguous;
import org.freedomcheckout.checkout.OperationAnswer.Done;
import org.freedomcheckout.checkout.OperationAnswer.Refused;
import org.freedomcheckout.checkout.PaymentId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Freedom Pay's answers to a capture, a cancel or a refund mean. */
class OperationResponseTest {

    private static OperationAnswer answer(String content, boolean signed) throws Exception {
        var document = ("<response>" + content + "</response>").getBytes(StandardCharsets.UTF_8);
        return XmlMessage.read(document, OperationResponse.class).message().answer(new PaymentId("7999007771"), signed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<pg_status>ok</pg_status>",
                "<pg_status>OK</pg_status><pg_payment_id>7999007771</pg_payment_id>",
                "<pg_status>ok</pg_status><pg_clearing_status>1</pg_clearing_status>",
                "<pg_status>ok</pg_status><pg_status_clearing>1</pg_status_clearing>",
                "<pg_status>ok</pg_status><pg_revoke_status>success</pg_revoke_status>",
                "<pg_status>ok</pg_status><pg_refund_status>SUCCESS</pg_refund_status>",
                "<pg_status>ok</pg_status><pg_refund_status/>"
            })
    void okThatNothingContradictsIsDone(String content) throws Exception {
        assertThat(answer(content, true)).isEqualTo(new Done());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<pg_clearing_status>0</pg_clearing_status>",
                "<pg_status_clearing>0</pg_status_clearing>",
                "<pg_revoke_status>process</pg_revoke_status>",
                "<pg_refund_status>process</pg_refund_status>"
            })
    void okThatIsContradictedIsToBeAskedAbout(String contradiction) throws Exception {
        assertThat(answer("<pg_status>ok</pg_status>" + contradiction, true)).isEqualTo(new Ambiguous("ok"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"pending", "process", "success"})
    void anotherWordIsToBeAskedAbout(String status) throws Exception {
        assertThat(answer("<pg_status>" + status + "</pg_status>", true)).isEqualTo(new Ambiguous(status));
    }

    @ParameterizedTest
    @CsvSource({
        "11010, true, Refused",
        "9998, true, Refused",
        "11010, false, Ambiguous",
        "120, true, Ambiguous",
        "9999, true, Ambiguous",
        "10036, true, Ambiguous",
        "11017, true, Ambiguous"
    })
    void onlyASignedErrorThatCannotFollowASuccessIsARefusal(String code, boolean signed, String meaning)
            throws Exception {
        var answer = answer("<pg_status>error</pg_status><pg_error_code>" + code + "</pg_error_code>", signed);
        assertThat(answer).isIn(new Refused(code), new Ambiguous(code));
        assertThat(answer.getClass().getSimpleName()).isEqualTo(meaning);
    }

    @Test
    void anotherPaymentsAnswerIsNone() {
        assertThatThrownBy(() -> answer("<pg_status>ok</pg_status><pg_payment_id>1</pg_payment_id>", true))
                .isInstanceOf(InDoubtException.class)
                .hasMessage("other_payment");
    }
}
