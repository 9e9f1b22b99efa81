package org.freedomcheckout.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Calls go on whatever becomes of those who wait for them. */
class BackgroundTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    private final HeldThreads threads = new HeldThreads();
    private final Background background = new Background(threads, Duration.ZERO, Duration.ZERO);
    private final AtomicInteger done = new AtomicInteger();

    private static void fail() {
        throw new IllegalStateException("the database was away");
    }

    @Test
    void whoeverWaitsHasTheEnd() {
        try (var patient = new Background(LONG, LONG)) {
            patient.runAndWaitALittle(done::incrementAndGet);
            assertThat(done).hasValue(1);
            assertThat(patient.ask(done::incrementAndGet, LONG)).hasValue(2);
        }
    }

    @Test
    void whoeverWaitsNoLongerCutsNothingOff() {
        threads.hold();
        background.runAndWaitALittle(done::incrementAndGet);
        assertThat(background.ask(done::incrementAndGet, Duration.ZERO)).isEmpty();
        assertThat(done).hasValue(0);
        threads.end(2);
        assertThat(done).hasValue(2);
    }

    @Test
    void whenVeryManyWaitTheNextDoesNot() throws Exception {
        var begun = new CountDownLatch(Background.MOST_WAITING);
        var mayEnd = new CountDownLatch(1);
        var crowd = new ArrayList<Thread>();
        try (var patient = new Background(LONG, LONG)) {
            for (int i = 0; i < Background.MOST_WAITING; i++) {
                crowd.add(Thread.startVirtualThread(() -> patient.runAndWaitALittle(() -> {
                    begun.countDown();
                    awaitQuietly(mayEnd);
                })));
            }
            begun.await();
            // Comes back although it cannot end before the others may.
            patient.runAndWaitALittle(() -> {
                awaitQuietly(mayEnd);
                done.incrementAndGet();
            });
            assertThat(done).hasValue(0);
            mayEnd.countDown();
            for (var one : crowd) {
                one.join();
            }
            var last = new AtomicBoolean();
            patient.runAndWaitALittle(() -> last.set(true));
            assertThat(last).isTrue();
        }
        assertThat(done).hasValue(1);
    }

    @Test
    void whatFailsIsNobodysError() {
        background.run(BackgroundTest::fail);
        background.runAndWaitALittle(BackgroundTest::fail);
        assertThat(background.ask(
                        () -> {
                            fail();
                            return done;
                        },
                        LONG))
                .isEmpty();
        background.run(done::incrementAndGet);
        assertThat(done).hasValue(1);
    }

    @Test
    void onceItIsClosedNothingBegins() {
        background.close();
        background.run(done::incrementAndGet);
        background.runAndWaitALittle(done::incrementAndGet);
        assertThat(background.ask(done::incrementAndGet, LONG)).isEmpty();
        assertThat(done).hasValue(0);
    }

    @Test
    void whoIsInterruptedWhileWaitingStaysSo() {
        threads.hold();
        Thread.currentThread().interrupt();
        background.runAndWaitALittle(done::incrementAndGet);
        assertThat(Thread.interrupted()).isTrue();
        Thread.currentThread().interrupt();
        assertThat(background.ask(done::incrementAndGet, LONG)).isEmpty();
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void whatRunsMayEndBeforeItIsClosed() throws Exception {
        var begun = new CountDownLatch(1);
        var mayEnd = new CountDownLatch(1);
        var ended = new AtomicBoolean();
        var draining = new Background(LONG, LONG);
        draining.run(() -> {
            begun.countDown();
            awaitQuietly(mayEnd);
            ended.set(true);
        });
        begun.await();
        Thread.ofVirtual().start(mayEnd::countDown);
        draining.close();
        assertThat(ended).isTrue();
    }

    @Test
    void closingCanBeInterrupted() throws Exception {
        var mayEnd = new CountDownLatch(1);
        var draining = new Background(LONG, LONG);
        draining.run(() -> awaitQuietly(mayEnd));
        Thread.currentThread().interrupt();
        draining.close();
        assertThat(Thread.interrupted()).isTrue();
        mayEnd.countDown();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
