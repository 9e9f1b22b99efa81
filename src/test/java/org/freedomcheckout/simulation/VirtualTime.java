package org.freedomcheckout.simulation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.PriorityQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Time that passes only when nothing else is to be done, and threads of which exactly one runs at any moment.
 *
 * <p>Tasks are ordinary blocking code on virtual threads. Whoever blocks looks for the next event itself, and hands on to
 * another thread only if the event is another's: so the order of everything follows from the seed alone, and most events
 * cost no switch of threads.
 */
final class VirtualTime implements AutoCloseable {

    private static final ThreadLocal<VirtualTime> OF_THREAD = new ThreadLocal<>();

    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private final ArrayDeque<Worker> idle = new ArrayDeque<>();
    private final ArrayList<Worker> blocked = new ArrayList<>();
    private Consumer<Throwable> failed = _ -> {};
    private @Nullable Worker current;
    private @Nullable Worker main;
    private long now;
    private long sequence;
    private int seen;
    private volatile boolean closed;

    /** One life of a process: it can stop for a while, and die. */
    static final class Life {
        private boolean killed;
        private long pausedUntil;

        boolean isAlive() {
            return !killed;
        }

        /** All its threads stand still until then. */
        void pause(long until) {
            pausedUntil = Math.max(pausedUntil, until);
        }
    }

    /** Thrown in the threads of a life that was killed; nothing in the flow catches it. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1;

        Killed() {
            super("killed", null, false, false);
        }
    }

    /** Somebody who waits for something. */
    static final class Waiting {
        private @Nullable Worker worker;
        private long ticket;
    }

    /** In microseconds since the beginning. */
    long now() {
        return now;
    }

    int seen() {
        return seen;
    }

    /**
     * Forgets the last run.
     *
     * @param whenFailed told of what no task should throw
     */
    void reset(Consumer<Throwable> whenFailed) {
        failed = whenFailed;
        events.clear();
        now = 0;
        sequence = 0;
        seen = 0;
    }

    /** Something went wrong in the running thread of a simulation, and was only logged. */
    static void logged(Throwable problem) {
        var time = OF_THREAD.get();
        if (time != null) {
            time.failed.accept(problem);
        }
    }

    /** Runs everything, until nothing is left to be done. */
    void run() {
        var self = new Worker(Thread.currentThread());
        main = self;
        current = self;
        drive(self);
        main = null;
    }

    /** Forgets what was to come; threads that wait are ended by killing their processes. */
    void stop() {
        events.clear();
    }

    /** Something that happens later and does not block. */
    void at(long delay, Runnable action) {
        events.add(new Event(now + Math.max(0, delay), sequence++, action, null, 0, null));
    }

    /** Starts a thread in a life. */
    void start(long delay, Life life, Runnable body) {
        events.add(new Event(now + Math.max(0, delay), sequence++, body, null, 0, life));
    }

    /** Lets time pass in the running thread. */
    void sleep(long micros) {
        block(micros);
    }

    /** Waits for {@link #wake}, or until the time is over. */
    void await(Waiting waiting, long micros) {
        var self = running();
        waiting.worker = self;
        waiting.ticket = self.ticket;
        block(micros);
    }

    void wake(Waiting waiting) {
        var worker = waiting.worker;
        if (worker != null) {
            events.add(new Event(now, sequence++, null, worker, waiting.ticket, null));
            waiting.worker = null;
        }
    }

    /** Ends a life; its threads end at the place where they wait. */
    void kill(Life life) {
        life.killed = true;
        for (var worker : blocked) {
            if (worker.life == life) {
                events.add(new Event(now, sequence++, null, worker, worker.ticket, null));
            }
        }
    }

    /** Stops here if the life of the running thread is dead or stands still. */
    void check() {
        var life = running().life;
        if (life == null) {
            return;
        }
        if (life.killed) {
            throw new Killed();
        }
        if (life.pausedUntil > now) {
            block(life.pausedUntil - now);
        }
    }

    private Worker running() {
        if (current == null) {
            throw new IllegalStateException("nothing runs");
        }
        return current;
    }

    private void block(long micros) {
        var self = running();
        events.add(new Event(now + Math.max(0, micros), sequence++, null, self, self.ticket, null));
        blocked.add(self);
        drive(self);
        blocked.remove(self);
        check();
    }

    /** Handles events until one is for this thread; the others' are handed on. */
    private void drive(Worker self) {
        while (true) {
            var event = events.poll();
            if (event == null) {
                if (self != main) {
                    hand(self, main());
                }
                return;
            }
            seen++;
            now = event.at;
            if (event.worker != null) {
                if (event.worker.ticket == event.ticket) {
                    event.worker.ticket++;
                    if (event.worker != self) {
                        hand(self, event.worker);
                    }
                    return;
                }
            } else if (event.life == null) {
                happen(event);
            } else if (!event.life.killed) {
                var isIdle = !idle.isEmpty() && idle.peek() == self;
                var worker = idle.isEmpty() ? new Worker() : idle.pop();
                worker.body = event.action();
                worker.life = event.life;
                if (!isIdle) {
                    hand(self, worker);
                }
                return;
            }
        }
    }

    private void happen(Event event) {
        try {
            event.action().run();
        } catch (RuntimeException e) {
            failed.accept(e);
        }
    }

    private Worker main() {
        if (main == null) {
            throw new IllegalStateException("no run");
        }
        return main;
    }

    /** Lets another thread go on, and waits to be let on itself. */
    private void hand(Worker self, Worker other) {
        current = other;
        self.mayRun = false;
        other.go();
        self.rest();
    }

    @Override
    public void close() {
        closed = true;
        idle.forEach(Worker::go);
    }

    private record Event(
            long at,
            long sequence,
            @Nullable Runnable what,
            @Nullable Worker worker,
            long ticket,
            @Nullable Life life) implements Comparable<Event> {

        Runnable action() {
            if (what == null) {
                throw new IllegalStateException("no action");
            }
            return what;
        }

        @Override
        public int compareTo(Event other) {
            var byTime = Long.compare(at, other.at);
            return byTime != 0 ? byTime : Long.compare(sequence, other.sequence);
        }
    }

    /** A thread, used for one task after the other. */
    private final class Worker implements Runnable {
        private final Thread thread;
        private @Nullable Life life;
        private @Nullable Runnable body;
        private long ticket;
        private volatile boolean mayRun;

        Worker(Thread existing) {
            thread = existing;
        }

        Worker() {
            thread = Thread.ofVirtual().name("simulated").unstarted(this);
            thread.start();
        }

        void go() {
            mayRun = true;
            LockSupport.unpark(thread);
        }

        void rest() {
            while (!mayRun) {
                LockSupport.park(this);
            }
        }

        @Override
        public void run() {
            OF_THREAD.set(VirtualTime.this);
            rest();
            while (!closed) {
                work();
                life = null;
                idle.push(this);
                drive(this);
            }
        }

        private void work() {
            var task = body;
            body = null;
            if (task != null) {
                try {
                    check();
                    task.run();
                } catch (Killed e) {
                    // As a kill does it: without a word.
                } catch (RuntimeException | Error e) {
                    failed.accept(e);
                }
            }
        }
    }
}
