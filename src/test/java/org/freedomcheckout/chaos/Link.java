package org.freedomcheckout.chaos;

import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.locks.LockSupport;
import org.freedomcheckout.chaos.NetworkFault.Kind;

/** One connection through the proxy: two pipes, of which one may leak. */
final class Link {

    private static final int BUFFER = 8_192;

    /** A drip ends after so many bytes; the rest flows. */
    private static final int DRIPPED = 100;

    private final Socket client;
    private final Socket server;
    private final NetworkFault fault;
    private final CountDownLatch ended = new CountDownLatch(2);

    Link(Socket client, Socket server, NetworkFault fault) {
        this.client = client;
        this.server = server;
        this.fault = fault;
    }

    /** Passes bytes on until both directions have ended. */
    void run(ExecutorService threads) throws IOException {
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
        threads.execute(() -> pipe(server, client, !fault.toServer()));
        pipe(client, server, fault.toServer());
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        close(client);
        close(server);
    }

    private void pipe(Socket from, Socket to, boolean suffers) {
        var kind = suffers ? fault.kind() : Kind.NONE;
        try {
            var buffer = new byte[BUFFER];
            var passed = 0L;
            for (int n = from.getInputStream().read(buffer);
                    n >= 0;
                    n = from.getInputStream().read(buffer)) {
                var harmless = Math.clamp(fault.at() - passed, 0, n);
                if (kind == Kind.NONE || harmless == n) {
                    to.getOutputStream().write(buffer, 0, n);
                } else {
                    to.getOutputStream().write(buffer, 0, harmless);
                    harm(kind, buffer, harmless, n, to);
                    // What vanishes goes on vanishing; anything else happens once.
                    kind = kind == Kind.SWALLOW ? kind : Kind.NONE;
                }
                passed += n;
            }
            to.shutdownOutput();
        } catch (IOException e) {
            // One end is gone, and the other is to know it.
            reset();
        } finally {
            ended.countDown();
        }
    }

    /** Does to the bytes from {@code begin} to {@code end} what the fault says. */
    private void harm(Kind kind, byte[] bytes, int begin, int end, Socket to) throws IOException {
        var out = to.getOutputStream();
        switch (kind) {
            case NONE, REFUSE -> out.write(bytes, begin, end - begin);
            case DELAY -> {
                LockSupport.parkNanos(fault.pause().toNanos());
                out.write(bytes, begin, end - begin);
            }
            case DRIP -> {
                var dripped = Math.min(end, begin + DRIPPED);
                for (int i = begin; i < dripped; i++) {
                    LockSupport.parkNanos(fault.pause().toNanos());
                    out.write(bytes, i, 1);
                }
                out.write(bytes, dripped, end - dripped);
            }
            case CORRUPT -> {
                bytes[begin] ^= 1;
                out.write(bytes, begin, end - begin);
            }
            case HALF_CLOSE -> to.shutdownOutput();
            case CUT -> {
                close(client);
                close(server);
            }
            case RESET -> reset();
            case SWALLOW -> {
                // Nothing arrives.
            }
        }
    }

    /** Resets both ends. */
    void reset() {
        reset(client);
        reset(server);
    }

    /** Closes so that the other side gets a reset. */
    static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
        } catch (IOException e) {
            // Closed already.
        }
        close(socket);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // Nobody can do anything about it.
        }
    }
}
