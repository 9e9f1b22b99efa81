package org.freedomcheckout.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A flood of genuine callbacks, in a time that stands still. */
class CallbackQueueTest {

    private final List<Duration> waits = new ArrayList<>();
    private final StillTime time = new StillTime();
    private final CallbackQueue queue = new CallbackQueue(time, nanos -> waits.add(Duration.ofNanos(nanos)));

    private void await(int calls) {
        for (int i = 0; i < calls; i++) {
            queue.await();
        }
    }

    @Test
    void twoHundredGoOnAtOnceAThousandWaitTheirTurnAndMoreAreRefused() {
        await(200);
        assertThat(waits).isEmpty();
        await(1_000);
        assertThat(waits)
                .hasSize(1_000)
                .isSorted()
                .startsWith(Duration.ofMillis(5))
                .endsWith(Duration.ofSeconds(5));
        assertThatThrownBy(queue::await).isInstanceOf(BusyException.class);
        assertThatThrownBy(queue::await).isInstanceOf(BusyException.class);
        assertThat(waits).hasSize(1_000);
    }

    @Test
    void whoIsRefusedTakesNoTurnAndTheNextSecondHasTwoHundredMore() {
        await(1_200);
        assertThatThrownBy(queue::await).isInstanceOf(BusyException.class);
        time.forward(Duration.ofSeconds(1));
        await(200);
        assertThatThrownBy(queue::await).isInstanceOf(BusyException.class);
    }

    @Test
    void whoIsInterruptedWhileWaitingIsRefused() {
        var interrupted = new CallbackQueue(time, _ -> {
            throw new InterruptedException();
        });
        for (int i = 0; i < 200; i++) {
            interrupted.await();
        }
        assertThatThrownBy(interrupted::await).isInstanceOf(BusyException.class);
        assertThat(Thread.interrupted()).isTrue();
    }
}
