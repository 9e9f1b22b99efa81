package org.freedomcheckout.journeys;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** A way to a server that takes every connection, and lets nothing through until it is opened. */
final class Gate implements AutoCloseable {

    private static final int BACKLOG = 1_024;

    private final ServerSocket listener;
    private final Supplier<URI> server;
    private final CountDownLatch opened = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private Gate(Supplier<URI> server) throws IOException {
        this.server = server;
        this.listener = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    /** Begins to listen. */
    static Gate closed(Supplier<URI> server) {
        try {
            return new Gate(server);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort());
    }

    /** Lets through what waits, and all that comes. */
    void open() {
        opened.countDown();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                var client = listener.accept();
                threads.execute(() -> join(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void join(Socket client) {
        try (client) {
            opened.await();
            try (var there = new Socket(server.get().getHost(), server.get().getPort())) {
                threads.execute(() -> pass(there, client));
                pass(client, there);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void pass(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // One end is gone; the other goes with it.
            return;
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.shutdownNow();
    }
}
