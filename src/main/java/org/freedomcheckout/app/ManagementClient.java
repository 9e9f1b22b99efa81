package org.freedomcheckout.app;

import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.util.Timeout;
import tools.jackson.databind.json.JsonMapper;

/** Asks the running server on its management listener. */
final class ManagementClient {

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
        // A copy of a large database is answered when it is made.
        try (var http = new PlainHttp(Timeout.DISABLED)) {
            var answer = http.send(request);
            return new Answer(answer.status(), answer.text());
        } catch (IOException e) {
            return new Answer(0, Main.reason(e));
        }
    }

    boolean isReady() {
        return send("GET", "/health/ready").status() == 200;
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
