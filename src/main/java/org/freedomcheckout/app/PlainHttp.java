package org.freedomcheckout.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.MessageHeaders;
import org.apache.hc.core5.http.NameValuePair;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.util.Timeout;

/** Asks as it is told: no redirect is followed, no cookie is kept, nothing is sent again, nothing is unpacked. */
final class PlainHttp implements AutoCloseable {

    private final CloseableHttpClient client;

    /**
     * Ready.
     *
     * @param connect how long to wait for the connection
     * @param read and then for each part of an answer
     */
    PlainHttp(Timeout connect, Timeout read) {
        this.client = HttpClients.createMinimal(PoolingHttpClientConnectionManagerBuilder.create()
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(connect)
                        .setSocketTimeout(read)
                        .build())
                .build());
    }

    /** What was answered; the body is empty if there was none. */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record Answer(int status, MessageHeaders headers, byte[] body) {

        /** The body in UTF-8. */
        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        /** The first value of a header. */
        Optional<String> header(String name) {
            return headers(name).stream().findFirst();
        }

        List<String> headers(String name) {
            return Stream.of(headers.getHeaders(name))
                    .map(NameValuePair::getValue)
                    .toList();
        }
    }

    /**
     * Sends.
     *
     * @throws IllegalArgumentException if the address has no scheme or no host
     */
    Answer send(HttpUriRequestBase request) throws IOException {
        if (request.getScheme() == null || request.getAuthority() == null) {
            throw new IllegalArgumentException("no absolute address: " + request.getRequestUri());
        }
        return client.execute(request, response -> {
            var entity = response.getEntity();
            return new Answer(
                    response.getCode(), response, entity == null ? new byte[0] : EntityUtils.toByteArray(entity));
        });
    }

    @Override
    public void close() throws IOException {
        client.close();
    }
}
