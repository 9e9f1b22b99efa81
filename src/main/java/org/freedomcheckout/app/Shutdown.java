package org.freedomcheckout.app;

import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits for SIGTERM or Ctrl-C, and then stops in order. */
final class Shutdown {

    private static final Logger log = LoggerFactory.getLogger(Shutdown.class);

    private Shutdown() {}

    /** Blocks until the process is told to stop; the resource is closed before it ends, and the exit code is 0. */
    static void await(AutoCloseable running) throws InterruptedException {
        var stop = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(Thread.ofPlatform().name("shutdown").unstarted(() -> {
                    try {
                        running.close();
                    } catch (Exception e) {
                        log.error("Could not stop in order", e);
                    }
                    stop.countDown();
                    // A process that ends by a signal would report it as 143; it has done all it was asked to do.
                    Runtime.getRuntime().halt(0);
                }));
        stop.await();
    }
}
