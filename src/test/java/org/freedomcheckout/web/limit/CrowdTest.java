package org.freedomcheckout.web.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import org.freedomcheckout.web.limit.Connection.Phase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When connections are nearly used up: of 64, 56 are a crowd, and four at a time make room. */
class CrowdTest {

    private final Connections connections = new Connections(_ -> true, true, 64);
    private final List<SocketChannel> channels = new ArrayList<>();
    private ServerSocketChannel server;

    @BeforeEach
    void listen() throws IOException {
        server = ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    @AfterEach
    void close() throws IOException {
        for (var channel : channels) {
            channel.close();
        }
        server.close();
    }

    private void open(int count, Phase phase) throws IOException {
        for (int i = 0; i < count; i++) {
            var channel = SocketChannel.open(server.getLocalAddress());
            server.accept().close();
            channels.add(channel);
            assertThat(connections.opened(channel, InetAddress.getLoopbackAddress()))
                    .isTrue();
            connections.find(channel).ifPresent(connection -> connection.is(phase));
        }
    }

    /** By the order in which they were opened. */
    private List<Integer> cut() {
        var cut = new ArrayList<Integer>();
        for (int i = 0; i < channels.size(); i++) {
            if (!connections.find(channels.get(i)).orElseThrow().stays()) {
                cut.add(i);
            }
        }
        return cut;
    }

    @Test
    void thoseThatHaveKeptUsWaitingLongestMakeRoom() throws IOException {
        open(55, Phase.IDLE);
        assertThat(cut()).isEmpty();
        open(1, Phase.IDLE);
        assertThat(cut()).containsExactly(0, 1, 2, 3);
        // They are gone soon: until four more have come nobody else need go.
        open(3, Phase.IDLE);
        assertThat(cut()).hasSize(4);
        open(1, Phase.IDLE);
        assertThat(cut()).containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
    }

    @Test
    void whoIsBeingServedOrHearsOfEventsStays() throws IOException {
        open(20, Phase.SERVED);
        open(20, Phase.STREAM);
        open(1, Phase.HEADER);
        open(1, Phase.BODY);
        open(1, Phase.IDLE);
        open(13, Phase.SERVED);
        assertThat(cut()).hasSize(4).startsWith(40, 41, 42);
    }

    @Test
    void whoBeganAnewHasNotWaitedLong() throws IOException {
        open(55, Phase.IDLE);
        connections.find(channels.getFirst()).orElseThrow().readable();
        open(1, Phase.IDLE);
        assertThat(cut()).containsExactly(1, 2, 3, 4);
    }
}
