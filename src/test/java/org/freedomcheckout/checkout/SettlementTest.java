package org.freedomcheckout.checkout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.freedomcheckout.checkout.Samples.tenge;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettlementTest {

    private static Settlement of(long captured, long refunded) {
        return new Settlement(tenge(captured), tenge(refunded));
    }

    @Test
    void whatWasTakenAndNotGivenBackIsLeft() {
        assertThat(of(1500, 0).left()).isEqualTo(tenge(1500));
        assertThat(of(1500, 400).left()).isEqualTo(tenge(1100));
        assertThat(of(1500, 1501).left()).isEqualTo(tenge(0));
    }

    /** Of two amounts taken the smaller one counts, of two refunds the larger one. */
    @ParameterizedTest
    @CsvSource({
        "1500, 400, 1500, 400, 1500, 400",
        "1500, 400, 1500, 500, 1500, 500",
        "1500, 400, 1500, 0,   1500, 400",
        "1500, 400, 1000, 0,   1000, 400",
        "1000, 0,   1500, 200, 1000, 200"
    })
    void anOlderStatusNeverGivesMoneyBackTwice(
            long captured, long refunded, long toldCaptured, long toldRefunded, long thenCaptured, long thenRefunded) {
        assertThat(of(captured, refunded).correctedBy(of(toldCaptured, toldRefunded)))
                .isEqualTo(of(thenCaptured, thenRefunded));
    }
}
