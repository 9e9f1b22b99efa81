package org.freedomcheckout.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Kills the instances again and again; pauses them and cuts their connections in between. */
final class Supervisor {

    private static final int MAX_LIFE_MILLIS = 2_000;
    private static final int MAX_PAUSE_MILLIS = 1_500;
    private static final int MAX_OUTAGE_MILLIS = 800;
    private static final int MAX_ENDED_STARTS = 3;

    private final Installation installation;
    private final Weather weather;
    private final Traffic traffic;
    private final long seed;
    private final AtomicInteger left;
    private final Queue<Duration> starts = new ConcurrentLinkedQueue<>();
    private final AtomicInteger killedInStart = new AtomicInteger();
    private final AtomicInteger pauses = new AtomicInteger();

    /**
     * Ready.
     *
     * @param kills of all instances together
     */
    Supervisor(Installation installation, Weather weather, Traffic traffic, long seed, int kills) {
        this.installation = installation;
        this.weather = weather;
        this.traffic = traffic;
        this.seed = seed;
        this.left = new AtomicInteger(kills);
    }

    /** Returns after the last kill, when all instances are ready again. */
    void run() throws InterruptedException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var disturbances = new ArrayList<Future<?>>();
            for (var instance : installation.instances()) {
                var random = Seeds.random(seed, -1 - disturbances.size());
                disturbances.add(threads.submit(() -> disturb(instance, random)));
            }
            for (var disturbance : disturbances) {
                disturbance.get();
            }
        } catch (ExecutionException e) {
            throw new AssertionError("an instance does not come back", e.getCause());
        }
    }

    private void disturb(Instance instance, Random random) {
        while (left.getAndDecrement() > 0) {
            traffic.check();
            pass(random.nextInt(MAX_LIFE_MILLIS));
            breakSomething(instance, random);
            kill(instance, random);
        }
    }

    private void breakSomething(Instance instance, Random random) {
        switch (random.nextInt(8)) {
            case 0 -> {
                instance.pause();
                pass(random.nextInt(MAX_PAUSE_MILLIS));
                instance.resume();
                pauses.incrementAndGet();
                pass(random.nextInt(MAX_LIFE_MILLIS));
            }
            case 1 -> installation.gateway().breakAll();
            case 2 -> installation.network().breakAll();
            case 3 -> {
                weather.outage(true);
                pass(random.nextInt(MAX_OUTAGE_MILLIS));
                weather.outage(false);
            }
            default -> {
                // Only the kill.
            }
        }
    }

    private void kill(Instance instance, Random random) {
        var killed = System.nanoTime();
        instance.kill();
        instance.start();
        if (random.nextInt(10) == 0) {
            // In the middle of a start, of recovery, of a migration.
            pass(random.nextInt(MAX_LIFE_MILLIS));
            killedInStart.incrementAndGet();
            killed = System.nanoTime();
            instance.kill();
            instance.start();
        }
        awaitReady(instance);
        starts.add(Duration.ofNanos(System.nanoTime() - killed));
    }

    /** An instance whose way to PostgreSQL was cut while it started ends, and is started again; on H2 none may end. */
    private void awaitReady(Instance instance) {
        for (int i = 0; installation.isOnPostgres() && i < MAX_ENDED_STARTS; i++) {
            if (instance.becomesReady()) {
                return;
            }
            instance.start();
        }
        instance.awaitReady();
    }

    private static void pass(int millis) {
        LockSupport.parkNanos(Duration.ofMillis(millis).toNanos());
    }

    /** How long it took from each kill until the instance was ready again, sorted. */
    List<Duration> starts() {
        return starts.stream().sorted().toList();
    }

    /** All kills that were done. */
    int kills() {
        return starts.size() + killedInStart.get();
    }

    int pauses() {
        return pauses.get();
    }
}
