package org.freedomcheckout.requests;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A connection that is kept as long as the server keeps it, and opened again when it is not. */
final class RawConnection implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 60_000;

    /**
     * An answer.
     *
     * @param headers by their names in lower case
     * @param body each byte a character
     */
    record Answer(int status, Map<String, String> headers, String body) {

        String header(String name) {
            return headers.getOrDefault(name, "");
        }
    }

    private final int port;
    private Optional<Socket> socket = Optional.empty();
    private InputStream in = InputStream.nullInputStream();

    RawConnection(int port) {
        this.port = port;
    }

    /**
     * The answer; empty if the server closed the connection without one.
     *
     * @throws SocketTimeoutException if there is none within a minute
     */
    Optional<Answer> send(RawRequest request) throws IOException {
        var reused = socket.isPresent();
        var answer = exchange(request);
        // A kept connection may have been closed before the request came.
        return answer.isEmpty() && reused ? exchange(request) : answer;
    }

    private Optional<Answer> exchange(RawRequest request) throws IOException {
        var open = socket.isPresent() ? socket.get() : open();
        try {
            open.getOutputStream().write(request.bytes());
        } catch (IOException closedWhileWriting) {
            // The answer may be there all the same.
        }
        try {
            var answer = read(request.method().equals("HEAD"));
            if (answer.header("connection").equals("close") || isEndless(answer)) {
                close();
            }
            return Optional.of(answer);
        } catch (SocketTimeoutException e) {
            throw e;
        } catch (IOException e) {
            close();
            return Optional.empty();
        }
    }

    private Socket open() throws IOException {
        var opened = new Socket(InetAddress.getByName("localhost"), port);
        opened.setSoTimeout(PATIENCE_MILLIS);
        opened.setTcpNoDelay(true);
        socket = Optional.of(opened);
        in = new BufferedInputStream(opened.getInputStream());
        return opened;
    }

    private Answer read(boolean head) throws IOException {
        var first = line();
        if (!first.startsWith("HTTP/1.1 ")) {
            throw new IllegalStateException("an answer without a head: " + first);
        }
        var status = Integer.parseInt(first.split(" ", 3)[1]);
        var headers = new TreeMap<String, String>();
        for (var line = line(); !line.isEmpty(); line = line()) {
            var colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        var answer = new Answer(status, headers, "");
        var bare = head || status == 204 || status == 304 || isEndless(answer);
        return bare ? answer : new Answer(status, headers, body(answer));
    }

    /** Server-sent events go on and on. */
    private static boolean isEndless(Answer answer) {
        return answer.header("content-type").startsWith("text/event-stream");
    }

    private String body(Answer answer) throws IOException {
        var bytes = new ByteArrayOutputStream();
        if (answer.header("transfer-encoding").equals("chunked")) {
            for (var size = chunk(); size > 0; size = chunk()) {
                bytes.write(in.readNBytes(size));
                line();
            }
            line();
        } else if (!answer.header("content-length").isEmpty()) {
            bytes.write(in.readNBytes(Integer.parseInt(answer.header("content-length"))));
        } else {
            in.transferTo(bytes);
        }
        return bytes.toString(StandardCharsets.ISO_8859_1);
    }

    private int chunk() throws IOException {
        return Integer.parseInt(line(), 16);
    }

    private String line() throws IOException {
        var text = new StringBuilder();
        for (var next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException();
            }
            if (next != '\r') {
                text.append((char) next);
            }
        }
        return text.toString();
    }

    @Override
    public void close() throws IOException {
        if (socket.isPresent()) {
            socket.get().close();
            socket = Optional.empty();
        }
    }
}
