package org.freedomcheckout.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;

/**
 * What the container says when a request never reaches our servlets: a line, with our headers, without a reason or a
 * version.
 */
final class BareErrors extends ErrorReportValve {

    private static final Map<Integer, String> TITLES = Map.of(
            400, "Bad Request",
            413, "Content Too Large",
            414, "URI Too Long",
            431, "Request Header Fields Too Large",
            501, "Not Implemented",
            505, "HTTP Version Not Supported");

    private final SecurityHeaders headers;

    BareErrors(SecurityHeaders headers) {
        this.headers = headers;
    }

    @Override
    protected void report(Request request, Response response, @Nullable Throwable throwable) {
        var status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        headers.onEvery(response);
        var isApi = String.valueOf(request.getRequestURI()).startsWith("/api/");
        response.setContentType(isApi ? "application/problem+json;charset=UTF-8" : "text/plain;charset=UTF-8");
        try {
            var line = isApi ? problem(status) : "HTTP " + status + "\n";
            response.getOutputStream().write(line.getBytes(StandardCharsets.US_ASCII));
            response.finishResponse();
        } catch (IOException e) {
            container.getLogger().debug("The caller is gone", e);
        }
    }

    private static String problem(int status) {
        return """
                {"type":"about:blank","title":"%s","status":%d,"detail":"The request cannot be read."}
                """.formatted(TITLES.getOrDefault(status, "Error"), status);
    }
}
