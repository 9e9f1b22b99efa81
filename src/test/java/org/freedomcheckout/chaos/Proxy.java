package org.freedomcheckout.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** Passes TCP connections on to the first of several servers that takes them, and harms them on the way. */
final class Proxy implements AutoCloseable {

    private static final int BACKLOG = 1_024;
    private static final int CONNECT_MILLIS = 2_000;

    private final ServerSocket listener;
    private final Supplier<List<InetSocketAddress>> servers;
    private final Supplier<NetworkFault> weather;
    private final Set<Link> links = ConcurrentHashMap.newKeySet();
    private final AtomicLong harmed = new AtomicLong();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private Proxy(Supplier<List<InetSocketAddress>> servers, Supplier<NetworkFault> weather) throws IOException {
        this.listener = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        this.servers = servers;
        this.weather = weather;
        threads.execute(this::accept);
    }

    /**
     * Starts on a free port.
     *
     * @param servers asked for each connection
     * @param weather what to do to each connection
     */
    static Proxy start(Supplier<List<InetSocketAddress>> servers, Supplier<NetworkFault> weather) {
        try {
            return new Proxy(servers, weather);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return listener.getLocalPort();
    }

    /** How many connections suffered so far. */
    long harmed() {
        return harmed.get();
    }

    /** Resets every connection there is. */
    void breakAll() {
        harmed.addAndGet(links.size());
        links.forEach(Link::reset);
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                var client = listener.accept();
                threads.execute(() -> serve(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        var fault = weather.get();
        if (fault.kind() != NetworkFault.Kind.NONE) {
            harmed.incrementAndGet();
        }
        for (var address : fault.kind() == NetworkFault.Kind.REFUSE ? List.<InetSocketAddress>of() : servers.get()) {
            var server = new Socket();
            try {
                server.connect(address, CONNECT_MILLIS);
                join(client, server, fault);
                return;
            } catch (IOException e) {
                // This one takes no connection: the next.
                Link.reset(server);
            }
        }
        Link.reset(client);
    }

    private void join(Socket client, Socket server, NetworkFault fault) throws IOException {
        var link = new Link(client, server, fault);
        links.add(link);
        try {
            link.run(threads);
        } finally {
            links.remove(link);
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        links.forEach(Link::reset);
        threads.shutdownNow();
    }
}
