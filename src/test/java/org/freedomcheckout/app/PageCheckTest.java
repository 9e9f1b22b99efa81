package org.freedomcheckout.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.freedomcheckout.sandbox.SavedCard;
import org.freedomcheckout.testkit.Http;
import org.freedomcheckout.testkit.MerchantApi;
import org.freedomcheckout.testkit.RunningCheckout;
import org.freedomcheckout.web.Assets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code doctor --page} on our own pages, and on the same pages after someone in between has changed them. */
class PageCheckTest {

    private static final Set<String> HOP_BY_HOP = Set.of("content-length", "transfer-encoding", "connection", "date");

    @RegisterExtension
    static final RunningCheckout running = new RunningCheckout();

    private HttpServer proxy;
    private UnaryOperator<String> change = UnaryOperator.identity();
    private Set<String> dropped = Set.of();

    /** Passes everything on, changed as a test likes. */
    @BeforeEach
    void startProxy() throws IOException {
        proxy = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        proxy.createContext("/", exchange -> {
            var answer =
                    Http.get(running.url().resolve(exchange.getRequestURI()).toString());
            answer.headers().forEach((name, values) -> {
                var known = name.toLowerCase(Locale.ROOT);
                if (!HOP_BY_HOP.contains(known) && !dropped.contains(known)) {
                    exchange.getResponseHeaders().put(name, values);
                }
            });
            var body = change.apply(answer.body()).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.statusCode(), body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        proxy.start();
    }

    @AfterEach
    void stopProxy() {
        proxy.stop(0);
    }

    private List<String> problems() throws IOException {
        var order = MerchantApi.savedCard(MerchantApi.newOrder(), SavedCard.PAID);
        var path = URI.create(running.merchant().open(order).url()).getPath();
        var base = "http://127.0.0.1:" + proxy.getAddress().getPort();
        return new PageCheck(new Assets()).problems(URI.create(base + path));
    }

    @Test
    void aPageOfThisReleaseIsSound() throws IOException {
        assertThat(problems()).isEmpty();
    }

    @Test
    void aForeignScriptIsFound() throws IOException {
        change = html -> html.replace("</head>", "<SCRIPT src=\"https://evil.example/x.js\"></script></head>");
        assertThat(problems()).containsExactly("the file https://evil.example/x.js is not of this release");
    }

    @Test
    void aForeignStyleIsFound() throws IOException {
        change = html -> html.replace("</head>", "<link rel=stylesheet href=\"/x.css\"></head>");
        assertThat(problems()).containsExactly("the file /x.css is not of this release");
    }

    @Test
    void aScriptWhoseHashTheBrowserIsNotToldIsFound() throws IOException {
        change = html -> html.replace(" integrity=", " data-was=");
        assertThat(problems()).singleElement().asString().endsWith(" has no integrity attribute of this release");
    }

    @Test
    void aScriptInThePageIsFound() throws IOException {
        change = html -> html.replace("</body>", "<script>steal()</script></body>");
        assertThat(problems()).containsExactly("a script stands in the page itself");
    }

    @Test
    void aHandlerInAnAttributeIsFound() throws IOException {
        change = html -> html.replace("<body", "<body onload=steal()");
        assertThat(problems()).containsExactly("an attribute of the page runs a script");
    }

    @Test
    void aChangedFileIsFound() throws IOException {
        change = text -> text.startsWith("<!") ? text : text + "steal()";
        assertThat(problems()).hasSize(2).allMatch(line -> line.endsWith("another content than in this release"));
    }

    @Test
    void aMissingPolicyIsFound() throws IOException {
        dropped = Set.of("content-security-policy", "x-content-type-options");
        assertThat(problems())
                .hasSize(8)
                .contains("Content-Security-Policy lacks base-uri 'none'", "X-Content-Type-Options is not nosniff");
    }
}
