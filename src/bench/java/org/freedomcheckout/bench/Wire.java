package org.freedomcheckout.bench;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** One connection, kept alive; as little client as possible, because it shares the cores with what it measures. */
final class Wire implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 120_000;
    private static final int BUFFER = 16_384;

    private final int port;
    private Socket socket;
    private InputStream in;
    private boolean closing;

    Wire(int port) throws IOException {
        this.port = port;
        connect();
    }

    private void connect() throws IOException {
        socket = new Socket();
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        in = new BufferedInputStream(socket.getInputStream(), BUFFER);
        closing = false;
    }

    /**
     * What came.
     *
     * @param firstByteNanos from the first byte sent to the first byte received
     */
    record Reply(int status, String body, long firstByteNanos) {}

    static byte[] get(String path) {
        return request("GET", path, "", "");
    }

    static byte[] postForm(String path, String form) {
        return request("POST", path, "Content-Type: application/x-www-form-urlencoded\r\n", form);
    }

    static byte[] postJson(String path, String key, String json) {
        return request("POST", path, "Content-Type: application/json\r\nAuthorization: Bearer " + key + "\r\n", json);
    }

    private static byte[] request(String method, String path, String headers, String body) {
        var length = body.getBytes(StandardCharsets.UTF_8).length;
        return (method + " " + path + " HTTP/1.1\r\nHost: localhost\r\n" + headers
                        + (method.equals("POST") ? "Content-Length: " + length + "\r\n" : "") + "\r\n" + body)
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Sends a request, over a new connection if the server wanted the old one to end. */
    Reply send(byte[] request) throws IOException {
        var began = System.nanoTime();
        if (closing) {
            close();
            connect();
        }
        socket.getOutputStream().write(request);
        var status = line();
        var firstByte = System.nanoTime() - began;
        var length = 0;
        var chunked = false;
        for (var header = line(); !header.isEmpty(); header = line()) {
            var name = header.toLowerCase(Locale.ROOT);
            if (name.startsWith("content-length:")) {
                length = Integer.parseInt(header.substring(15).strip());
            } else if (name.startsWith("transfer-encoding:")) {
                chunked = true;
            } else if (name.equals("connection: close")) {
                closing = true;
            }
        }
        var body = chunked ? chunks() : in.readNBytes(length);
        return new Reply(
                Integer.parseInt(status.substring(9, 12)), new String(body, StandardCharsets.UTF_8), firstByte);
    }

    private byte[] chunks() throws IOException {
        var all = new ByteArrayOutputStream();
        for (var size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
            all.write(in.readNBytes(size));
            line();
        }
        line();
        return all.toByteArray();
    }

    private String line() throws IOException {
        var line = new StringBuilder();
        for (var next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException();
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
