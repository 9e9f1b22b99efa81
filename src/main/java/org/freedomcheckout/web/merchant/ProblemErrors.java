package org.freedomcheckout.web.merchant;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.freedomcheckout.web.ErrorAnswer;
import org.freedomcheckout.web.Refusal;

/** Errors of the merchant API as {@code application/problem+json}. */
public final class ProblemErrors implements ErrorAnswer {

    static final String TYPE = "application/problem+json;charset=UTF-8";

    private static final Map<Integer, String> TITLES = Map.of(
            400, "Bad Request",
            404, "Not Found",
            405, "Method Not Allowed",
            408, "Request Timeout",
            413, "Content Too Large",
            429, "Too Many Requests",
            500, "Internal Server Error",
            503, "Service Unavailable");

    private static final Map<Integer, String> DETAILS = Map.of(
            404, "There is nothing at this address.",
            405, "This address does not know this method.",
            429, "Too many requests; the Retry-After header says in how many seconds to try again.",
            413, "The body is over 64 KiB.",
            500, "This is our mistake. It has been logged.",
            503, "The database cannot be reached. Nothing was lost; try again in a few seconds.");

    @Override
    public void send(HttpServletRequest request, HttpServletResponse response, Refusal refusal) throws IOException {
        var title = TITLES.getOrDefault(refusal.status(), "Error");
        var detail = DETAILS.getOrDefault(refusal.status(), title + ".");
        send(response, new Problem("about:blank", title, refusal.status(), detail, List.of()));
    }

    static void send(HttpServletResponse response, Problem problem) throws IOException {
        send(response, problem.status(), MerchantServlet.JSON.writeValueAsBytes(problem));
    }

    /** A problem that is written already. */
    static void send(HttpServletResponse response, int status, byte[] problem) throws IOException {
        if (status == HttpServletResponse.SC_SERVICE_UNAVAILABLE) {
            Refusal.unavailable().retryAfter().ifPresent(seconds -> response.setHeader("Retry-After", seconds));
        }
        response.setStatus(status);
        response.setContentType(TYPE);
        response.getOutputStream().write(problem);
    }
}
