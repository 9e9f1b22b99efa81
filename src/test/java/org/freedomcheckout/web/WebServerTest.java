package org.freedomcheckout.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.freedomcheckout.testkit.Eventually;
import org.freedomcheckout.testkit.Http;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One listener with one servlet. */
class WebServerTest {

    private final WebServer server = server(0);

    private static WebServer server(int port) {
        return new WebServer(WebSettings.plain("127.0.0.1", port), new Told(), new SecurityHeaders(false));
    }

    /** Says what it was asked for, and has a session with nobody who wants one. */
    private static final class Told extends HttpServlet {
        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.getWriter()
                    .write(request.getScheme() + " " + request.getRequestURI() + " "
                            + Thread.currentThread().isVirtual() + " " + request.getRequestedSessionId());
        }
    }

    @AfterEach
    void close() {
        server.close();
    }

    private String url() {
        return "http://127.0.0.1:" + server.port();
    }

    private Socket connected() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), server.port());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/a%2Fb", "/a//b", "/a/./b", "/a/../b", "/a;jsessionid=1", "/a;x=1/b"})
    void theServletIsToldTheAddressAsItCame(String path) {
        assertThat(Http.get(url() + path).body()).isEqualTo("http " + path + " true null");
    }

    @Test
    void twoDoNotShareAPort() {
        assertThatIllegalStateException()
                .isThrownBy(() -> server(server.port()))
                .withMessage("cannot listen on 127.0.0.1:" + server.port());
        assertThat(Http.get(url()).statusCode()).isEqualTo(200);
    }

    @Test
    void anAddressThatIsNoneIsNotTakenForAll() {
        assertThatIllegalStateException()
                .isThrownBy(() -> new WebServer(WebSettings.plain("[zz]", 0), new Told(), new SecurityHeaders(false)))
                .withMessage("cannot listen on [zz]");
    }

    @Test
    void itKnowsItsConnections() throws IOException {
        var before = server.connections();
        try (var _ = connected();
                var _ = connected()) {
            assertThat(Eventually.look(server::connections, count -> count == before + 2))
                    .isEqualTo(before + 2);
        }
        assertThat(Eventually.look(server::connections, count -> count == before))
                .isEqualTo(before);
    }

    @Test
    void whoWasConnectedBeforeItTookNoMoreIsServed() throws IOException {
        var url = url();
        try (var before = connected()) {
            Eventually.look(server::connections, count -> count == 1);
            server.takeNoMore();
            assertThatThrownBy(() -> Http.get(url)).isInstanceOf(UncheckedIOException.class);
            before.getOutputStream()
                    .write("GET /last HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(before.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                    .startsWith("HTTP/1.1 200")
                    .contains("/last");
        }
    }

    @Test
    void aClosedOneIsGone() {
        var other = server(0);
        var url = "http://127.0.0.1:" + other.port();
        other.close();
        assertThatThrownBy(() -> Http.get(url)).isInstanceOf(UncheckedIOException.class);
    }
}
