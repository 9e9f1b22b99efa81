package org.freedomcheckout.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.freedomcheckout.testkit.Http;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose word about the caller counts. */
class ProxiesTest {

    /** Says whom it takes for its caller. */
    private static final class Caller extends HttpServlet {
        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.getWriter().write(request.getRemoteAddr());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "10.0.0.0/8               | 203.0.113.7              | 127.0.0.1",
                "127.0.0.1                | 203.0.113.7              | 203.0.113.7",
                "127.0.0.1,::1            | 203.0.113.7              | 203.0.113.7",
                "10.0.0.1,127.0.0.1       | 203.0.113.7              | 203.0.113.7",
                "10.0.0.1,10.0.0.2        | 203.0.113.7              | 127.0.0.1",
                "127.0.0.0/8              | 198.51.100.1, 203.0.113.7 | 203.0.113.7",
                "127.0.0.0/8,203.0.113.7  | 198.51.100.1, 203.0.113.7 | 198.51.100.1",
                "2001:db8::/32,127.0.0.1  | 2001:db8:1::7, 2001:db8::1 | 2001:db8:1::7",
                "127.0.0.0/8              | -                        | 127.0.0.1"
            })
    void onlyATrustedProxyIsBelieved(String trusted, String forwarded, String caller) {
        var settings = new WebSettings("127.0.0.1", 0, Optional.empty(), List.of(trusted.split(",")), true);
        try (var server = new WebServer(settings, new Caller(), new SecurityHeaders(false))) {
            var request = Http.to("http://127.0.0.1:" + server.port());
            if (forwarded != null) {
                request.header("X-Forwarded-For", forwarded);
            }
            assertThat(request.header("Forwarded", "for=192.0.2.1")
                            .header("X-Real-IP", "192.0.2.1")
                            .get()
                            .body())
                    .isEqualTo(caller);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"proxy.example", "10.0.0.0/33", "10.0.0", "10.0.0.0/x", "::/129", "*", ".*", "1.2.3.4/-1", " "})
    void whatIsNoRangeIsRefused(String range) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WebSettings("127.0.0.1", 0, Optional.empty(), List.of(range), true));
    }

    @Test
    void anAddressOrARangeOfEitherKindIsTaken() {
        var ranges = List.of("10.0.0.0/8", "192.168.1.1", "2001:db8::/32", "::1", "0.0.0.0/0");
        assertThat(new WebSettings("127.0.0.1", 0, Optional.empty(), ranges, true).trustedProxies())
                .isEqualTo(ranges);
    }
}
