package org.freedomcheckout.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.freedomcheckout.testkit.Eventually;
import org.junit.jupiter.api.Test;

/** Many wait for one fsync, and none returns before one that covers it. */
class SharedSyncTest {

    private static final int WRITERS = 64;
    private static final int ROUNDS = 200;

    /** A disk: what was written before a sync began is safe when it ends. */
    private final AtomicLong written = new AtomicLong();

    private final AtomicLong onDisk = new AtomicLong();
    private final AtomicInteger syncs = new AtomicInteger();

    private void sync() {
        var covered = written.get();
        syncs.incrementAndGet();
        LockSupport.parkNanos(1_000);
        onDisk.accumulateAndGet(covered, Math::max);
    }

    @Test
    void noneReturnsBeforeItsOwnWriteIsOnTheDisk() throws Exception {
        var shared = new SharedSync(this::sync);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var writers = new ArrayList<Future<?>>();
            for (var i = 0; i < WRITERS; i++) {
                writers.add(threads.submit(() -> {
                    for (var round = 0; round < ROUNDS; round++) {
                        var mine = written.incrementAndGet();
                        shared.await();
                        assertThat(onDisk.get()).isGreaterThanOrEqualTo(mine);
                    }
                }));
            }
            for (var writer : writers) {
                writer.get();
            }
        }
        assertThat(syncs).hasValueLessThan(WRITERS * ROUNDS);
    }

    @Test
    void whoComesDuringASyncSharesTheNext() throws Exception {
        var began = new CountDownLatch(1);
        var go = new CompletableFuture<Void>();
        var shared = new SharedSync(() -> {
            syncs.incrementAndGet();
            began.countDown();
            go.join();
        });
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = threads.submit(shared::await);
            began.await();
            var others = new ArrayList<Thread>();
            for (var i = 0; i < WRITERS; i++) {
                others.add(Thread.ofVirtual().start(shared::await));
            }
            var waiting = Eventually.look(() -> waiting(others), n -> n == WRITERS);
            assertThat(waiting).isEqualTo(WRITERS);
            assertThat(syncs).hasValue(1);
            go.complete(null);
            first.get();
            for (var other : others) {
                other.join();
            }
        }
        assertThat(syncs).hasValue(2);
    }

    private static long waiting(List<Thread> threads) {
        return threads.stream()
                .filter(thread -> thread.getState() == Thread.State.WAITING)
                .count();
    }

    @Test
    void aFailureIsToldAndTheNextOneTriesAgain() {
        var shared = new SharedSync(() -> {
            if (syncs.getAndIncrement() == 0) {
                throw new IllegalStateException("the disk is full");
            }
        });
        assertThatThrownBy(shared::await)
                .isInstanceOf(CompletionException.class)
                .hasRootCauseMessage("the disk is full");
        shared.await();
        assertThat(syncs).hasValue(2);
    }
}
