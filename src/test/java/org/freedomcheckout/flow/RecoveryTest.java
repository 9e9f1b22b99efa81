package org.freedomcheckout.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.freedomcheckout.flow.ScriptedFreedomPay.Trouble.UNREACHABLE;

import java.util.Collections;
import org.freedomcheckout.checkout.Checkout;
import org.freedomcheckout.checkout.Samples;
import org.freedomcheckout.store.CheckoutStore.Found;
import org.junit.jupiter.api.Test;

/** More is due than recovery can do at once: what it claims and cannot begin would be claimed again, and done twice. */
class RecoveryTest {

    private static final int PLACES = 100;

    private final FlowInMemory world = new FlowInMemory();
    private final DueByHand due = world.due;
    private final HeldThreads threads = world.threads;

    private Checkout checkout(int number) {
        return world.checkouts.insert(Samples.challenge("" + number));
    }

    private void makeDue(int questions, int expiries) {
        threads.hold();
        for (int n = 0; n < questions; n++) {
            due.asks.add(new Found(checkout(n), 1));
        }
        for (int n = 0; n < expiries; n++) {
            due.overdue.add(checkout(n).id());
        }
    }

    @Test
    void nothingIsClaimedThatCannotBeginAtOnce() {
        makeDue(250, 0);
        world.freedomPay.says(Collections.nCopies(30, UNREACHABLE).toArray());
        world.flow.tick();
        assertThat(threads.atWork()).isEqualTo(PLACES);
        world.flow.tick();
        assertThat(threads.atWork()).isEqualTo(PLACES);
        threads.end(30);
        world.flow.tick();
        assertThat(threads.atWork()).isEqualTo(PLACES);
        assertThat(due.asks).hasSize(120);
        assertThat(due.limits).containsExactly(100, 0, 0, 0, 30, 0);
    }

    @Test
    void expiriesTakeThePlacesThatQuestionsLeave() {
        makeDue(60, 60);
        world.flow.tick();
        assertThat(threads.atWork()).isEqualTo(PLACES);
        assertThat(due.asks).isEmpty();
        assertThat(due.overdue).hasSize(20);
    }

    /** Even what has ended by an error is a place again. */
    @Test
    void allComesToItsTurn() {
        makeDue(250, 0);
        var all = due.asks.toArray(Found[]::new);
        world.freedomPay
                .says(new IllegalStateException("the database was away for a moment"))
                .says(Collections.nCopies(249, UNREACHABLE).toArray());
        while (!due.asks.isEmpty()) {
            world.flow.tick();
            threads.end(threads.atWork());
        }
        assertThat(world.freedomPay.callsUntilNow()).hasSize(250);
        assertThat(due.scheduled).hasSize(249).isSubsetOf(all);
    }
}
