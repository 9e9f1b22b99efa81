package org.freedomcheckout.app;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Another server, in a test: answers each address as the test has prepared it, and 404 to the others. */
final class PreparedAnswers implements AutoCloseable {

    private record Prepared(int status, String body) {}

    private final HttpServer server;
    private final Map<String, Prepared> answers = new ConcurrentHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();

    private PreparedAnswers(HttpServer server) {
        this.server = server;
    }

    static PreparedAnswers start() throws IOException {
        var prepared =
                new PreparedAnswers(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
        prepared.server.createContext("/", prepared::answer);
        prepared.server.start();
        return prepared;
    }

    void put(String path, int status, String body) {
        answers.put(path, new Prepared(status, body));
    }

    private void answer(HttpExchange exchange) throws IOException {
        requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                + exchange.getRequestHeaders().getFirst("Authorization"));
        var answer = answers.getOrDefault(exchange.getRequestURI().getPath(), new Prepared(404, ""));
        var body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** Method, address and key of each request that came. */
    List<String> requests() {
        return requests;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
