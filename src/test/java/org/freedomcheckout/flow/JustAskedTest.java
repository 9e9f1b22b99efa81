package org.freedomcheckout.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.freedomcheckout.checkout.PaymentId;
import org.junit.jupiter.api.Test;

/** Of notifies that come again and again, one in five seconds asks about its payment. */
class JustAskedTest {

    private static final PaymentId ONE = new PaymentId("1");
    private static final PaymentId OTHER = new PaymentId("2");

    private Instant now = Instant.parse("2026-11-21T12:00:00Z");
    private final JustAsked justAsked = new JustAsked(() -> now);

    @Test
    void oneInFiveSecondsAsks() {
        assertThat(justAsked.about(ONE)).isFalse();
        now = now.plusMillis(4_999);
        assertThat(justAsked.about(ONE)).isTrue();
        now = now.plusMillis(1);
        assertThat(justAsked.about(ONE)).isFalse();
        assertThat(justAsked.about(ONE)).isTrue();
    }

    @Test
    void eachPaymentForItself() {
        assertThat(justAsked.about(ONE)).isFalse();
        now = now.plusSeconds(3);
        assertThat(justAsked.about(OTHER)).isFalse();
        now = now.plusSeconds(3);
        assertThat(justAsked.about(ONE)).isFalse();
        assertThat(justAsked.about(OTHER)).isTrue();
    }
}
