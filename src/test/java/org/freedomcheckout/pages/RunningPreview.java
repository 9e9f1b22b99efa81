package org.freedomcheckout.pages;

import jakarta.servlet.http.HttpServlet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.freedomcheckout.web.Languages;
import org.freedomcheckout.web.Overlay;
import org.freedomcheckout.web.SecurityHeaders;
import org.freedomcheckout.web.Shop;
import org.freedomcheckout.web.Texts;
import org.freedomcheckout.web.WebServer;
import org.freedomcheckout.web.WebSettings;
import org.freedomcheckout.web.preview.Preview;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** {@code freedom-checkout preview} on a free port, on an afternoon that stands still. */
final class RunningPreview implements BeforeAllCallback, AfterAllCallback {

    static final Shop SHOP = new Shop("Базар", null, null, "help@bazar.example", "+7 700 123 45 67");

    private final Preview preview;
    private int port;
    private Optional<WebServer> server = Optional.empty();

    RunningPreview() {
        this(Overlay.NONE, SHOP);
    }

    RunningPreview(Overlay overlay, Shop shop) {
        var afternoon = Instant.parse("2026-11-21T10:15:30Z");
        this.preview = new Preview(overlay, new Languages(Texts.LANGUAGES), shop, () -> afternoon);
    }

    /** Where addresses are to be seen in pictures, always the same ones. */
    RunningPreview onPort(int always) {
        port = always;
        return this;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        start();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        stop();
    }

    void start() {
        server =
                Optional.of(new WebServer(WebSettings.plain("localhost", port), servlet(), new SecurityHeaders(false)));
    }

    void stop() {
        server.ifPresent(WebServer::close);
    }

    /** What its listener serves. */
    HttpServlet servlet() {
        return preview.servlet();
    }

    String url(String name, String language) {
        return base() + "/preview/" + name + "?lang=" + language;
    }

    String base() {
        return "http://localhost:" + server.orElseThrow().port();
    }

    /** Every state of every page. */
    static List<String> all() {
        return new Preview(Overlay.NONE, new Languages(List.of("en")), SHOP, Instant::now).names();
    }

    /** Those that differ by more than a sentence. */
    static List<String> different() {
        var sentences = Stream.of(
                        "refused-not-enough-money",
                        "refused-shop-problem",
                        "refused-for-good",
                        "error-unavailable",
                        "error-not-found")
                .toList();
        var names = new ArrayList<>(all());
        names.removeIf(name -> name.matches("(refused|error)-.*") && !sentences.contains(name));
        // Made of parts that others show as well.
        names.removeAll(List.of(
                "pay-card-new-redirect",
                "pay-card-new-chosen",
                "pay-choice-new-only",
                "pay-choice-unknown",
                "paid-in-part",
                "paid-refunded-in-part"));
        return names;
    }
}
