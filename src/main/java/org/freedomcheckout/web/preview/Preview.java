package org.freedomcheckout.web.preview;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.freedomcheckout.web.AssetServlet;
import org.freedomcheckout.web.Assets;
import org.freedomcheckout.web.Form;
import org.freedomcheckout.web.Languages;
import org.freedomcheckout.web.Overlay;
import org.freedomcheckout.web.Pages;
import org.freedomcheckout.web.PlainErrors;
import org.freedomcheckout.web.Refusal;
import org.freedomcheckout.web.Route;
import org.freedomcheckout.web.Router;
import org.freedomcheckout.web.SecurityHeaders;
import org.freedomcheckout.web.Shop;
import org.freedomcheckout.web.Texts;
import org.freedomcheckout.web.limit.Load;

/**
 * Serves the samples: an overview at {@code /}, each page at {@code /preview/{name}?lang=uz&theme=dark}. Templates, texts
 * and stylesheet are read anew each time, so that reloading shows what a designer has just saved.
 */
public final class Preview {

    /** What would take a designer away from a page that goes on by itself. */
    private static final List<String> MOVING = List.of(
            "data-submit-at-once=\"true\"",
            "data-break-out=\"true\"",
            "data-go-on=\"true\"",
            "data-look-again=\"true\"",
            "http-equiv=\"refresh\"");

    private static final Set<String> READ = Set.of("GET", "HEAD");

    private final Overlay overlay;
    private final Languages languages;
    private final Shop shop;
    private final InstantSource clock;

    public Preview(Overlay overlay, Languages languages, Shop shop, InstantSource clock) {
        this.overlay = overlay;
        this.languages = languages;
        this.shop = shop;
        this.clock = clock;
    }

    /** The servlet of the preview's listener. */
    public HttpServlet servlet() {
        Pages.prepare();
        var errors = new PlainErrors();
        var routes = List.of(
                new Route("/", READ, get(this::overview), errors),
                new Route("/preview/{name}", READ, get(this::page), errors),
                new Route("/preview/{name}/status", READ, get(this::status), errors),
                new Route("/themed/{theme}/{file}", READ, get(this::stylesheet), errors),
                new Route("/assets/{folder}/{file}", READ, get(this::asset), errors));
        return new Router(routes, errors, new SecurityHeaders(false), new Load());
    }

    /** The names of all pages. */
    public List<String> names() {
        return samples("en", URI.create("http://localhost")).stream()
                .map(Sample::name)
                .toList();
    }

    private void overview(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var model = Map.<String, Object>of(
                "names", names(),
                "theme", theme(request).map(Theme::code).orElse(""),
                "themes", List.of("light", "dark"));
        send(
                request,
                response,
                pages().draw(request, "preview", Optional.empty(), csp -> csp.with("frame-src", "'self'"), model));
    }

    private void page(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var name = Route.part(request, "name");
        if (name.equals(Samples.CVC_STAND_IN) || name.equals(Samples.CARD_STAND_IN)) {
            send(
                    request,
                    response,
                    pages().draw(
                                    request,
                                    "preview-stand-in",
                                    Optional.empty(),
                                    csp -> csp.with("frame-ancestors", "'self'"),
                                    Map.of("newCard", name.equals(Samples.CARD_STAND_IN))));
            return;
        }
        var sample = sample(request);
        response.setStatus(sample.http());
        var drawn = pages().draw(request, sample.template(), Optional.empty(), sample::policy, sample.model());
        var html = drawn.html();
        for (var moving : MOVING) {
            html = html.replace(moving, "");
        }
        send(request, response, new Pages.Drawn(html, drawn.csp()));
    }

    private void send(HttpServletRequest request, HttpServletResponse response, Pages.Drawn drawn) throws IOException {
        var theme = theme(request);
        var html = theme.map(chosen -> chosen.page(drawn.html())
                        .replaceAll("(\\?lang=[a-z]{2})(?!&)", "$1&amp;theme=" + chosen.code()))
                .orElse(drawn.html());
        Pages.send(request, response, new Pages.Drawn(html, drawn.csp()));
    }

    private void status(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("application/json;charset=UTF-8");
        response.getWriter().write("{\"status\":\"" + sample(request).status() + "\"}");
    }

    private void stylesheet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var theme = Theme.of(Route.part(request, "theme")).orElseThrow(Refusal::notFound);
        var css = assets().find("/assets/css/" + Route.part(request, "file")).orElseThrow(Refusal::notFound);
        response.setContentType(css.type());
        response.getWriter().write(theme.stylesheet(new String(css.content(), StandardCharsets.UTF_8)));
    }

    private void asset(HttpServletRequest request, HttpServletResponse response) throws IOException {
        new AssetServlet(assets()).serve(request, response);
    }

    private Sample sample(HttpServletRequest request) {
        var name = Route.part(request, "name");
        var base = URI.create(request.getRequestURL().toString()).resolve("/");
        var language = languages.choose(request, Optional.empty());
        var here = URI.create(base.toString().replaceFirst("/$", ""));
        return samples(language, here).stream()
                .filter(sample -> sample.name().equals(name))
                .findFirst()
                .orElseThrow(Refusal::notFound);
    }

    private List<Sample> samples(String language, URI base) {
        return Samples.of(language, base, clock.instant());
    }

    private static Optional<Theme> theme(HttpServletRequest request) {
        return Form.ofOwnQuery(request).fields().stream()
                .filter(field -> field.getKey().equals("theme"))
                .flatMap(field -> Theme.of(field.getValue()).stream())
                .findFirst();
    }

    private Pages pages() {
        return new Pages(overlay, new Texts(overlay), assets(), languages, shop);
    }

    private Assets assets() {
        return new Assets(overlay);
    }

    /** Answers a GET. */
    @FunctionalInterface
    private interface Answer {
        void to(HttpServletRequest request, HttpServletResponse response) throws IOException;
    }

    private static HttpServlet get(Answer answer) {
        return new HttpServlet() {
            @Override
            protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
                answer.to(request, response);
            }
        };
    }
}
