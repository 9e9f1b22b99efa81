package org.freedomcheckout.web.limit;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.nio.channels.SocketChannel;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.freedomcheckout.web.limit.Connection.Phase;

/**
 * The open connections of a listener: so many for each caller, so many in all, and each only for a time. When they are
 * nearly used up, those that have kept us waiting longest make room.
 */
public final class Connections {

    /** In all. */
    public static final int MOST = 8_192;

    /** From one caller. */
    static final int MOST_OF_ONE = 100;

    private final Predicate<InetAddress> isProxy;
    private final boolean limitsEach;
    private final int crowded;
    private final int madeRoom;
    private final Map<SocketChannel, Connection> open = new ConcurrentHashMap<>();
    private final Map<String, Integer> ofOne = new ConcurrentHashMap<>();

    /**
     * None yet.
     *
     * @param isProxy whose connections are many callers'
     * @param limitsEach whether one caller can have only so many
     */
    public Connections(Predicate<InetAddress> isProxy, boolean limitsEach) {
        this(isProxy, limitsEach, MOST);
    }

    Connections(Predicate<InetAddress> isProxy, boolean limitsEach, int most) {
        this.isProxy = isProxy;
        this.limitsEach = limitsEach;
        this.crowded = most - most / 8;
        this.madeRoom = most / 16;
    }

    /** Marks that the request's body is being waited for, and what comes then. */
    public static void awaitBody(boolean waiting) {
        mark(waiting ? Phase.BODY : Phase.SERVED);
    }

    /** Marks that a servlet has the request. */
    public static void serve() {
        mark(Phase.SERVED);
    }

    /** Marks that the answer has no end of its own. */
    public static void stream(HttpServletRequest request) {
        Load.pause(request);
        mark(Phase.STREAM);
    }

    private static void mark(Phase phase) {
        if (Connection.CURRENT.isBound()) {
            Connection.CURRENT.get().is(phase);
        }
    }

    /** Takes a new connection; false if its caller has enough of them. */
    boolean opened(SocketChannel channel, InetAddress address) {
        var client = limitsEach && !isProxy.test(address)
                ? Optional.of(ClientAddress.of(address))
                : Optional.<String>empty();
        if (client.isPresent() && ofOne.merge(client.get(), 1, Integer::sum) > MOST_OF_ONE) {
            release(client.get());
            return false;
        }
        open.put(channel, new Connection(channel, client));
        if (open.size() >= crowded) {
            makeRoom();
        }
        return true;
    }

    void closed(SocketChannel channel) {
        Optional.ofNullable(open.remove(channel)).flatMap(Connection::client).ifPresent(this::release);
    }

    Optional<Connection> find(SocketChannel channel) {
        return Optional.ofNullable(open.get(channel));
    }

    /** Ends those whose time is over. */
    void sweep() {
        var now = System.nanoTime();
        open.values().stream().filter(connection -> connection.isOverdue(now)).forEach(Connection::cut);
    }

    /** The connections that are open. */
    public int count() {
        return open.size();
    }

    private void makeRoom() {
        // Those that are cut already are about to go; without this each new one would cut as many again.
        var staying = open.values().stream().filter(Connection::stays).toList();
        if (staying.size() < crowded) {
            return;
        }
        var now = System.nanoTime();
        staying.stream()
                .filter(Connection::waitsForCaller)
                .sorted(Comparator.comparingLong((Connection connection) -> connection.since() - now))
                .limit(madeRoom)
                .forEach(Connection::cut);
    }

    private void release(String client) {
        ofOne.computeIfPresent(client, (_, n) -> n == 1 ? null : n - 1);
    }
}
