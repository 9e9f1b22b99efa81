package org.freedomcheckout.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Error pages for people. They say nothing about whether a checkout exists, and hold no script. */
public final class HtmlErrors implements ErrorAnswer {

    private static final Logger log = LoggerFactory.getLogger(HtmlErrors.class);
    private static final String TEMPLATE = "error";

    private final Pages pages;

    public HtmlErrors(Pages pages) {
        this.pages = pages;
    }

    /** What the template shows. */
    public record Shown(int status, String key) {}

    /** Draws one to nobody, beside the rest of the start. */
    public void rehearse() {
        try {
            pages.rehearse(TEMPLATE, model(404, Refusal.notFound()));
        } catch (RuntimeException | StackOverflowError e) {
            log.error("The page for errors cannot be drawn", e);
        }
    }

    @Override
    public void send(HttpServletRequest request, HttpServletResponse response, Refusal refusal) throws IOException {
        response.setStatus(refusal.status());
        // Whoever has tried too many keys sees no other page than before.
        var shown = refusal.key().equals(Refusal.notFound().key()) ? 404 : refusal.status();
        pages.show(
                request,
                response,
                TEMPLATE,
                Optional.empty(),
                csp -> csp.with("script-src", "'none'").with("form-action", "'none'"),
                model(shown, refusal));
    }

    private static Map<String, Object> model(int status, Refusal refusal) {
        return Map.of("error", new Shown(status, "error." + refusal.key()));
    }
}
