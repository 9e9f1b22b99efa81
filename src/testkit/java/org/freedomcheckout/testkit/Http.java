package org.freedomcheckout.testkit;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.impl.io.MonitoringResponseOutOfOrderStrategy;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.entity.InputStreamEntity;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/** Plain requests, without a browser's kindness: no redirect is followed, no cookie is kept, nothing is sent again. */
public final class Http {

    /** More than any test wants at once. */
    private static final int MAX_CONNECTIONS = 5_000;

    private static final Timeout CONNECT = Timeout.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final TimeValue MAX_IDLE = TimeValue.ofSeconds(10);

    private static final CloseableHttpClient client = HttpClients.custom()
            .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                    .setMaxConnTotal(MAX_CONNECTIONS)
                    .setMaxConnPerRoute(MAX_CONNECTIONS)
                    // Who refuses a long body says so before its end, and hangs up.
                    .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                            .responseOutOfOrderStrategy(MonitoringResponseOutOfOrderStrategy.INSTANCE)
                            .build())
                    // Looked at before each use: tests stop servers, and start others at the same address.
                    .setDefaultConnectionConfig(ConnectionConfig.custom()
                            .setConnectTimeout(CONNECT)
                            .setValidateAfterInactivity(TimeValue.ZERO_MILLISECONDS)
                            .build())
                    .build())
            .disableAutomaticRetries()
            .disableRedirectHandling()
            .disableCookieManagement()
            .disableContentCompression()
            .disableAuthCaching()
            // "keep-alive" goes without saying; to whoever says it, the container sends one header more.
            .addRequestInterceptorLast((request, _, _) -> request.removeHeaders("Connection"))
            .evictIdleConnections(MAX_IDLE)
            .build();

    private Http() {}

    public static Answer get(String url) {
        return to(url).get();
    }

    /** Posts an urlencoded form. */
    public static Answer post(String url, String form) {
        return to(url).post(form);
    }

    public static Answer postJson(String url, String json) {
        return to(url).postJson(json);
    }

    /** A request to this address, to be written and sent. */
    public static Request to(String url) {
        return new Request(URI.create(url));
    }

    /** A request that is being written. Sending it fails with {@link UncheckedIOException} if no answer comes. */
    public static final class Request {

        private record Field(String name, String value) {}

        private final URI url;
        private final List<Field> headers = new ArrayList<>();
        private Duration patience = PATIENCE;

        private Request(URI url) {
            this.url = url;
        }

        /** With one more header, be it the second of its name. */
        public Request header(String name, String value) {
            headers.add(new Field(name, value));
            return this;
        }

        /** Waits so long for the answer, and not a minute. */
        public Request patience(Duration wanted) {
            patience = wanted;
            return this;
        }

        public Answer get() {
            return send("GET");
        }

        /** Posts nothing. */
        public Answer post() {
            return send("POST");
        }

        /** Posts an urlencoded form. */
        public Answer post(String form) {
            return header("Content-Type", "application/x-www-form-urlencoded").send("POST", form);
        }

        public Answer postJson(String json) {
            return header("Content-Type", "application/json").send("POST", json);
        }

        /** Sends it without a body. */
        public Answer send(String method) {
            return send(method, "");
        }

        /** Sends it with a body, of whose type only the headers tell; without one if it is empty. */
        public Answer send(String method, String body) {
            var request = new HttpUriRequestBase(method, url);
            request.setConfig(RequestConfig.custom()
                    .setResponseTimeout(Timeout.of(patience))
                    .setProtocolUpgradeEnabled(false)
                    .build());
            headers.forEach(header -> request.addHeader(header.name(), header.value()));
            if (!body.isEmpty()) {
                var bytes = body.getBytes(StandardCharsets.UTF_8);
                // A stream goes out piece by piece, so that an answer in between is noticed.
                request.setEntity(new InputStreamEntity(new ByteArrayInputStream(bytes), bytes.length, null));
            }
            try {
                return client.execute(request, response -> Answer.of(url, response));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /**
     * What was answered.
     *
     * @param uri whom it was asked
     * @param headers by their names in lower case
     * @param bytes the body as it came, empty if there was none
     */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    public record Answer(URI uri, int statusCode, Map<String, List<String>> headers, byte[] bytes) {

        private static Answer of(URI uri, ClassicHttpResponse response) throws IOException {
            var headers = new TreeMap<String, List<String>>();
            for (var header : response.getHeaders()) {
                headers.computeIfAbsent(header.getName().toLowerCase(Locale.ROOT), _ -> new ArrayList<>())
                        .add(header.getValue());
            }
            var entity = response.getEntity();
            return new Answer(
                    uri, response.getCode(), headers, entity == null ? new byte[0] : EntityUtils.toByteArray(entity));
        }

        /** The body as text in UTF-8. */
        public String body() {
            return new String(bytes, StandardCharsets.UTF_8);
        }

        /** The first header of a name, in whatever case. */
        public Optional<String> header(String name) {
            return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)))
                    .map(List::getFirst);
        }

        @Override
        public String toString() {
            return statusCode + " " + headers + "\n" + body();
        }
    }
}
