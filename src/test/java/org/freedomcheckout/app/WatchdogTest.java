package org.freedomcheckout.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WatchdogTest {

    private final ArrayDeque<Runnable> started = new ArrayDeque<>();
    private final AtomicInteger ended = new AtomicInteger();
    private final Watchdog watchdog = new Watchdog(started::add, ended::incrementAndGet);

    @Test
    void endsAProcessInWhichNoThreadRuns() {
        watchdog.look();
        look(Watchdog.PATIENCE - 1);
        assertThat(ended).hasValue(0);
        watchdog.look();
        assertThat(ended).hasValue(1);
        assertThat(started).hasSize(1);
    }

    @Test
    void oneThatIsLateIsLetBe() {
        for (var time = 0; time < 3; time++) {
            watchdog.look();
            look(Watchdog.PATIENCE - 1);
            started.remove().run();
        }
        assertThat(ended).hasValue(0);
    }

    @Test
    void virtualThreadsAreListedToo() throws InterruptedException {
        var mayEnd = new CountDownLatch(1);
        var waiting = Thread.ofVirtual().name("a shopper").start(() -> {
            try {
                mayEnd.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        try {
            assertThat(Watchdog.allThreads()).contains("\"a shopper\" virtual");
        } finally {
            mayEnd.countDown();
            waiting.join();
        }
    }

    private void look(int times) {
        for (var time = 0; time < times; time++) {
            watchdog.look();
        }
    }
}
