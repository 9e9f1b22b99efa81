package org.freedomcheckout.web.limit;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * How many requests are at work at once. When there are too many, what can wait is turned away first, and what has to do
 * with a payment under way last. A request that only waits, for its caller's bytes or for news, is not at work.
 */
public final class Load {

    private static final String SLOT = Slot.class.getName();

    /** What a request is worth when there are too many. */
    public enum Urgency {
        /** A checkout that can be opened later, a status that will be asked for again. */
        CAN_WAIT(1_500),
        NORMAL(3_000),
        /** Somebody is paying. */
        PAYING(6_000);

        private final int most;

        Urgency(int most) {
            this.most = most;
        }

        /** The number of requests at work from which such a one is turned away. */
        public int most() {
            return most;
        }
    }

    private final AtomicInteger working = new AtomicInteger();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition idle = lock.newCondition();
    private volatile boolean stopping;

    /** Lets a request in; empty if there is too much to do, or the server is stopping. */
    public Optional<Slot> enter(HttpServletRequest request, Urgency urgency) {
        if (stopping || working.get() >= urgency.most()) {
            return Optional.empty();
        }
        var slot = new Slot();
        request.setAttribute(SLOT, slot);
        return Optional.of(slot);
    }

    /** The requests at work. */
    public int working() {
        return working.get();
    }

    /** Lets nobody in any more. */
    public void stop() {
        stopping = true;
    }

    /** Whether nobody is let in any more. */
    public boolean isStopping() {
        return stopping;
    }

    /** Waits until nobody is at work, but no longer than that. */
    public void awaitIdle(Duration most) throws InterruptedException {
        lock.lock();
        try {
            var left = most.toNanos();
            while (working.get() > 0 && left > 0) {
                left = idle.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    /** The request is waiting and does no work: until {@link #resume}, or to its end. */
    public static void pause(HttpServletRequest request) {
        if (request.getAttribute(SLOT) instanceof Slot slot) {
            slot.leave();
        }
    }

    /** The request works again. */
    public static void resume(HttpServletRequest request) {
        if (request.getAttribute(SLOT) instanceof Slot slot) {
            slot.take();
        }
    }

    /** One request's part of the load; used by its own thread only. */
    public final class Slot implements AutoCloseable {

        private boolean held;

        private Slot() {
            take();
        }

        private void take() {
            if (!held) {
                held = true;
                working.incrementAndGet();
            }
        }

        private void leave() {
            if (held) {
                held = false;
                if (working.decrementAndGet() == 0 && stopping) {
                    lock.lock();
                    try {
                        idle.signalAll();
                    } finally {
                        lock.unlock();
                    }
                }
            }
        }

        @Override
        public void close() {
            leave();
        }
    }
}
