package org.freedomcheckout.web.limit;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Optional;

/** One open connection and what it is waiting for. */
final class Connection {

    /** Between what a caller has to do and what we have to do. */
    enum Phase {
        /** Open, for the first or the next request; the container's own time limit looks after that. */
        IDLE(Duration.ofSeconds(20)),
        /** A request has begun, or should have: the container's time limit begins anew with each byte, this one does not. */
        HEADER(Duration.ofSeconds(10)),
        /** A servlet is at work, or waits for Freedom Pay. */
        SERVED(Duration.ofMinutes(5)),
        /** Somebody waits for the request's body: {@code Body}, or the container for what no servlet has read. */
        BODY(Duration.ofSeconds(12)),
        /** Events are being sent; {@code EventsServlet} ends them. */
        STREAM(Duration.ofMinutes(11));

        private final long most;

        Phase(Duration most) {
            this.most = most.toNanos();
        }

        private boolean waitsForCaller() {
            return this == IDLE || this == HEADER || this == BODY;
        }
    }

    static final ScopedValue<Connection> CURRENT = ScopedValue.newInstance();

    private final SocketChannel channel;
    private final Optional<String> client;
    private volatile Phase phase = Phase.HEADER;
    private volatile long since = System.nanoTime();
    private volatile boolean cut;

    /**
     * Just opened.
     *
     * @param client whose it is; empty for a proxy's, which is everybody's
     */
    Connection(SocketChannel channel, Optional<String> client) {
        this.channel = channel;
        this.client = client;
    }

    Optional<String> client() {
        return client;
    }

    void is(Phase next) {
        since = System.nanoTime();
        phase = next;
    }

    /** The container has bytes of it to read. */
    void readable() {
        if (phase == Phase.IDLE) {
            is(Phase.HEADER);
        }
    }

    /** The container has read all there was, and a part of a request with it. */
    void unfinished() {
        if (phase != Phase.HEADER) {
            is(Phase.HEADER);
        }
    }

    /** The container waits for the next request, or for the first one still: empty lines are no request. */
    void waiting() {
        if (phase != Phase.HEADER) {
            is(Phase.IDLE);
        }
    }

    boolean isOverdue(long now) {
        return stays() && now - since > phase.most;
    }

    boolean stays() {
        return !cut;
    }

    boolean waitsForCaller() {
        return phase.waitsForCaller();
    }

    long since() {
        return since;
    }

    /**
     * Ends it. Both directions are shut and not the socket closed: the container sees the end of the stream, whatever it is
     * waiting for, and tidies up by its own rules.
     */
    void cut() {
        cut = true;
        try {
            channel.shutdownInput();
            channel.shutdownOutput();
        } catch (IOException e) {
            // It is closed already.
            return;
        }
    }
}
