package org.freedomcheckout.store;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Serves those together who come at the same time and for whom the same statements do. Who comes while others are being
 * served goes with the next group; who comes alone is served at once.
 *
 * @param <T> what one wants
 * @param <R> what comes of it
 */
final class Gathering<T, R> {

    private static final int MOST = 64;

    /**
     * The platform's threads: a group takes several statements one after the other, and a virtual thread that waits for an answer
     * of PostgreSQL comes back by way of another thread, and behind all those that have work to do.
     */
    private static final ExecutorService THREADS = Executors.newCachedThreadPool(
            Thread.ofPlatform().daemon().name("database-", 1).factory());

    private final Service<T, R> service;
    private final Function<T, R> unserved;
    private final LinkedBlockingQueue<Member<T, R>> waiting = new LinkedBlockingQueue<>();
    private final Semaphore turns;

    /** Serves a group. */
    @FunctionalInterface
    interface Service<T, R> {

        /**
         * Settles what comes of each.
         *
         * @param group of 1 to 64, which may be changed
         * @return what is left to be done while the next group is served
         */
        Runnable serve(List<Member<T, R>> group);
    }

    /**
     * Somebody who waits.
     *
     * @param outcome what the one who waits does in the end: returns a result, throws, or goes alone
     */
    record Member<T, R>(T task, CompletableFuture<Supplier<R>> outcome) {

        /** Ends the wait; only the first time. */
        boolean settle(Supplier<R> how) {
            return outcome.complete(how);
        }
    }

    /**
     * Ready.
     *
     * @param atOnce how many groups may be served at the same time
     * @param unserved what each does that the service has left unsettled
     */
    Gathering(int atOnce, Service<T, R> service, Function<T, R> unserved) {
        this.turns = new Semaphore(atOnce);
        this.service = service;
        this.unserved = unserved;
    }

    /** Returns when this one is served, together with others or not. */
    R serve(T task) {
        var mine = new Member<T, R>(task, new CompletableFuture<>());
        waiting.add(mine);
        serveNext();
        return mine.outcome.join().get();
    }

    /** Has a group of those who wait served, unless enough others are being served: who does that sees to the rest. */
    private void serveNext() {
        if (turns.tryAcquire()) {
            var begun = false;
            try {
                THREADS.execute(this::serveGroup);
                begun = true;
            } finally {
                if (!begun) {
                    // No thread to be had: the next one tries again.
                    turns.release();
                }
            }
        }
    }

    private void serveGroup() {
        var group = new ArrayList<Member<T, R>>();
        try {
            serveInTurn(group).run();
        } finally {
            // After an Error too nobody waits for ever.
            group.forEach(member -> member.settle(() -> unserved.apply(member.task)));
        }
    }

    private Runnable serveInTurn(List<Member<T, R>> group) {
        try {
            waiting.drainTo(group, MOST);
            return group.isEmpty() ? () -> {} : service.serve(group);
        } finally {
            turns.release();
            if (!waiting.isEmpty()) {
                serveNext();
            }
        }
    }

    /** Lets fail those who are not settled. */
    static <T, R> void fail(List<Member<T, R>> group, RuntimeException why) {
        group.forEach(member -> member.settle(() -> {
            throw why;
        }));
    }
}
