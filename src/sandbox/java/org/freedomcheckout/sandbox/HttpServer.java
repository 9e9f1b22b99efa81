package org.freedomcheckout.sandbox;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/**
 * A small HTTP/1.1 server. Not the JDK's own, because a sandbox must be able to do to a connection what no good server
 * does: reset it, cut an answer off, let it drip.
 */
final class HttpServer implements AutoCloseable {

    private static final int MAX_HEADER = 64 * 1024;
    private static final int MAX_BODY = 4 * 1024 * 1024;
    private static final int IDLE_MILLIS = 60_000;

    private final ServerSocket listener;
    private final Function<HttpRequest, HttpResponse> handler;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    HttpServer(String host, int port, Function<HttpRequest, HttpResponse> handler) throws IOException {
        this.handler = handler;
        this.listener = new ServerSocket();
        listener.setReuseAddress(true);
        try {
            listener.bind(new InetSocketAddress(InetAddress.getByName(host), port), 1024);
        } catch (IOException e) {
            throw new IOException("cannot listen on " + host + ":" + port, e);
        }
        threads.execute(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                var socket = listener.accept();
                threads.execute(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setSoTimeout(IDLE_MILLIS);
            socket.setTcpNoDelay(true);
            var in = new BufferedInputStream(socket.getInputStream());
            var goOn = true;
            while (goOn) {
                var request = read(in, socket);
                if (request.isEmpty()) {
                    return;
                }
                var response = handler.apply(request.get());
                goOn = HttpWriter.write(socket, response, request.get().method().equals("HEAD"));
            }
        } catch (IOException e) {
            // The client is gone; there is nobody left to tell.
            return;
        }
    }

    private static Optional<HttpRequest> read(InputStream in, Socket socket) throws IOException {
        var first = line(in);
        if (first.isEmpty()) {
            return Optional.empty();
        }
        var parts = first.split(" ", -1);
        var headers = new HashMap<String, String>();
        for (var line = line(in); !line.isEmpty(); line = line(in)) {
            var colon = line.indexOf(':');
            if (colon > 0) {
                headers.put(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
        }
        if ("100-continue".equalsIgnoreCase(headers.get("expect"))) {
            socket.getOutputStream().write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        var target = parts.length > 1 ? parts[1] : "/";
        var question = target.indexOf('?');
        return Optional.of(new HttpRequest(
                parts[0],
                question < 0 ? target : target.substring(0, question),
                question < 0 ? "" : target.substring(question + 1),
                headers,
                body(in, headers)));
    }

    private static byte[] body(InputStream in, Map<String, String> headers) throws IOException {
        if ("chunked".equalsIgnoreCase(headers.get("transfer-encoding"))) {
            var body = new ByteArrayOutputStream();
            for (int size = chunkSize(in); size > 0; size = chunkSize(in)) {
                body.write(in.readNBytes(size));
                line(in);
                if (body.size() > MAX_BODY) {
                    throw new IOException("too long");
                }
            }
            line(in);
            return body.toByteArray();
        }
        var length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        if (length > MAX_BODY) {
            throw new IOException("too long");
        }
        return in.readNBytes(length);
    }

    private static int chunkSize(InputStream in) throws IOException {
        return Integer.parseInt(line(in).split(";", 2)[0].strip(), 16);
    }

    private static String line(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
            if (b != '\r') {
                line.write(b);
            }
            if (line.size() > MAX_HEADER) {
                throw new IOException("too long");
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        threads.shutdownNow();
    }
}
