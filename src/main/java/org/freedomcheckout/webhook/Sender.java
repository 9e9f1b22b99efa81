package org.freedomcheckout.webhook;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.freedomcheckout.store.Outbox;
import org.freedomcheckout.store.Outbox.Stored;
import org.freedomcheckout.ticker.Ticker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes webhooks from the outbox and delivers them, in order for each checkout and side by side otherwise. What is to be
 * sent is in the database, so a restart loses nothing.
 */
public final class Sender implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Sender.class);
    private static final int MAX_RETRIES_AT_ONCE = 64;
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final long STOP_SECONDS = 12;

    private final Outbox outbox;
    private final Receiver receiver;
    private final RetrySchedule schedule =
            new RetrySchedule(() -> ThreadLocalRandom.current().nextDouble());
    private final InstantSource clock;
    private final MeterRegistry metrics;
    private final Semaphore free = new Semaphore(Receiver.MAX_AT_ONCE - MAX_RETRIES_AT_ONCE);
    private final Semaphore freeForRetries = new Semaphore(MAX_RETRIES_AT_ONCE);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Ticker ticker = new Ticker("webhooks");

    /**
     * Ready; nothing is sent before {@link #start}.
     *
     * @param userAgent how we introduce ourselves
     */
    public Sender(
            WebhookSettings settings, String userAgent, Outbox outbox, InstantSource clock, MeterRegistry metrics) {
        this.outbox = outbox;
        this.receiver = new Receiver(settings, userAgent, Receiver.DEADLINE);
        this.clock = clock;
        this.metrics = metrics;
    }

    /** Begins to deliver; returns at once. */
    public void start() {
        ticker.nowAndEvery(PAUSE, this::tick);
    }

    /** Begins to deliver what is due now. */
    void tick() {
        try {
            take(true, free);
            // Tries that failed before have less room: a receiver that hangs for some must not hold up the others.
            take(false, freeForRetries);
        } catch (RuntimeException e) {
            // The database may be away for a while; what is due stays due.
            log.error("Webhooks could not be taken from the outbox", e);
        }
    }

    private void take(boolean firstTries, Semaphore room) {
        var permits = room.availablePermits();
        if (permits > 0) {
            outbox.claim(firstTries, clock.instant(), permits).forEach(stored -> deliver(stored, room));
        }
    }

    private void deliver(Stored stored, Semaphore room) {
        room.acquireUninterruptibly();
        threads.execute(() -> {
            try {
                deliverNow(stored);
            } catch (RuntimeException e) {
                log.error(
                        "Webhook {} could not be sent; it will be tried again",
                        stored.webhook().id(),
                        e);
            } finally {
                room.release();
            }
        });
    }

    private void deliverNow(Stored stored) {
        var outcome = receiver.deliver(stored.webhook(), clock.instant());
        var id = stored.webhook().id();
        metrics.counter("webhooks", "answer", outcome.answer()).increment();
        if (outcome.isDelivered()) {
            outbox.delivered(stored, outcome.answer());
            return;
        }
        var failures = stored.tries() - stored.roundTries() + 1;
        var next = outcome.isGone()
                ? Optional.<Instant>empty()
                : schedule.next(failures, stored.roundAt(), clock.instant());
        outbox.failed(stored, next, outcome.answer());
        if (next.isPresent()) {
            log.info("Webhook {} failed with {}; next try at {}", id, outcome.answer(), next.get());
        } else {
            log.warn("Webhook {} is given up after {}", id, outcome.answer());
            metrics.counter("webhooks.dead").increment();
        }
    }

    /** Sends nothing more, and lets what is under way end. */
    @Override
    public void close() {
        ticker.close();
        threads.shutdown();
        try {
            if (!threads.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                log.warn("Webhooks were still being sent; they will be sent again");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        receiver.close();
    }
}
