package org.freedomcheckout.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.freedomcheckout.checkout.Samples.NOW;
import static org.freedomcheckout.checkout.Samples.NO_MONEY;
import static org.freedomcheckout.checkout.Samples.SAVED_CARD;
import static org.freedomcheckout.flow.ScriptedFreedomPay.Trouble.LOST;
import static org.freedomcheckout.flow.ScriptedFreedomPay.status;

import java.util.Optional;
import org.freedomcheckout.checkout.Checkout;
import org.freedomcheckout.checkout.CheckoutEvent.Learned;
import org.freedomcheckout.checkout.CheckoutState.Canceled;
import org.freedomcheckout.checkout.CheckoutState.Paid;
import org.freedomcheckout.checkout.Evidence;
import org.freedomcheckout.checkout.Operation.Kind;
import org.freedomcheckout.checkout.OperationAnswer;
import org.freedomcheckout.checkout.Samples;
import org.freedomcheckout.checkout.Terms.CaptureMode;
import org.freedomcheckout.gateway.StatusAnswer;
import org.junit.jupiter.api.Test;

/** Somebody wants to know now. */
class SyncTest {

    private static final Object REFUSED = status(new Evidence.Refused(NO_MONEY));

    private final FlowInMemory world = new FlowInMemory();
    private final ScriptedFreedomPay freedomPay = world.freedomPay;

    private Checkout refusedAndWaiting() {
        var refused = Samples.waiting(Samples.open(CaptureMode.AUTOMATIC, SAVED_CARD))
                .after(new Learned(1, new Evidence.Refused(NO_MONEY), NOW));
        return world.checkouts.insert(Samples.waiting(refused));
    }

    private Optional<Checkout> sync(Checkout checkout) {
        return world.flow.sync.now(checkout.id());
    }

    @Test
    void everyPaymentIsAskedAbout() {
        var checkout = refusedAndWaiting();
        freedomPay.says(REFUSED, status(Samples.captured(0)));
        assertThat(sync(checkout))
                .hasValueSatisfying(now -> assertThat(now.state()).isEqualTo(new Paid(2)));
        assertThat(freedomPay.callsUntilNow()).containsExactly("card status 1", "card status 2");
    }

    @Test
    void anyAnswerIsOne() {
        var checkout = refusedAndWaiting();
        freedomPay.says(new StatusAnswer.NotFound(), new StatusAnswer.Refused("9999"));
        assertThat(sync(checkout)).hasValue(world.now(checkout));
    }

    @Test
    void withoutAnAnswerAboutEachThereIsNone() {
        var checkout = refusedAndWaiting();
        freedomPay.says(LOST, status(new Evidence.NotBegun()));
        assertThat(sync(checkout)).isEmpty();
        freedomPay.says(REFUSED, LOST);
        assertThat(sync(checkout)).isEmpty();
    }

    @Test
    void withoutAPaymentThereIsNothingToAsk() {
        var checkout = world.checkouts.insert(Samples.open(CaptureMode.AUTOMATIC, SAVED_CARD));
        assertThat(sync(checkout)).hasValue(checkout);
    }

    @Test
    void whatIsPlannedGoesOn() {
        var checkout = world.checkouts.insert(Samples.held(CaptureMode.MANUAL));
        assertThat(world.flow.operations.plan(checkout.id(), Kind.CANCEL, Optional.empty()))
                .isPresent();
        freedomPay.says(LOST, new OperationAnswer.Done());
        assertThat(sync(checkout)).isEmpty();
        assertThat(world.now(checkout).state()).isEqualTo(new Canceled(1));
    }
}
