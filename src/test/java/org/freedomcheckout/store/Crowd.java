package org.freedomcheckout.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.freedomcheckout.testkit.Eventually;

/**
 * Many who want to be served at once: as many as may are being served, and are held up; the others come meanwhile, and make
 * one group.
 *
 * @param <R> what each gets
 */
final class Crowd<R> {

    private static final int ALL = 1_000;

    /** What somebody with a name wants. */
    interface Task<R> {
        R run(String name);
    }

    private final AtomicInteger groups = new AtomicInteger();
    private final Semaphore pass = new Semaphore(0);

    /** To be called for each group that is served. */
    void served() {
        groups.incrementAndGet();
        pass.acquireUninterruptibly();
    }

    /** How many groups were served so far. */
    int groups() {
        return groups.get();
    }

    /** From now on nobody is held up. */
    void letPass() {
        pass.release(ALL);
    }

    /**
     * Runs a task for each name.
     *
     * @param busy as many as may be served at once
     * @return what came of the others
     */
    List<Future<R>> allAtOnce(List<String> busy, List<String> names, Task<R> task) throws InterruptedException {
        var waiting = new ArrayList<Thread>();
        var results = new ArrayList<Future<R>>();
        try (var threads = Executors.newThreadPerTaskExecutor(run -> {
            var thread = Thread.ofPlatform().unstarted(run);
            waiting.add(thread);
            return thread;
        })) {
            for (var name : busy) {
                var before = groups.get();
                threads.execute(() -> task.run(name));
                // Or it would take the next with it.
                assertThat(Eventually.look(groups::get, begun -> begun > before))
                        .isGreaterThan(before);
            }
            names.forEach(name -> results.add(threads.submit(() -> task.run(name))));
            var count = Eventually.look(
                    () -> waiting.stream()
                            .filter(thread -> thread.getState() == Thread.State.WAITING)
                            .count(),
                    n -> n == waiting.size());
            assertThat(count).isEqualTo(waiting.size());
            letPass();
        }
        return results;
    }
}
