package org.freedomcheckout.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.EmulateMediaOptions;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.freedomcheckout.journeys.Chromium;
import org.freedomcheckout.web.Overlay;
import org.freedomcheckout.web.Shop;
import org.freedomcheckout.web.Texts;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** WCAG 2.2 AA as far as a machine can judge, in every state and language, and in each theme. */
@Order(3)
class AccessibilityTest {

    private static final String RUN = """
            rules => axe.run(document, { iframes: false, runOnly: rules }).then(result => result.violations.flatMap(rule =>
              rule.nodes.map(node => rule.id + ' ' + node.target.join(' ') + ': ' + node.failureSummary)))
            """;

    private static final List<String> ALL =
            List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");

    /** The rules about colors: another theme changes nothing else. */
    private static final List<String> COLORS = List.of("color-contrast", "link-in-text-block");

    /** What may come into sight on a page, comes into sight. */
    private static final String SHOW_ALL = """
            document.getAnimations().forEach(animation => { try { animation.finish(); } catch (endless) { } });
            document.querySelectorAll('details').forEach(details => { details.open = true; });
            document.querySelectorAll('main [hidden]').forEach(element => {
              element.hidden = ['waiting', 'doubt'].includes(element.id);
            });
            """;

    /** WCAG 2.2 asks for 24 px (AA), a thumb for 44 (AAA). */
    private static final String SMALL_TARGETS = """
            () => [...document.querySelectorAll('a:not(.address), button, summary')]
              .filter(element => element.checkVisibility())
              .map(element => [element.id || element.textContent, element.getBoundingClientRect()])
              .filter(([name, box]) => box.width < 44 || box.height < 44)
              .map(([name, box]) => name + ' ' + box.width + ' x ' + box.height)
            """;

    private static final Map<ColorScheme, List<String>> LIGHT = Map.of(ColorScheme.LIGHT, ALL);

    private static final Map<ColorScheme, List<String>> BOTH =
            new EnumMap<>(Map.of(ColorScheme.LIGHT, ALL, ColorScheme.DARK, COLORS));

    @RegisterExtension
    static final RunningPreview preview = new RunningPreview();

    @RegisterExtension
    static final Chromium chromium = new Chromium();

    @RegisterExtension
    static final RunningPreview yellow = new RunningPreview(Overlay.NONE, shop("#ffe600"));

    @RegisterExtension
    static final RunningPreview black = new RunningPreview(Overlay.NONE, shop("#0b0b0b"));

    private static Shop shop(String accent) {
        return new Shop("Базар", null, accent, "help@bazar.example", "+7 700 123 45 67");
    }

    static List<String> languages() {
        return Texts.LANGUAGES;
    }

    /** In the dark in one of them: no language has colors of its own. */
    @ParameterizedTest
    @MethodSource("languages")
    void noPageBreaksARule(String language) throws IOException {
        var rules = language.equals(Texts.LANGUAGES.getFirst()) ? BOTH : LIGHT;
        assertThat(violations(preview, RunningPreview.different(), language, rules))
                .isEmpty();
    }

    @Test
    void noColorOfAShopBreaksARule() throws IOException {
        var names = List.of("pay-card-redirect", "paid", "refused-not-enough-money");
        assertThat(violations(yellow, names, "ru", BOTH)).isEmpty();
        assertThat(violations(black, names, "ru", BOTH)).isEmpty();
    }

    /** A page is opened once: its theme is the style sheet's alone, and changes with the shopper's taste. */
    private static List<String> violations(
            RunningPreview pages, List<String> names, String language, Map<ColorScheme, List<String>> rulesByTheme)
            throws IOException {
        var axe = axe();
        var violations = new ArrayList<String>();
        try (var context = chromium.browser().newContext(new NewContextOptions().setViewportSize(360, 740))) {
            var page = context.newPage();
            for (var name : names) {
                page.navigate(pages.url(name, language));
                page.evaluate(axe);
                for (var rules : rulesByTheme.entrySet()) {
                    var theme = rules.getKey();
                    page.emulateMedia(new EmulateMediaOptions().setColorScheme(theme));
                    page.evaluate(SHOW_ALL);
                    var where = name + ", " + theme + ": ";
                    texts(page, RUN, rules.getValue()).forEach(text -> violations.add(where + text));
                    texts(page, SMALL_TARGETS, null).forEach(text -> violations.add(where + "small target " + text));
                }
            }
        }
        return violations;
    }

    private static List<String> texts(Page page, String script, @Nullable Object argument) {
        return ((List<?>) page.evaluate(script, argument))
                .stream().map(String::valueOf).toList();
    }

    private static String axe() throws IOException {
        try (var in = Objects.requireNonNull(AxeBuilder.class.getResourceAsStream("/axe.min.js"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
