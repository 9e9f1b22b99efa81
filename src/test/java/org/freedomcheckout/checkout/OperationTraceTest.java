package org.freedomcheckout.checkout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.freedomcheckout.checkout.Samples.NOW;
import static org.freedomcheckout.checkout.Samples.captured;
import static org.freedomcheckout.checkout.Samples.capturedWithoutSums;
import static org.freedomcheckout.checkout.Samples.held;
import static org.freedomcheckout.checkout.Samples.paid;
import static org.freedomcheckout.checkout.Samples.tenge;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.freedomcheckout.checkout.CheckoutEvent.Learned;
import org.freedomcheckout.checkout.CheckoutEvent.OperationPlanned;
import org.freedomcheckout.checkout.CheckoutEvent.OperationSent;
import org.freedomcheckout.checkout.Operation.Kind;
import org.freedomcheckout.checkout.Terms.CaptureMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a status shows of an operation whose answer is not known. */
class OperationTraceTest {

    private static final Pattern LISTED = Pattern.compile("(R[0-9]):([0-9]+):([A-Z]+)");

    private static Evidence evidence(String word) {
        return switch (word) {
            case "captured" -> captured(0);
            case "held" -> new Evidence.Held(Receipt.at(NOW));
            case "released" -> new Evidence.Released();
            case "refused" -> new Evidence.Refused(new Failure("10009", Reason.NOT_ENOUGH_MONEY));
            case "not begun" -> new Evidence.NotBegun();
            case "undecided" -> new Evidence.Undecided();
            case "mismatched" -> new Evidence.Mismatched();
            default -> throw new IllegalArgumentException(word);
        };
    }

    private static Checkout sent(Checkout checkout, Kind kind, long minor, String... refundsBefore) {
        return checkout.after(new OperationPlanned(kind, Optional.of(tenge(minor)), NOW))
                .after(new OperationSent(checkout.operations().size() + 1, Set.of(refundsBefore), NOW));
    }

    /** Done, NotDone, or if it is still in doubt, whether the status misses it. */
    private static String meaning(Checkout sent, Evidence evidence) {
        var state = sent.after(new Learned(1, evidence, NOW.plusSeconds(5)))
                .operation(1)
                .state();
        return state instanceof OperationState.Sent
                ? sent.operation(1).isMissingIn(evidence) ? "missing" : "in doubt"
                : state.getClass().getSimpleName();
    }

    @ParameterizedTest
    @CsvSource({
        "CAPTURE, captured,   Done",
        "CAPTURE, held,       missing",
        "CAPTURE, released,   NotDone",
        "CAPTURE, refused,    NotDone",
        "CAPTURE, not begun,  in doubt",
        "CAPTURE, undecided,  in doubt",
        "CAPTURE, mismatched, in doubt",
        "CANCEL,  released,   Done",
        "CANCEL,  held,       missing",
        "CANCEL,  captured,   NotDone",
        "CANCEL,  refused,    in doubt",
        "CANCEL,  not begun,  in doubt",
        "CANCEL,  undecided,  in doubt",
        "CANCEL,  mismatched, in doubt"
    })
    void aCaptureOrACancelShowsInThePaymentsState(Kind kind, String status, String meaning) {
        assertThat(meaning(sent(held(CaptureMode.MANUAL), kind, 150_000), evidence(status)))
                .isEqualTo(meaning);
    }

    /** A refund of 500.00, sent when R1, also of 500.00, had been given back. */
    @ParameterizedTest
    @CsvSource({
        "50000,  R1:50000:DONE,                  missing",
        "100000, R1:50000:DONE R2:50000:DONE,    Done",
        "50000,  R1:50000:DONE R2:50000:PENDING, in doubt",
        "50000,  R1:50000:DONE R2:50000:FAILED,  NotDone",
        "100000, R1:50000:DONE R2:50000:FAILED R3:50000:DONE, Done",
        // Somebody else's, of another amount.
        "90000,  R1:50000:DONE R2:40000:DONE,    missing",
        // The list lags behind the sum, or the sum behind the list.
        "100000, R1:50000:DONE,                  Done",
        "100000, R1:50000:DONE R2:40000:PENDING, Done",
        "90000,  R1:50000:DONE R2:40000:PENDING, in doubt",
        "80000,  R1:50000:DONE,                  in doubt",
        "50000,  '',                             missing",
        "40000,  '',                             missing"
    })
    void aRefundShowsInTheListOrElseInTheSum(long refunded, String list, String meaning) {
        var listed = LISTED.matcher(list)
                .results()
                .map(one -> new Refund(
                        one.group(1), tenge(Long.parseLong(one.group(2))), Refund.State.valueOf(one.group(3))))
                .toArray(Refund[]::new);
        var before = captured(50_000, new Refund("R1", tenge(50_000), Refund.State.DONE));
        var sent = sent(paid().after(new Learned(1, before, NOW)), Kind.REFUND, 50_000, "R1");
        assertThat(meaning(sent, captured(refunded, listed))).isEqualTo(meaning);
    }

    @Test
    void whatNamesNoRefundsTellsNothingOfThem() {
        var sent = sent(paid(), Kind.REFUND, 50_000);
        assertThat(meaning(sent, capturedWithoutSums())).isEqualTo("in doubt");
        assertThat(meaning(sent, evidence("held"))).isEqualTo("in doubt");
    }

    @Test
    void whatIsOnlyPlannedIsInNoStatus() {
        var planned = paid().after(new OperationPlanned(Kind.REFUND, Optional.empty(), NOW));
        assertThat(planned.operation(1).isMissingIn(captured(0))).isFalse();
        assertThat(planned.after(new Learned(1, captured(0), NOW))).isEqualTo(planned);
    }
}
