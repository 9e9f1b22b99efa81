package org.freedomcheckout.app;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends a process in which no virtual thread runs any more, so that whoever looks after it starts it anew: it would answer
 * nobody, and never end by itself. Java 25 can come to that, when each thread that carries others is held by one that waits
 * for a class, and the thread that the class waits for is carried by none.
 */
public final class Watchdog {

    private static final Logger log = LoggerFactory.getLogger(Watchdog.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);

    /** Looks, not seconds: a process that stood still as a whole is not blamed for it. */
    static final int PATIENCE = 12;

    private final Executor threads;
    private final Runnable end;
    private volatile boolean hasRun = true;
    private int missed;

    Watchdog(Executor threads, Runnable end) {
        this.threads = threads;
        this.end = end;
    }

    /** Looks after this process, for as long as it lives. */
    public static void start() {
        var watchdog = new Watchdog(Thread::startVirtualThread, Watchdog::endProcess);
        // Never shut down: its thread ends with the process.
        var ticker = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("watchdog").daemon().factory());
        var _ = ticker.scheduleWithFixedDelay(
                watchdog::look, BETWEEN_LOOKS.toMillis(), BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Whether the thread that the last look has started has run; if so, starts the next. */
    void look() {
        if (hasRun) {
            missed = 0;
            hasRun = false;
            threads.execute(() -> hasRun = true);
            return;
        }
        missed++;
        if (missed == PATIENCE) {
            end.run();
        }
    }

    private static void endProcess() {
        log.error(
                "No virtual thread has run for {} s, so nobody is answered; the process ends. Its threads:",
                BETWEEN_LOOKS.multipliedBy(PATIENCE).toSeconds());
        try {
            System.err.println(allThreads());
        } finally {
            Runtime.getRuntime().halt(1);
        }
    }

    /** With the virtual ones, which only this dump has; it writes nothing but a file that is not there yet. */
    static String allThreads() {
        try {
            var folder = Files.createTempDirectory("checkout-threads");
            var file = folder.resolve("threads.txt");
            try {
                ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                        .dumpThreads(file.toString(), ThreadDumpFormat.TEXT_PLAIN);
                return Files.readString(file);
            } finally {
                Files.deleteIfExists(file);
                Files.delete(folder);
            }
        } catch (IOException e) {
            return "(they cannot be listed: " + e.getMessage() + ")";
        }
    }
}
