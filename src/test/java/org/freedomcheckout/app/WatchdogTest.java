package org.freedomcheckout.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
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
    void oneThatCannotStartThreadsIsEnded() {
        var broken = new Watchdog(
                _ -> {
                    throw new OutOfMemoryError("none");
                },
                ended::incrementAndGet);
        for (var time = 0; time <= Watchdog.PATIENCE; time++) {
            broken.look();
        }
        assertThat(ended).hasValue(1);
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

    @Test
    void itLooksByItself() throws IOException, InterruptedException {
        var process = JavaProcess.run(
                "-Djdk.virtualThreadScheduler.parallelism=1",
                "-cp",
                System.getProperty("java.class.path"),
                Held.class.getName());
        assertThat(process.output()).contains("No virtual thread has got its turn", Held.class.getName() + ".hold");
        assertThat(process.code()).isEqualTo(1);
    }

    /** A process whose only carrier never comes free. */
    static final class Held {
        private Held() {}

        public static void main(String[] args) throws InterruptedException {
            Watchdog.start(Duration.ofMillis(50));
            Thread.startVirtualThread(Held::hold).join();
        }

        private static void hold() {
            while (true) {
                Thread.onSpinWait();
            }
        }
    }

    private void look(int times) {
        for (var time = 0; time < times; time++) {
            watchdog.look();
        }
    }
}
