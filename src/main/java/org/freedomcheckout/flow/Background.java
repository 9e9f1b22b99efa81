package org.freedomcheckout.flow;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs calls to Freedom Pay on threads of their own, so that neither a closed tab nor an impatient browser cuts one off.
 */
public final class Background implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Background.class);

    /** A browser that waits keeps its connection's buffers: some 70 KB, of which thousands would fill the heap. */
    static final int MOST_WAITING = 256;

    private final ExecutorService threads;
    private final Semaphore waits = new Semaphore(MOST_WAITING);
    private final Duration patience;
    private final Duration drain;

    /**
     * Ready to run.
     *
     * @param patience how long a browser waits for a call before it sees the processing page
     * @param drain how long running calls may take to finish when the server stops
     */
    public Background(Duration patience, Duration drain) {
        this(Executors.newVirtualThreadPerTaskExecutor(), patience, drain);
    }

    Background(ExecutorService threads, Duration patience, Duration drain) {
        this.threads = threads;
        this.patience = patience;
        this.drain = drain;
    }

    /** Starts a task; what it throws is logged. */
    void run(Runnable task) {
        try {
            threads.execute(() -> logged(task));
        } catch (RejectedExecutionException e) {
            log.info("Not begun, the server is stopping");
        }
    }

    /**
     * Starts a task and waits a little for its end, unless very many wait already; the task goes on when the wait is over.
     */
    void runAndWaitALittle(Runnable task) {
        if (!waits.tryAcquire()) {
            run(task);
            return;
        }
        try {
            threads.submit(() -> logged(task)).get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            log.debug("The browser goes on, the call too");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException("logged() lets nothing through", e);
        } catch (RejectedExecutionException e) {
            log.info("Not begun, the server is stopping");
        } finally {
            waits.release();
        }
    }

    /** Asks something that moves nothing; empty if the answer does not come in time. */
    <T> Optional<T> ask(Callable<T> question, Duration time) {
        try {
            return Optional.of(threads.submit(question).get(time.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException | RejectedExecutionException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            log.error("A question to Freedom Pay has failed", e);
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static void logged(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            log.error("A call to Freedom Pay could not be finished; recovery will", e);
        }
    }

    /** Takes no more tasks and lets the running ones finish. */
    @Override
    public void close() {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(drain.toMillis(), TimeUnit.MILLISECONDS)) {
                log.warn("Calls were still running after {}; recovery will ask for their outcome", drain);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
