package org.freedomcheckout.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
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
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/** Draws the templates. */
public final class Pages {

    private final TemplateEngine engine = new TemplateEngine();
    private final Assets assets;
    private final Languages languages;
    private final Shop shop;

    public Pages(Texts texts, Assets assets, Languages languages, Shop shop) {
        this.assets = assets;
        this.languages = languages;
        this.shop = shop;
        var resolver = new ClassLoaderTemplateResolver(Pages.class.getClassLoader());
        resolver.setPrefix("templates/");
        resolver.setSuffix(".html");
        resolver.setTemplateMode(TemplateMode.HTML);
        resolver.setCharacterEncoding("UTF-8");
        engine.setTemplateResolver(resolver);
        engine.setMessageResolver(new OurTexts(texts));
        engine.setLinkBuilder(new OurFiles(assets));
    }

    /**
     * What every template may use.
     *
     * @param lang the page's language
     */
    public record Page(String lang, String nonce, String scriptIntegrity, Shop shop, List<LanguageLink> languages) {}

    /** The same page in one of the offered languages. */
    public record LanguageLink(String code, String name, String url, boolean current) {}

    /** Answers with a page; its policy is made from the page's nonce. */
    public void show(
            HttpServletRequest request,
            HttpServletResponse response,
            String template,
            Optional<String> checkoutsLanguage,
            PolicyFor policy,
            Map<String, Object> model)
            throws IOException {
        var nonce = Csp.nonce();
        var language = languages.choose(request, checkoutsLanguage);
        var page = new Page(language, nonce, assets.integrity("/js/checkout.js"), shop, links(request, language));
        var context = new Context(Locale.of(language), model);
        context.setVariable("page", page);
        var csp = policy.with(Csp.page(nonce));
        SecurityHeaders.html(
                response,
                shop.logoOrigin().map(o -> csp.with("img-src", "'self' " + o)).orElse(csp));
        // Drawn before anything is sent, so that a template that fails still becomes an error page.
        var html = engine.process(template, context);
        response.getWriter().write(html);
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

    private List<LanguageLink> links(HttpServletRequest request, String current) {
        return languages.offered().stream()
                .map(code -> new LanguageLink(
                        code, Languages.name(code), request.getRequestURI() + "?lang=" + code, code.equals(current)))
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
