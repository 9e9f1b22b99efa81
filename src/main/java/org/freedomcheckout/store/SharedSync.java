package org.freedomcheckout.store;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One fsync for all who wait for one. It takes milliseconds and covers whatever was committed before it began; so who comes
 * while one is running waits for the next, and shares it with all the others who came meanwhile.
 */
final class SharedSync {

    private final Runnable sync;
    private final ReentrantLock running = new ReentrantLock();
    private volatile CompletableFuture<Void> next = new CompletableFuture<>();

    SharedSync(Runnable sync) {
        this.sync = sync;
    }

    /**
     * Returns after a sync that began after this call.
     *
     * @throws RuntimeException if that one failed; then nobody who waited for it may believe that his data is on the disk
     */
    void await() {
        var mine = next;
        running.lock();
        try {
            if (!mine.isDone()) {
                // Whoever comes from here on may have committed too late for this one.
                next = new CompletableFuture<>();
                lead(mine);
            }
        } finally {
            running.unlock();
        }
        mine.join();
    }

    private void lead(CompletableFuture<Void> mine) {
        try {
            sync.run();
            mine.complete(null);
        } catch (RuntimeException | Error e) {
            mine.completeExceptionally(e);
        }
    }
}
