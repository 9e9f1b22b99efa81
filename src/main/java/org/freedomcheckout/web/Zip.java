package org.freedomcheckout.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/**
 * Compresses pages and files for slow networks.
 *
 * <p>No page holds both a secret and text that a stranger can choose, so that lengths tell nothing (BREACH).
 */
final class Zip {

    /** Named, and not refused by a weight of nothing. */
    private static final Pattern GZIP =
            Pattern.compile("(?i)(?:^|,)\\s*gzip\\s*(?:;\\s*q=(?!0(?:\\.0*)?\\s*(?:,|$))[^,]*)?(?:,|$)");

    private Zip() {}

    static void write(HttpServletRequest request, HttpServletResponse response, byte[] content) throws IOException {
        response.setHeader("Vary", "Accept-Encoding");
        if (!accepts(request)) {
            response.setContentLength(content.length);
            response.getOutputStream().write(content);
            return;
        }
        response.setHeader("Content-Encoding", "gzip");
        try (var out = new GZIPOutputStream(response.getOutputStream())) {
            out.write(content);
        }
    }

    private static boolean accepts(HttpServletRequest request) {
        var header = request.getHeader("Accept-Encoding");
        return header != null && GZIP.matcher(header).find();
    }
}
