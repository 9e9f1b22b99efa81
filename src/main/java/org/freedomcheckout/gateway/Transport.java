package org.freedomcheckout.gateway;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.ChainElement;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.io.CloseMode;
import org.freedomcheckout.http.SentOnce;

/**
 * Sends one request once, and brings its answer or one of two exceptions: certainly not sent, or in doubt.
 *
 * <p>HttpClient's time limits count from byte to byte; here a deadline ends the whole call.
 */
final class Transport implements AutoCloseable {

    /** For each call that may be under way; they go in the order in which they came. */
    private static final int WAITING_FOR_EACH = 5;

    /** Each is a thread with what it is about to send: so many do not fill the heap. */
    private static final int MOST_WAITING = 5_000;

    private static final int MAX_ANSWER = 64 * 1024;
    private static final ContentType FORM = ContentType.create("application/x-www-form-urlencoded", "UTF-8");
    private static final String DEPARTURE = Departure.class.getName();

    private final CloseableHttpClient client;
    private final PoolingHttpClientConnectionManager connections;
    private final Duration deadline;
    private final Semaphore places;
    private final Semaphore calls;
    private final ScheduledExecutorService deadlines = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("gateway-deadlines").daemon().factory());

    Transport(GatewaySettings settings) {
        this(settings, settings.deadline());
    }

    Transport(GatewaySettings settings, Duration deadline) {
        this.deadline = deadline;
        this.calls = new Semaphore(settings.maxCalls(), true);
        this.places = new Semaphore(settings.maxCalls() + mayWait(settings.maxCalls()));
        var connect = settings.connectTimeout();
        var silence = settings.responseTimeout();
        this.connections =
                SentOnce.connections(settings.maxCalls(), connect, silence).build();
        this.client = SentOnce.client(connections, connect, silence)
                // From here on the connection stands, TLS included, and bytes of the request may leave.
                .addExecInterceptorAfter(ChainElement.CONNECT.name(), "departure", (request, scope, chain) -> {
                    if (scope.clientContext.getAttribute(DEPARTURE) instanceof Departure departure) {
                        departure.leave();
                    }
                    return chain.proceed(request, scope);
                })
                .build();
    }

    static int mayWait(int maxCalls) {
        return Math.min(maxCalls * WAITING_FOR_EACH, MOST_WAITING);
    }

    byte[] post(URI url, byte[] form) throws NotSentException, InDoubtException {
        var request = new HttpUriRequestBase("POST", url);
        request.setEntity(new ByteArrayEntity(form, FORM));
        request.setHeader("Accept", "application/xml, text/xml");
        return send(request);
    }

    byte[] get(URI url) throws NotSentException, InDoubtException {
        return send(new HttpUriRequestBase("GET", url));
    }

    private byte[] send(HttpUriRequestBase request) throws NotSentException, InDoubtException {
        var departure = new Departure(deadline);
        if (!places.tryAcquire()) {
            throw new NotSentException("too many calls are waiting");
        }
        try {
            awaitTurn();
            try {
                return send(request, departure);
            } finally {
                calls.release();
            }
        } finally {
            places.release();
        }
    }

    private void awaitTurn() throws NotSentException {
        try {
            if (!calls.tryAcquire(deadline.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new NotSentException("other calls took too long");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotSentException("interrupted", e);
        }
    }

    /** The time spent waiting for other calls is part of the deadline. */
    private byte[] send(HttpUriRequestBase request, Departure departure) throws NotSentException, InDoubtException {
        var late = new AtomicBoolean();
        var context = HttpClientContext.create();
        context.setAttribute(DEPARTURE, departure);
        var timer = deadlines.schedule(
                () -> {
                    late.set(true);
                    request.abort();
                },
                departure.nanosLeft(),
                TimeUnit.NANOSECONDS);
        try {
            return client.execute(request, context, Transport::body);
        } catch (UnusableAnswerException e) {
            request.abort();
            throw new InDoubtException(e.reason, e);
        } catch (IOException | RuntimeException e) {
            // RuntimeException: HttpClient reports an aborted request so at some of its stages.
            if (!departure.hasLeft()) {
                throw new NotSentException("no connection", e);
            }
            throw new InDoubtException(late.get() ? "deadline" : reason(e), e);
        } finally {
            timer.cancel(false);
        }
    }

    /** Whether a request has left, and until when it may. */
    private static final class Departure {

        private final long end;
        private volatile boolean left;

        Departure(Duration deadline) {
            this.end = System.nanoTime() + deadline.toNanos();
        }

        long nanosLeft() {
            return end - System.nanoTime();
        }

        boolean hasLeft() {
            return left;
        }

        /** A process that stood still in the queue must not send what has been given up in the meantime. */
        void leave() throws InterruptedIOException {
            if (nanosLeft() <= 0) {
                throw new InterruptedIOException("too late to be sent");
            }
            left = true;
        }
    }

    private static String reason(Exception e) {
        return e instanceof InterruptedIOException ? "timeout" : "connection_lost";
    }

    private static byte[] body(ClassicHttpResponse response) throws IOException {
        if (response.getCode() != 200) {
            throw new UnusableAnswerException("http_" + response.getCode());
        }
        var entity = response.getEntity();
        if (entity == null) {
            throw new UnusableAnswerException("empty");
        }
        // Not closed here: that would read the rest of an answer that is too long.
        var body = entity.getContent().readNBytes(MAX_ANSWER + 1);
        if (body.length > MAX_ANSWER) {
            throw new UnusableAnswerException("too_large");
        }
        return body;
    }

    /** An answer came, but none that can be read. */
    private static final class UnusableAnswerException extends IOException {

        private static final long serialVersionUID = 1;

        private final String reason;

        UnusableAnswerException(String reason) {
            super(reason);
            this.reason = reason;
        }
    }

    @Override
    public void close() {
        deadlines.shutdownNow();
        client.close(CloseMode.GRACEFUL);
        connections.close(CloseMode.GRACEFUL);
    }
}
