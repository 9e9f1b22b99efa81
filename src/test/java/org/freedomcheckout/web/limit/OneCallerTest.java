package org.freedomcheckout.web.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How many connections one caller has. */
class OneCallerTest {

    private static final InetAddress PROXY = InetAddress.ofLiteral("10.0.0.1");
    private static final InetAddress CALLER = InetAddress.ofLiteral("198.51.100.1");
    private static final InetAddress OTHER = InetAddress.ofLiteral("198.51.100.2");

    private final List<SocketChannel> channels = new ArrayList<>();

    @AfterEach
    void close() throws IOException {
        for (var channel : channels) {
            channel.close();
        }
    }

    private static Connections connections(boolean limitsEach) {
        return new Connections(PROXY::equals, limitsEach);
    }

    private boolean opens(Connections connections, InetAddress from) throws IOException {
        var channel = SocketChannel.open();
        channels.add(channel);
        var taken = connections.opened(channel, from);
        assertThat(connections.find(channel).isPresent()).isEqualTo(taken);
        return taken;
    }

    private void open(Connections connections, int count, InetAddress from) throws IOException {
        for (int i = 0; i < count; i++) {
            assertThat(opens(connections, from)).isTrue();
        }
    }

    @Test
    void oneCallerHasAHundred() throws IOException {
        var connections = connections(true);
        open(connections, 100, CALLER);
        assertThat(opens(connections, CALLER)).isFalse();
        assertThat(opens(connections, CALLER)).isFalse();
        assertThat(connections.count()).isEqualTo(100);
        assertThat(opens(connections, OTHER)).isTrue();
        connections.closed(channels.getFirst());
        assertThat(opens(connections, CALLER)).isTrue();
        assertThat(opens(connections, CALLER)).isFalse();
    }

    @Test
    void whatIsClosedTwiceIsOnePlace() throws IOException {
        var connections = connections(true);
        open(connections, 100, CALLER);
        connections.closed(channels.getFirst());
        connections.closed(channels.getFirst());
        assertThat(connections.count()).isEqualTo(99);
        assertThat(opens(connections, CALLER)).isTrue();
        assertThat(opens(connections, CALLER)).isFalse();
    }

    @Test
    void aProxysAreEverybodys() throws IOException {
        var connections = connections(true);
        open(connections, 101, PROXY);
        assertThat(connections.count()).isEqualTo(101);
    }

    @Test
    void withoutLimitsForEachNobodysAreCounted() throws IOException {
        open(connections(false), 101, CALLER);
    }
}
