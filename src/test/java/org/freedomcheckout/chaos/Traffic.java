package org.freedomcheckout.chaos;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** Merchants and shoppers: several orders at once, one after the other, until it is enough. */
final class Traffic {

    private static final long STOP_SECONDS = 300;

    private final Installation installation;
    private final long seed;
    private final Client client = new Client();
    private final Queue<Order> orders = new ConcurrentLinkedQueue<>();
    private final AtomicInteger last = new AtomicInteger();
    private final AtomicReference<Throwable> broken = new AtomicReference<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile boolean enough;

    Traffic(Installation installation, long seed) {
        this.installation = installation;
        this.seed = seed;
    }

    /** Begins; so many orders are under way at the same time. */
    void start(int lanes) {
        for (int i = 0; i < lanes; i++) {
            threads.execute(this::lane);
        }
    }

    private void lane() {
        try {
            while (!enough) {
                var number = last.incrementAndGet();
                // Without a hyphen: what Freedom Pay's order ids have behind it is the application's.
                var order = new Order("c" + seed + "x" + number);
                orders.add(order);
                new Journey(installation.merchant(), client, order, Seeds.random(seed, number)).run();
            }
        } catch (RuntimeException | Error e) {
            broken.set(e);
            enough = true;
        }
    }

    /** How many requests are on their way. */
    int inFlight() {
        return client.inFlight();
    }

    List<Order> orders() {
        return List.copyOf(orders);
    }

    /** Fails if a client met what no client should. */
    void check() {
        if (broken.get() != null) {
            throw new AssertionError("a client is at a loss", broken.get());
        }
    }

    /** Lets the orders under way end, and begins no more. */
    void stop() {
        enough = true;
        threads.shutdown();
        try {
            if (!threads.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("clients still wait after " + STOP_SECONDS + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        check();
    }
}
