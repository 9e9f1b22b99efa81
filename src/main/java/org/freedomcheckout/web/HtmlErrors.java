package org.freedomcheckout.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** Error pages for people. They say nothing about whether a checkout exists, and hold no script. */
public final class HtmlErrors implements ErrorAnswer {

    private final Pages pages;

    public HtmlErrors(Pages pages) {
        this.pages = pages;
    }

    /** What the template shows. */
    public record Shown(int status, String key) {}

    @Override
    public void send(HttpServletRequest request, HttpServletResponse response, Refusal refusal) throws IOException {
        response.setStatus(refusal.status());
        // Whoever has tried too many keys sees no other page than before.
        var shown = refusal.key().equals(Refusal.notFound().key()) ? 404 : refusal.status();
        pages.show(
                request,
                response,
                "error",
                Optional.empty(),
                csp -> csp.with("script-src", "'none'").with("form-action", "'none'"),
                Map.of("error", new Shown(shown, "error." + refusal.key())));
    }
}
