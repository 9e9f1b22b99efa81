package org.freedomcheckout.http;

import java.time.Duration;
import java.util.Objects;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * Apache's client as we want it: a request is sent once. Its defaults repeat a POST after 503 and 429, send it on after 307,
 * and keep cookies.
 */
public final class SentOnce {

    private static final TimeValue MAX_IDLE = TimeValue.ofSeconds(20);

    /**
     * A connection holds three buffers for as long as it is open, 32 KiB each by default: ten thousand calls that wait for
     * an answer would fill a gigabyte with them. What is longer than a buffer goes past it.
     */
    private static final Http1Config SMALL =
            Http1Config.custom().setBufferSize(2_048).build();

    private SentOnce() {}

    /** Reads the certificates of all authorities when the first connection wants them: every start would take longer. */
    private static final class Tls {
        static final TlsSocketStrategy STRATEGY = DefaultClientTlsStrategy.createSystemDefault();
    }

    /** Reads them now. */
    public static void prepare() {
        Objects.requireNonNull(Tls.STRATEGY);
    }

    /**
     * Connections that stay open between calls.
     *
     * @param most of them, to one address as to all
     * @param connect how long a connection may take to be made
     * @param silence for how long the other side may send nothing
     */
    public static PoolingHttpClientConnectionManagerBuilder connections(int most, Duration connect, Duration silence) {
        return PoolingHttpClientConnectionManagerBuilder.create()
                .setTlsSocketStrategy((socket, target, port, attachment, context) ->
                        Tls.STRATEGY.upgrade(socket, target, port, attachment, context))
                .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                        .http1Config(SMALL)
                        .build())
                .setMaxConnTotal(most)
                .setMaxConnPerRoute(most)
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(Timeout.of(connect))
                        .setSocketTimeout(Timeout.of(silence))
                        .setValidateAfterInactivity(TimeValue.ofSeconds(1))
                        .build());
    }

    /**
     * A client over these connections.
     *
     * @param connect how long a call may wait for one of them
     * @param silence for how long the other side may send nothing
     */
    public static HttpClientBuilder client(
            PoolingHttpClientConnectionManager connections, Duration connect, Duration silence) {
        return HttpClients.custom()
                .setConnectionManager(connections)
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(Timeout.of(connect))
                        .setResponseTimeout(Timeout.of(silence))
                        .build())
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableContentCompression()
                .disableAuthCaching()
                .disableDefaultUserAgent()
                .evictIdleConnections(MAX_IDLE)
                .evictExpiredConnections();
    }
}
