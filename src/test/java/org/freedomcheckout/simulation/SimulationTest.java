package org.freedomcheckout.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import ch.qos.logback.core.AppenderBase;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.LoggerFactory;

/**
 * The real rules and flow in a simulated world, run after run, each from one number.
 *
 * <p>{@code -Dsimulation.runs=1000000} makes more of them, {@code -Dsimulation.first=5} begins elsewhere, {@code
 * -Dsimulation.seed=123} runs one and tells what happens in it.
 */
@Isolated("it listens to what the flow logs")
class SimulationTest {

    private static final int LANES = Runtime.getRuntime().availableProcessors();
    private static final int MAX_BREAKS = Integer.getInteger("simulation.breaks", 10);

    private static final Logger FLOW = (Logger) LoggerFactory.getLogger("org.freedomcheckout");

    /** What the flow catches and logs as an error is one here too. */
    private static final AppenderBase<ILoggingEvent> ERRORS = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            if (event.getThrowableProxy() instanceof ThrowableProxy problem) {
                VirtualTime.logged(problem.getThrowable());
            }
        }
    };

    @BeforeAll
    static void quiet() {
        FLOW.setLevel(Level.ERROR);
        FLOW.setAdditive(false);
        ERRORS.setContext(FLOW.getLoggerContext());
        ERRORS.start();
        FLOW.addAppender(ERRORS);
    }

    @AfterAll
    static void loud() {
        FLOW.setLevel(null);
        FLOW.setAdditive(true);
        FLOW.detachAppender(ERRORS);
    }

    @Test
    void moneyIsNeverLostAndNeverTakenTwice() throws Exception {
        var seed = Long.getLong("simulation.seed");
        if (seed != null) {
            assertThat(told(seed)).isEmpty();
            return;
        }
        var runs = Long.getLong("simulation.runs", 20_000);
        var first = Long.getLong("simulation.first", 1);
        var started = System.nanoTime();
        var breaks = many(first, runs);
        var seconds = (System.nanoTime() - started) / 1e9;
        System.out.printf(
                "%d simulated schedules in %.1f s (%.0f a second), %d broken%n",
                runs, seconds, runs / seconds, breaks.size());
        breaks.forEach(System.out::println);
        assertThat(breaks).isEmpty();
    }

    @Test
    void theSameSeedIsTheSameRun() throws Exception {
        for (long seed = 1; seed <= 20; seed++) {
            assertThat(traceOf(seed)).isEqualTo(traceOf(seed));
        }
    }

    private static List<String> many(long first, long runs) throws Exception {
        var next = new AtomicLong(first);
        var breaks = new ArrayList<String>();
        Callable<Void> lane = () -> {
            try (var time = new VirtualTime()) {
                for (var seed = next.getAndIncrement(); seed < first + runs; seed = next.getAndIncrement()) {
                    var broken = new World(seed, time, null).run();
                    if (broken.isPresent()) {
                        synchronized (breaks) {
                            breaks.add(broken.get() + ": mvn -q test -Dtest=SimulationTest -Dsimulation.seed=" + seed);
                            if (breaks.size() >= MAX_BREAKS) {
                                next.set(first + runs);
                            }
                        }
                    }
                    letOthersRun();
                }
            }
            return null;
        };
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var done : threads.invokeAll(Collections.nCopies(LANES, lane))) {
                done.get();
            }
        }
        return breaks;
    }

    /** Virtual threads are not interrupted: without this nobody but the lanes may get a turn until all runs are done. */
    @SuppressWarnings("ThreadPriorityCheck")
    private static void letOthersRun() {
        Thread.yield();
    }

    private static List<String> told(long seed) throws Exception {
        var trace = traceOf(seed);
        trace.forEach(System.out::println);
        return trace.stream().filter(line -> line.contains("BROKEN")).toList();
    }

    private static List<String> traceOf(long seed) throws InterruptedException, ExecutionException {
        var trace = new ArrayList<String>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor();
                var time = new VirtualTime()) {
            threads.submit(() -> new World(seed, time, trace::add).run()).get();
        }
        return trace;
    }
}
