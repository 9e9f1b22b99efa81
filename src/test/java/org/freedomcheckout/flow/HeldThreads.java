package org.freedomcheckout.flow;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/** Threads whose tasks end before whoever has begun them goes on, or when a test lets them. */
final class HeldThreads extends AbstractExecutorService {

    private final Deque<Runnable> held = new ArrayDeque<>();
    private boolean holding;
    private boolean stopped;

    /** From now on a task waits until the test lets it run. */
    void hold() {
        holding = true;
    }

    /** How many tasks have begun and not ended. */
    int atWork() {
        return held.size();
    }

    /** Lets some of them end, those first that began first. */
    void end(int tasks) {
        for (int n = 0; n < tasks; n++) {
            held.remove().run();
        }
    }

    @Override
    public void execute(Runnable task) {
        if (stopped) {
            throw new RejectedExecutionException();
        }
        if (holding) {
            held.add(task);
        } else {
            task.run();
        }
    }

    @Override
    public void shutdown() {
        stopped = true;
    }

    @Override
    public List<Runnable> shutdownNow() {
        shutdown();
        return List.copyOf(held);
    }

    @Override
    public boolean isShutdown() {
        return stopped;
    }

    @Override
    public boolean isTerminated() {
        return stopped && held.isEmpty();
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return isTerminated();
    }
}
