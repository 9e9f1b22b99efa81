package org.freedomcheckout.app;

import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.util.Timeout;
import tools.jackson.databind.json.JsonMapper;

/** Asks the running server on its management listener. */
final class ManagementClient {

    private static final Timeout CONNECT = Timeout.ofSeconds(10);
    private static final Timeout PATIENCE = Timeout.ofMinutes(1);

    /** What is answered when all of a large database was read. */
    private static final Set<String> LONG = Set.of("/backup", "/timeline");

    private final Settings settings;

    private ManagementClient(Settings settings) {
        this.settings = settings;
    }

    static ManagementClient of(Settings settings) {
        return new ManagementClient(settings);
    }

    /** What was answered; the status is 0 if nobody did. */
    record Answer(int status, String body) {}

    Answer send(String method, String path) {
        var listener = settings.management();
        var request =
                new HttpUriRequestBase(method, URI.create("http://" + listener.host() + ":" + listener.port() + path));
        request.setHeader(
                "Authorization", "Bearer " + settings.apiKeys().current().reveal());
        try (var http = new PlainHttp(CONNECT, LONG.contains(path) ? Timeout.DISABLED : PATIENCE)) {
            var answer = http.send(request);
            return new Answer(answer.status(), answer.text());
        } catch (IOException e) {
            return new Answer(0, Main.reason(e));
        }
    }

    boolean isReady() {
        return send("GET", "/health/ready").status() == 200;
    }

    boolean isRunning() {
        return send("GET", "/health/live").status() == 200;
    }

    /** What is wrong with the timeline's chain; empty if it is whole. */
    Optional<String> timeline() {
        var answer = send("GET", "/timeline");
        if (answer.status() != 200) {
            return Optional.of("cannot be verified: " + answer.body().strip());
        }
        var broken = JsonMapper.shared().readTree(answer.body()).path("broken").asString("");
        return broken.isEmpty() ? Optional.empty() : Optional.of(broken);
    }
}
