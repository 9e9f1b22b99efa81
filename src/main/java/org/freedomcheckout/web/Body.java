package org.freedomcheckout.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import org.freedomcheckout.web.limit.Connections;
import org.freedomcheckout.web.limit.Load;

/** Reads a request's whole body, within a size and a time. */
public final class Body {

    private static final Duration DEADLINE = Duration.ofSeconds(10);

    private Body() {}

    /**
     * All bytes of the body.
     *
     * @throws Refusal 415 if they are compressed, 413 if there are more than {@code limit}, 408 if they come too slowly,
     *     400 if they cannot be read
     */
    public static byte[] read(HttpServletRequest request, int limit) {
        var coding = request.getHeader("Content-Encoding");
        if (coding != null && !coding.isEmpty() && !coding.equalsIgnoreCase("identity")) {
            throw new Refusal(415, "bad_request");
        }
        if (request.getContentLengthLong() > limit) {
            throw Refusal.tooLarge();
        }
        Load.pause(request);
        Connections.awaitBody(true);
        try {
            return bytes(request, limit);
        } finally {
            Connections.awaitBody(false);
            Load.resume(request);
        }
    }

    private static byte[] bytes(HttpServletRequest request, int limit) {
        var end = System.nanoTime() + DEADLINE.toNanos();
        var body = new ByteArrayOutputStream();
        var buffer = new byte[8192];
        try {
            var in = request.getInputStream();
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                body.write(buffer, 0, n);
                if (body.size() > limit) {
                    throw Refusal.tooLarge();
                }
                // The container's own time limit begins anew with each byte.
                if (System.nanoTime() - end > 0) {
                    throw new Refusal(408, "bad_request");
                }
            }
        } catch (IOException e) {
            throw Refusal.badRequest();
        }
        return body.toByteArray();
    }
}
