package org.freedomcheckout.edge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** One connection, byte by byte; a character is a byte. */
final class RawHttp implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(250);

    private final Socket socket = new Socket();

    RawHttp(URI server) {
        this(server, "127.0.0.1");
    }

    /** From one of the many addresses that a machine has of itself. */
    RawHttp(URI server, String from) {
        try {
            socket.bind(new InetSocketAddress(InetAddress.getByName(from), 0));
            socket.setTcpNoDelay(true);
            socket.setSoTimeout((int) PATIENCE.toMillis());
            socket.connect(new InetSocketAddress(InetAddress.getByName(server.getHost()), server.getPort()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends everything, says that nothing more comes, and reads until the other side has nothing more to say. */
    static String exchange(URI server, String bytes) {
        return exchange(server, "127.0.0.1", bytes);
    }

    /** The same from another address. */
    static String exchange(URI server, String from, String bytes) {
        try (var http = new RawHttp(server, from)) {
            http.send(bytes);
            http.socket.shutdownOutput();
            return http.readToTheEnd();
        } catch (SocketException e) {
            return "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void send(String bytes) throws IOException {
        var out = socket.getOutputStream();
        out.write(bytes.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    /** The first line of the answer; empty if the connection ends without one. */
    String statusLine() throws IOException {
        var line = new StringBuilder();
        var in = socket.getInputStream();
        try {
            for (int b = in.read(); b >= 0 && b != '\r'; b = in.read()) {
                line.append((char) b);
            }
        } catch (SocketException e) {
            // Reset: as ended as closed.
            return line.toString();
        }
        return line.toString();
    }

    /** Sends a little and waits a little; whether the other side still has not ended the connection. */
    boolean drip(String bytes) {
        try {
            socket.setSoTimeout((int) PAUSE.toMillis());
            send(bytes);
            var in = socket.getInputStream();
            // What is answered does not matter.
            for (int b = in.read(); b >= 0; ) {
                b = in.read();
            }
            return false;
        } catch (SocketTimeoutException e) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    String readToTheEnd() throws IOException {
        try {
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (SocketException e) {
            return "";
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
