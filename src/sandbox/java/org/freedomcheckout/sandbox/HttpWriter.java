package org.freedomcheckout.sandbox;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.freedomcheckout.sandbox.HttpResponse.Delivery;

/** Writes an answer, well or badly. */
final class HttpWriter {

    private static final Map<Integer, String> REASONS = Map.of(
            200,
            "OK",
            201,
            "Created",
            302,
            "Found",
            303,
            "See Other",
            307,
            "Temporary Redirect",
            404,
            "Not Found",
            419,
            "Page Expired",
            429,
            "Too Many Requests",
            500,
            "Internal Server Error",
            503,
            "Service Unavailable");

    private HttpWriter() {}

    /** Returns whether the connection may be used again. */
    static boolean write(Socket socket, HttpResponse response, boolean headOnly) throws IOException {
        var body = response.body();
        var head = head(response).getBytes(StandardCharsets.ISO_8859_1);
        var out = socket.getOutputStream();
        switch (response.delivery()) {
            case Delivery.Reset _ -> {
                socket.setSoLinger(true, 0);
                return false;
            }
            case Delivery.Drop _ -> {
                return false;
            }
            case Delivery.Cut _ -> {
                out.write(head);
                out.write(Arrays.copyOf(body, body.length / 2));
                return false;
            }
            case Delivery.Drip(var millis) -> {
                out.write(head);
                for (var b : body) {
                    out.write(b);
                    out.flush();
                    pause(millis);
                }
                return false;
            }
            case Delivery.Whole _, Delivery.WholeThenClose _ -> {
                var all = Arrays.copyOf(head, head.length + (headOnly ? 0 : body.length));
                System.arraycopy(body, 0, all, head.length, headOnly ? 0 : body.length);
                out.write(all);
                out.flush();
                return response.delivery() instanceof Delivery.Whole;
            }
        }
    }

    static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String head(HttpResponse response) {
        var status = response.status();
        var head = new StringBuilder("HTTP/1.1 " + status + " " + REASONS.getOrDefault(status, "Status") + "\r\n");
        response.headers()
                .forEach((name, value) ->
                        head.append(name).append(": ").append(value).append("\r\n"));
        return head.append("Content-Length: ")
                .append(response.body().length)
                .append("\r\n\r\n")
                .toString();
    }
}
