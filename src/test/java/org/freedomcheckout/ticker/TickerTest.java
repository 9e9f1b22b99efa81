package org.freedomcheckout.ticker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class TickerTest {

    @Test
    void doesItAgainAndAgain() throws InterruptedException {
        var times = new CountDownLatch(3);
        try (var ticker = new Ticker("test")) {
            ticker.nowAndEvery(Duration.ofMillis(1), times::countDown);
            times.await();
        }
        assertThat(times.getCount()).isZero();
    }

    @Test
    void itsEndWaitsForWhatIsBeingDoneAndInterruptsNothing() throws InterruptedException {
        var begun = new CountDownLatch(1);
        var mayEnd = new CountDownLatch(1);
        var undisturbed = new AtomicBoolean();
        var ticker = new Ticker("test");
        ticker.nowAndEvery(Duration.ofHours(1), () -> {
            begun.countDown();
            try {
                mayEnd.await();
                undisturbed.set(true);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        begun.await();
        var closing = Thread.ofVirtual().start(ticker::close);
        while (!ticker.isClosed()) {
            Thread.onSpinWait();
        }
        mayEnd.countDown();
        closing.join();
        assertThat(undisturbed).isTrue();
    }
}
