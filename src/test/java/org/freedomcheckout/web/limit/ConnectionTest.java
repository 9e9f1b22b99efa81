package org.freedomcheckout.web.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Optional;
import org.freedomcheckout.web.Exchange;
import org.freedomcheckout.web.limit.Connection.Phase;
import org.freedomcheckout.web.limit.Load.Urgency;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** What a connection waits for, and how long it may. */
class ConnectionTest {

    private SocketChannel channel;
    private Connection connection;

    @BeforeEach
    void open() throws IOException {
        channel = SocketChannel.open();
        connection = new Connection(channel, Optional.of("198.51.100.1"));
    }

    @AfterEach
    void close() throws IOException {
        channel.close();
    }

    private boolean isOverdueAfter(Duration time) {
        return connection.isOverdue(connection.since() + time.toNanos());
    }

    @ParameterizedTest
    @CsvSource({"IDLE, PT20S", "HEADER, PT10S", "SERVED, PT5M", "BODY, PT12S", "STREAM, PT11M"})
    void eachPhaseHasItsTime(Phase phase, Duration most) {
        connection.is(phase);
        assertThat(isOverdueAfter(most)).isFalse();
        assertThat(isOverdueAfter(most.plusNanos(1))).isTrue();
    }

    /** A head that drips is one head: its time began with its first byte. */
    @Test
    void theTimeOfAHeadDoesNotBeginAnewWithEachByte() {
        var since = connection.since();
        connection.readable();
        connection.unfinished();
        connection.waiting();
        assertThat(connection.since()).isEqualTo(since);
        assertThat(isOverdueAfter(Duration.ofSeconds(11))).isTrue();
    }

    @Test
    void afterAnAnswerItWaitsForTheNextRequest() {
        connection.is(Phase.SERVED);
        connection.waiting();
        assertThat(isOverdueAfter(Duration.ofSeconds(11))).isFalse();
        assertThat(isOverdueAfter(Duration.ofSeconds(21))).isTrue();
        connection.readable();
        assertThat(isOverdueAfter(Duration.ofSeconds(11))).isTrue();
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "HEADER")
    void aPartOfARequestIsTheBeginningOfAHead(Phase before) {
        connection.is(before);
        connection.unfinished();
        assertThat(isOverdueAfter(Duration.ofSeconds(10))).isFalse();
        assertThat(isOverdueAfter(Duration.ofSeconds(11))).isTrue();
    }

    @ParameterizedTest
    @EnumSource(names = {"SERVED", "BODY", "STREAM"})
    void moreBytesChangeNothingWhileItIsServed(Phase phase) {
        connection.is(phase);
        var since = connection.since();
        connection.readable();
        assertThat(connection.since()).isEqualTo(since);
    }

    private boolean waitsForCallerOnce(Runnable mark) {
        ScopedValue.where(Connection.CURRENT, connection).run(mark);
        return connection.waitsForCaller();
    }

    @Test
    void whoServesItSaysWhatItWaitsFor() {
        assertThat(connection.waitsForCaller()).isTrue();
        assertThat(waitsForCallerOnce(Connections::serve)).isFalse();
        assertThat(waitsForCallerOnce(() -> Connections.awaitBody(true))).isTrue();
        assertThat(waitsForCallerOnce(() -> Connections.awaitBody(false))).isFalse();
        assertThat(waitsForCallerOnce(() -> Connections.stream(Exchange.get("/").request())))
                .isFalse();
        assertThat(isOverdueAfter(Duration.ofMinutes(6))).isFalse();
    }

    @Test
    void whoHearsOfEventsIsNotAtWork() {
        var load = new Load();
        var request = Exchange.get("/").request();
        try (var _ = load.enter(request, Urgency.CAN_WAIT).orElseThrow()) {
            Connections.stream(request);
            assertThat(load.working()).isZero();
        }
    }

    @Test
    void oneThatIsCutEndsForTheOtherSideTooAndIsNotCutAgain() throws IOException {
        try (var server = ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                var caller = SocketChannel.open(server.getLocalAddress());
                var ours = server.accept()) {
            var cut = new Connection(ours, Optional.empty());
            assertThat(cut.stays()).isTrue();
            cut.cut();
            assertThat(cut.stays()).isFalse();
            assertThat(caller.read(ByteBuffer.allocate(1))).isEqualTo(-1);
            assertThat(cut.isOverdue(cut.since() + Duration.ofHours(1).toNanos()))
                    .isFalse();
        }
    }
}
