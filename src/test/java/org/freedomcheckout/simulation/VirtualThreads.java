package org.freedomcheckout.simulation;

import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RunnableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.freedomcheckout.simulation.VirtualTime.Life;
import org.freedomcheckout.simulation.VirtualTime.Waiting;

/** The threads of one life, for which time is virtual. */
final class VirtualThreads extends AbstractExecutorService {

    private final VirtualTime time;
    private final Life life;

    VirtualThreads(VirtualTime time, Life life) {
        this.time = time;
        this.life = life;
    }

    @Override
    public void execute(Runnable task) {
        time.start(0, life, task);
    }

    @Override
    protected <T> RunnableFuture<T> newTaskFor(Runnable task, T value) {
        return new VirtualFuture<>(() -> {
            task.run();
            return value;
        });
    }

    @Override
    protected <T> RunnableFuture<T> newTaskFor(Callable<T> task) {
        return new VirtualFuture<>(task);
    }

    @Override
    public void shutdown() {}

    @Override
    public List<Runnable> shutdownNow() {
        return List.of();
    }

    @Override
    public boolean isShutdown() {
        return false;
    }

    @Override
    public boolean isTerminated() {
        return false;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return true;
    }

    private final class VirtualFuture<T> extends FutureTask<T> {
        private final Waiting waiting = new Waiting();

        VirtualFuture(Callable<T> task) {
            super(task);
        }

        @Override
        public T get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException {
            if (!isDone()) {
                time.await(waiting, unit.toMicros(timeout));
            }
            return super.get(0, TimeUnit.NANOSECONDS);
        }

        @Override
        protected void done() {
            time.wake(waiting);
        }
    }
}
