package org.freedomcheckout.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Sends requests, as fast as answers come or at a fixed pace. */
final class Load {

    private Load() {}

    /** Sends the request with this number over a connection; true if the answer was the right one. */
    interface Step {
        boolean run(Wire wire, int number) throws IOException;
    }

    /**
     * Closed loop: each connection sends its next request when the answer has come.
     *
     * @param requests at most
     * @param most after which no more begin
     */
    static Measured asFastAsPossible(String name, int port, int connections, int requests, Duration most, Step step) {
        var measured = new Measured(name);
        var next = new AtomicInteger();
        var done = new CountDownLatch(connections);
        var began = System.nanoTime();
        for (var i = 0; i < connections; i++) {
            Thread.ofVirtual().start(() -> {
                try (var wires = new Reconnecting(port)) {
                    while (System.nanoTime() - began < most.toNanos()) {
                        var n = next.getAndIncrement();
                        if (n >= requests) {
                            break;
                        }
                        measure(measured, wires, n, System.nanoTime(), step);
                    }
                } finally {
                    done.countDown();
                }
            });
        }
        await(done);
        measured.took(Duration.ofNanos(System.nanoTime() - began));
        return measured;
    }

    /**
     * Open loop: a task begins at its appointed time, whatever became of the others. Connections are kept in a pool, as many
     * as are needed.
     */
    static Duration atPace(double perSecond, int tasks, int port, PacedTask task) {
        var pool = new ConcurrentLinkedQueue<Wire>();
        var done = new CountDownLatch(tasks);
        var began = System.nanoTime();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var i = 0; i < tasks; i++) {
                var number = i;
                var appointed = began + (long) (i / perSecond * 1e9);
                for (var early = appointed - System.nanoTime(); early > 0; early = appointed - System.nanoTime()) {
                    LockSupport.parkNanos(early);
                }
                threads.execute(() -> {
                    try {
                        task.run(new Borrowed(port, pool), number, appointed);
                    } finally {
                        done.countDown();
                    }
                });
            }
            await(done);
        }
        var took = Duration.ofNanos(System.nanoTime() - began);
        pool.forEach(Load::close);
        return took;
    }

    interface PacedTask {
        void run(Borrowed wires, int number, long appointed);
    }

    /** Requests of a paced task, each over a connection that is free. */
    record Borrowed(int port, ConcurrentLinkedQueue<Wire> pool) {

        Wire.Reply send(byte[] request) throws IOException {
            var free = pool.poll();
            var wire = free == null ? new Wire(port) : free;
            try {
                var reply = wire.send(request);
                pool.add(wire);
                return reply;
            } catch (IOException e) {
                close(wire);
                throw e;
            }
        }
    }

    private static void measure(Measured measured, Reconnecting wires, int number, long began, Step step) {
        try {
            if (!step.run(wires.wire(), number)) {
                measured.addError();
            }
        } catch (IOException | RuntimeException e) {
            measured.addError();
            wires.drop();
        }
        measured.add(System.nanoTime() - began);
    }

    private static final class Reconnecting implements AutoCloseable {

        private final int port;
        private @Nullable Wire wire;

        Reconnecting(int port) {
            this.port = port;
        }

        Wire wire() throws IOException {
            if (wire == null) {
                wire = new Wire(port);
            }
            return wire;
        }

        void drop() {
            if (wire != null) {
                Load.close(wire);
                wire = null;
            }
        }

        @Override
        public void close() {
            drop();
        }
    }

    private static void close(Wire wire) {
        try {
            wire.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
