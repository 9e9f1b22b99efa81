package org.freedomcheckout.web;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A request and its answer without a container, as far as we are interested in them. */
public final class Exchange {

    private final String method;
    private final String path;
    private final @Nullable String query;
    private final byte[] body;
    private final Map<String, String> asked = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final Map<Object, Object> attributes = new HashMap<>();
    private final HttpServletRequest request = proxy(HttpServletRequest.class, this::asked);

    private Runnable whenRead = () -> {};
    private int status = 200;
    private boolean committed;
    private final Map<String, String> answered = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final ByteArrayOutputStream content = new ByteArrayOutputStream();
    private final PrintWriter writer = new PrintWriter(content, true, StandardCharsets.UTF_8);
    private final HttpServletResponse response = proxy(HttpServletResponse.class, this::answered);

    private Exchange(String method, String address, String body) {
        var parts = address.split("\\?", 2);
        this.method = method;
        this.path = parts[0];
        this.query = parts.length < 2 ? null : parts[1];
        this.body = body.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Asks for a path, which may have a query. */
    public static Exchange get(String address) {
        return new Exchange("GET", address, "");
    }

    /**
     * Posts.
     *
     * @param type the content's; null for none
     * @param body a character for each byte
     */
    static Exchange post(String address, @Nullable String type, String body) {
        var exchange = new Exchange("POST", address, body);
        return type == null ? exchange : exchange.with("Content-Type", type);
    }

    /** With a header. */
    public Exchange with(String header, String value) {
        asked.put(header, value);
        return this;
    }

    /** Looks at something when the body is asked for. */
    void whenRead(Runnable look) {
        whenRead = look;
    }

    public HttpServletRequest request() {
        return request;
    }

    public HttpServletResponse response() {
        return response;
    }

    /** As if a part of the answer had left. */
    void commit() {
        committed = true;
    }

    public int status() {
        return status;
    }

    /** A header of the answer. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(answered.get(name));
    }

    byte[] content() {
        writer.flush();
        return content.toByteArray();
    }

    /** The answer's body as text. */
    public String text() {
        return new String(content(), StandardCharsets.UTF_8);
    }

    @SuppressWarnings("JdkObsolete") // The servlet API has a StringBuffer.
    private @Nullable Object asked(String call, Object... arguments) {
        return switch (call) {
            case "getRemoteAddr" -> "198.51.100.1";
            case "getMethod" -> method;
            case "getProtocol" -> "HTTP/1.1";
            case "getRequestURI" -> path;
            case "getRequestURL" -> new StringBuffer("http://localhost:8080").append(path);
            case "getQueryString" -> query;
            case "getHeader" -> asked.get((String) arguments[0]);
            case "getContentType" -> asked.get("Content-Type");
            case "getContentLengthLong" -> (long) body.length;
            case "getInputStream" -> {
                whenRead.run();
                yield new Bytes(body);
            }
            case "getLocales" ->
                Collections.enumeration(LanguageRange.parse(asked.getOrDefault("Accept-Language", "ru")).stream()
                        .map(range -> Locale.forLanguageTag(range.getRange()))
                        .toList());
            case "getAttribute" -> attributes.get(arguments[0]);
            case "setAttribute" -> attributes.put(arguments[0], arguments[1]);
            default -> throw new UnsupportedOperationException(call);
        };
    }

    private @Nullable Object answered(String call, Object... arguments) {
        return switch (call) {
            case "setStatus" -> {
                status = (int) arguments[0];
                yield null;
            }
            case "setHeader" -> answered.put((String) arguments[0], (String) arguments[1]);
            case "setContentType" -> answered.put("Content-Type", (String) arguments[0]);
            case "setContentLength" -> answered.put("Content-Length", arguments[0].toString());
            case "isCommitted" -> committed;
            case "reset" -> {
                status = 200;
                answered.clear();
                writer.flush();
                content.reset();
                yield null;
            }
            case "getWriter" -> writer;
            case "getOutputStream" -> new Written();
            default -> throw new UnsupportedOperationException(call);
        };
    }

    @FunctionalInterface
    private interface Answer {
        @Nullable
        Object to(String call, Object... arguments);
    }

    /** Methods that return nothing are answered with whatever there is. */
    private static <T> T proxy(Class<T> type, Answer answer) {
        InvocationHandler handler = (_, method, arguments) -> {
            var result = answer.to(method.getName(), Objects.requireNonNullElse(arguments, new Object[0]));
            return method.getReturnType() == void.class ? null : result;
        };
        return type.cast(Proxy.newProxyInstance(Exchange.class.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static final class Bytes extends ServletInputStream {

        private final ByteArrayInputStream bytes;

        private Bytes(byte[] body) {
            bytes = new ByteArrayInputStream(body);
        }

        @Override
        public int read() {
            return bytes.read();
        }

        @Override
        public int read(byte[] into, int start, int most) {
            return bytes.read(into, start, most);
        }

        @Override
        public boolean isFinished() {
            return bytes.available() == 0;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new UnsupportedOperationException();
        }
    }

    private final class Written extends ServletOutputStream {

        @Override
        public void write(int b) {
            content.write(b);
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            throw new UnsupportedOperationException();
        }
    }
}
