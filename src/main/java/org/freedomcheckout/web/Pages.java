package org.freedomcheckout.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.thymeleaf.TemplateEngine;
import org.thymeleaf.context.Context;
import org.thymeleaf.context.IExpressionContext;
import org.thymeleaf.context.ITemplateContext;
import org.thymeleaf.linkbuilder.AbstractLinkBuilder;
import org.thymeleaf.messageresolver.AbstractMessageResolver;
import org.thymeleaf.standard.StandardDialect;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.AbstractConfigurableTemplateResolver;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;
import org.thymeleaf.templateresolver.FileTemplateResolver;

/** Draws the templates. */
public final class Pages {

    private final TemplateEngine engine = engine();
    private final Assets assets;
    private final Languages languages;
    private final Shop shop;

    public Pages(Overlay overlay, Texts texts, Assets assets, Languages languages, Shop shop) {
        this.assets = assets;
        this.languages = languages;
        this.shop = shop;
        overlay.templates().ifPresent(folder -> {
            var merchants = new FileTemplateResolver();
            merchants.setCheckExistence(true);
            engine.addTemplateResolver(resolving(merchants, folder + "/", 1));
        });
        var ours = new ClassLoaderTemplateResolver(Pages.class.getClassLoader());
        engine.addTemplateResolver(resolving(ours, "templates/", 2));
        engine.setMessageResolver(new OurTexts(texts));
        engine.setLinkBuilder(new OurFiles(assets));
    }

    private static TemplateEngine engine() {
        RecordProperties.install();
        var engine = new TemplateEngine();
        var dialect = new StandardDialect();
        // No template writes values into a script, a merchant's neither; and Thymeleaf's own writer takes long to
        // begin.
        dialect.setJavaScriptSerializer((_, _) -> {
            throw new UnsupportedOperationException("a script gets no values");
        });
        engine.setDialect(dialect);
        return engine;
    }

    private static AbstractConfigurableTemplateResolver resolving(
            AbstractConfigurableTemplateResolver resolver, String folder, int order) {
        resolver.setOrder(order);
        resolver.setPrefix(folder);
        resolver.setSuffix(".html");
        resolver.setTemplateMode(TemplateMode.HTML);
        resolver.setCharacterEncoding("UTF-8");
        return resolver;
    }

    /**
     * What every template may use.
     *
     * @param lang the page's language
     */
    public record Page(String lang, String nonce, String scriptIntegrity, Shop shop, List<LanguageLink> languages) {}

    /** The same page in one of the offered languages. */
    public record LanguageLink(String code, String name, String url, boolean current) {}

    /**
     * A page and what it may do.
     *
     * @param csp made from the page's nonce
     */
    public record Drawn(String html, Csp csp) {}

    /** Answers with a page. */
    public void show(
            HttpServletRequest request,
            HttpServletResponse response,
            String template,
            Optional<String> checkoutsLanguage,
            PolicyFor policy,
            Map<String, Object> model)
            throws IOException {
        // Drawn before anything is sent, so that a template that fails still becomes an error page.
        send(request, response, draw(request, template, checkoutsLanguage, policy, model));
    }

    /** Draws a page in the language in which it is to be shown. */
    public Drawn draw(
            HttpServletRequest request,
            String template,
            Optional<String> checkoutsLanguage,
            PolicyFor policy,
            Map<String, Object> model) {
        return draw(languages.choose(request, checkoutsLanguage), template, policy, model);
    }

    /**
     * Initializes Thymeleaf's classes, on a thread that is not virtual and before there are any. A virtual thread keeps the
     * thread that carries it while it initializes a class, or waits for that; Thymeleaf takes a lock meanwhile, for which
     * others wait in turn. With two processors two such threads are all that carry, and whoever has the lock next never runs.
     */
    public static void prepare() {
        engine().getConfiguration();
    }

    /** Draws a page to nobody: whoever is the first to see one does not wait for what is made once for all of them. */
    void rehearse(String template, Map<String, Object> model) {
        draw(languages.offered().getFirst(), template, csp -> csp, model);
    }

    private Drawn draw(String language, String template, PolicyFor policy, Map<String, Object> model) {
        var nonce = Csp.nonce();
        var page = new Page(language, nonce, assets.integrity("/js/checkout.js"), shop, links(language));
        var context = new Context(Locale.of(language), model);
        context.setVariable("page", page);
        var csp = policy.with(Csp.page(nonce));
        shop.logoOrigin().ifPresent(origin -> csp.with("img-src", "'self' " + origin));
        return new Drawn(engine.process(template, context), csp);
    }

    /** Answers with a page that was drawn. */
    public static void send(HttpServletRequest request, HttpServletResponse response, Drawn drawn) throws IOException {
        SecurityHeaders.html(response, drawn.csp());
        Zip.write(request, response, drawn.html().getBytes(StandardCharsets.UTF_8));
    }

    /** Changes a page's policy from the one all pages have. */
    @FunctionalInterface
    public interface PolicyFor {
        Csp with(Csp csp);
    }

    /** The language a page would be shown in. */
    public String language(HttpServletRequest request, Optional<String> checkoutsLanguage) {
        return languages.choose(request, checkoutsLanguage);
    }

    /** The query that keeps the shopper's own choice of language on the next page; empty without one. */
    public String languageQuery(HttpServletRequest request) {
        return languages.chosen(request).map(language -> "?lang=" + language).orElse("");
    }

    /** A query alone leads to the same page; its path, which a stranger may have made up, stays out of the page. */
    private List<LanguageLink> links(String current) {
        return languages.offered().stream()
                .map(code -> new LanguageLink(code, Languages.name(code), "?lang=" + code, code.equals(current)))
                .toList();
    }

    private static final class OurTexts extends AbstractMessageResolver {

        private final Texts texts;

        OurTexts(Texts texts) {
            this.texts = texts;
        }

        @Override
        public @Nullable String resolveMessage(
                ITemplateContext context, @Nullable Class<?> origin, String key, Object @Nullable [] parameters) {
            return texts.find(context.getLocale().getLanguage(), key, parameters == null ? new Object[0] : parameters)
                    .orElse(null);
        }

        @Override
        public String createAbsentMessageRepresentation(
                ITemplateContext context, @Nullable Class<?> origin, String key, Object @Nullable [] parameters) {
            throw new IllegalArgumentException("no text " + key + " in " + context.getLocale());
        }
    }

    private static final class OurFiles extends AbstractLinkBuilder {

        private final Assets assets;

        OurFiles(Assets assets) {
            this.assets = assets;
        }

        @Override
        public String buildLink(IExpressionContext context, String base, @Nullable Map<String, Object> parameters) {
            return assets.url(base);
        }
    }
}
