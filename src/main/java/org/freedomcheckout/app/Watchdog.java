package org.freedomcheckout.app;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.freedomcheckout.ticker.Ticker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends a process in which no virtual thread gets its turn any more, so that whoever looks after it starts it anew: it would
 * answer nobody, and never end by itself. Java 25 can come to that, when each thread that carries others is held by one that
 * waits for a class, and the thread that the class waits for is carried by none.
 */
public final class Watchdog {

    private static final Logger log = LoggerFactory.getLogger(Watchdog.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);
    private static final Duration LAST_WORDS = Duration.ofSeconds(2);

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
        start(BETWEEN_LOOKS);
    }

    static void start(Duration betweenLooks) {
        var patience = betweenLooks.multipliedBy(PATIENCE);
        var watchdog = new Watchdog(Thread::startVirtualThread, () -> end(patience));
        // Never closed: its thread ends with the process.
        new Ticker("watchdog").every(betweenLooks, watchdog::look);
    }

    /** Whether the thread that the last look has started has run; if so, starts the next. */
    void look() {
        if (hasRun) {
            missed = 0;
            hasRun = false;
            tryToRun();
            return;
        }
        missed++;
        if (missed == PATIENCE) {
            end.run();
        }
    }

    private void tryToRun() {
        try {
            threads.execute(() -> hasRun = true);
        } catch (RuntimeException | OutOfMemoryError e) {
            log.warn("No virtual thread can be started", e);
        }
    }

    private static void end(Duration patience) {
        // Ends though nobody takes what is said, and gives who takes it the time to.
        CompletableFuture.delayedExecutor(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS, Runnable::run)
                .execute(() -> Runtime.getRuntime().halt(1));
        log.error(
                "No virtual thread has got its turn for {} s, so nobody is answered; the process ends. Its threads:",
                patience.toSeconds());
        System.err.println(allThreads());
    }

    /** With the virtual ones, which only this list has; Java writes it to files only. */
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
