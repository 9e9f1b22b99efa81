package org.freedomcheckout.pages;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.EmulateMediaOptions;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** WCAG 2.2 AA as far as a machine can judge, on a phone. */
final class Axe {

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
              .map(([name, box]) => 'small target ' + name + ' ' + box.width + ' x ' + box.height)
            """;

    private final String script;

    Axe() throws IOException {
        try (var in = Objects.requireNonNull(AxeBuilder.class.getResourceAsStream("/axe.min.js"))) {
            this.script = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** What an open page breaks in the light. */
    List<String> violations(Page page) {
        return violations(page, ALL);
    }

    /** What its colors break in the dark: a theme is the style sheet's alone, and changes with the shopper's taste. */
    List<String> violationsInTheDark(Page page) {
        page.emulateMedia(new EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        var violations = violations(page, COLORS).stream()
                .map(violation -> "dark: " + violation)
                .toList();
        page.emulateMedia(new EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
        return violations;
    }

    private List<String> violations(Page page, List<String> rules) {
        page.setViewportSize(360, 740);
        if (!Boolean.TRUE.equals(page.evaluate("'axe' in window"))) {
            page.evaluate(script);
        }
        page.evaluate(SHOW_ALL);
        var violations = new ArrayList<>(texts(page, RUN, rules));
        violations.addAll(texts(page, SMALL_TARGETS, null));
        return violations;
    }

    private static List<String> texts(Page page, String script, @Nullable Object argument) {
        return ((List<?>) page.evaluate(script, argument))
                .stream().map(String::valueOf).toList();
    }
}
