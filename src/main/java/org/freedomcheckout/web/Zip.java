package org.freedomcheckout.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/**
 * Compresses pages and files for slow networks.
 *
 * <p>No page holds both a secret and text that a stranger can choose, so that lengths tell nothing (BREACH).
 */
final class Zip {

    /** A weight that refuses. */
    private static final Pattern NOTHING = Pattern.compile("q=0|q=0\\.0{0,3}", Pattern.CASE_INSENSITIVE);

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
        return header != null
                && Arrays.stream(header.split(",", -1))
                        .map(coding -> coding.split(";", 2))
                        .filter(coding -> coding[0].strip().equalsIgnoreCase("gzip"))
                        .anyMatch(gzip -> gzip.length == 1
                                || !NOTHING.matcher(gzip[1].strip()).matches());
    }
}
