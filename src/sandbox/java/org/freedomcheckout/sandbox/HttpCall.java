package org.freedomcheckout.sandbox;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/**
 * Sends one request, once, on a connection of its own: on one that it uses again, the JDK's client sometimes loses the
 * answer (JDK-8357639).
 */
public final class HttpCall {

    private final HttpRequest.Builder request;

    private HttpCall(HttpRequest.Builder request) {
        this.request = request;
    }

    /** What was answered. */
    public record Answer(int status, String body) {}

    /** To this address, with so much patience for the whole call. */
    public static HttpCall to(URI url, Duration patience) {
        return new HttpCall(HttpRequest.newBuilder(url).timeout(patience));
    }

    /** With a header. */
    public HttpCall header(String name, String value) {
        request.header(name, value);
        return this;
    }

    /**
     * Reads.
     *
     * @throws IOException if no answer comes
     */
    public Answer get() throws IOException {
        return send(request.GET().build());
    }

    /**
     * Posts.
     *
     * @throws IOException if no answer comes
     */
    public Answer post(String type, String body) throws IOException {
        return send(request.header("Content-Type", type)
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    private static Answer send(HttpRequest request) throws IOException {
        try (var client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            var response = client.send(request, BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }
}
