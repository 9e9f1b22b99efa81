package org.freedomcheckout.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.freedomcheckout.checkout.Secret;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One request, once; and certainty about whether it was sent. */
class TransportTest {

    private ServerSocket server;
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger bodyBytes = new AtomicInteger();

    @FunctionalInterface
    private interface Answer {
        void give(Socket socket) throws IOException;
    }

    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    private void serve(Answer answer) {
        Thread.ofVirtual().start(() -> {
            while (!server.isClosed()) {
                try (var socket = server.accept()) {
                    readRequest(socket.getInputStream());
                    requests.incrementAndGet();
                    answer.give(socket);
                } catch (IOException ignored) {
                    // The client is gone, or the test has ended.
                }
            }
        });
    }

    private static void readRequest(InputStream in) throws IOException {
        var head = new StringBuilder();
        while (!head.toString().endsWith("\r\n\r\n")) {
            var b = in.read();
            if (b < 0) {
                throw new IOException("no request");
            }
            head.append((char) b);
        }
        in.readNBytes(3);
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }

    private byte[] post(URI url) throws Exception {
        return post(url, Duration.ofSeconds(2));
    }

    private byte[] post(URI url, Duration deadline) throws Exception {
        var settings = new GatewaySettings(
                url,
                "570001",
                () -> List.of(new Secret("secret")),
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                200,
                false,
                "pg_md",
                false);
        try (var transport = new Transport(settings, deadline)) {
            return transport.post(url, "a=b".getBytes(StandardCharsets.UTF_8));
        }
    }

    private URI url(String scheme) {
        return URI.create(scheme + "://127.0.0.1:" + server.getLocalPort() + "/x");
    }

    @Test
    void whatHasNoTimeLeftIsNotSent() {
        serve(socket -> write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi"));
        for (int n = 0; n < 50; n++) {
            assertThatThrownBy(() -> post(url("http"), Duration.ZERO)).isInstanceOf(NotSentException.class);
        }
        assertThat(requests).hasValue(0);
    }

    @ParameterizedTest
    @CsvSource({"1, 5", "200, 1000", "1000, 5000", "1001, 5000", "10000, 5000"})
    void fiveTimesAsManyMayWaitBut5000AtMost(int maxCalls, int mayWait) {
        assertThat(Transport.mayWait(maxCalls)).isEqualTo(mayWait);
    }

    @Test
    void anAnswerIsBrought() throws Exception {
        serve(socket -> write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi"));
        assertThat(new String(post(url("http")), StandardCharsets.UTF_8)).isEqualTo("hi");
    }

    @ParameterizedTest
    @CsvSource({
        "HTTP/1.1 503 x, http_503",
        "HTTP/1.1 429 x, http_429",
        "HTTP/1.1 500 x, http_500",
        "HTTP/1.1 302 x, http_302",
        "HTTP/1.1 307 x, http_307",
        "HTTP/1.1 204 x, http_204"
    })
    void nothingIsRepeatedOrFollowed(String status, String reason) {
        serve(socket -> write(socket, status + "\r\nLocation: /x\r\nRetry-After: 0\r\nContent-Length: 0\r\n\r\n"));
        assertThatThrownBy(() -> post(url("http")))
                .isInstanceOf(InDoubtException.class)
                .hasMessage(reason);
        assertThat(requests).hasValue(1);
    }

    @Test
    void aConnectionThatBreaksAfterTheRequestLeavesADoubt() {
        serve(socket -> socket.setSoLinger(true, 0));
        assertThatThrownBy(() -> post(url("http"))).isInstanceOf(InDoubtException.class);
        assertThat(requests).hasValue(1);
    }

    @Test
    void silenceLeavesADoubt() {
        serve(socket -> LockSupport.parkNanos(Duration.ofSeconds(3).toNanos()));
        assertThatThrownBy(() -> post(url("http")))
                .isInstanceOf(InDoubtException.class)
                .hasMessage("timeout");
    }

    @Test
    void anAnswerThatDripsIsCutAtTheDeadline() {
        serve(socket -> {
            write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n");
            for (int i = 0; i < 100; i++) {
                write(socket, "x");
                LockSupport.parkNanos(Duration.ofMillis(300).toNanos());
            }
        });
        assertThatThrownBy(() -> post(url("http")))
                .isInstanceOf(InDoubtException.class)
                .hasMessage("deadline");
    }

    @Test
    void anAnswerOfMoreThan64KibIsNotRead() {
        serve(socket -> write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 65537\r\n\r\n" + "x".repeat(65_537)));
        assertThatThrownBy(() -> post(url("http")))
                .isInstanceOf(InDoubtException.class)
                .hasMessage("too_large");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "X: x\r\n"})
    void aHeadWithoutEndIsNotRead(String more) {
        serve(socket -> {
            write(socket, "HTTP/1.1 200 OK\r\n");
            while (true) {
                write(socket, more.repeat(1_000));
            }
        });
        assertThatThrownBy(() -> post(url("http"), Duration.ofSeconds(30)))
                .isInstanceOfSatisfying(
                        InDoubtException.class, e -> assertThat(e.reason()).isEqualTo("connection_lost"));
    }

    @Test
    void whereNobodyListensNothingWasSent() throws IOException {
        var url = url("http");
        server.close();
        assertThatThrownBy(() -> post(url)).isInstanceOf(NotSentException.class);
    }

    @Test
    void anUnknownHostWasSentNothing() {
        assertThatThrownBy(() -> post(URI.create("http://host.invalid/x"))).isInstanceOf(NotSentException.class);
    }

    @Test
    void whereTlsFailsNothingWasSent() {
        serveBytes();
        assertThatThrownBy(() -> post(url("https"))).isInstanceOf(NotSentException.class);
        assertThat(bodyBytes).hasValue(0);
    }

    /** Answers a TLS handshake with nonsense, and looks whether the form is among what came. */
    private void serveBytes() {
        Thread.ofVirtual().start(() -> {
            try (var socket = server.accept()) {
                var buffer = new byte[4096];
                var n = socket.getInputStream().read(buffer);
                if (new String(buffer, 0, n, StandardCharsets.ISO_8859_1).contains("a=b")) {
                    bodyBytes.incrementAndGet();
                }
                write(socket, "HTTP/1.1 400 Bad Request\r\n\r\n");
            } catch (IOException e) {
                bodyBytes.addAndGet(0);
            }
        });
    }
}
