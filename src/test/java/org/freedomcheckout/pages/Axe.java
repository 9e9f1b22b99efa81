package org.freedomcheckout.pages;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.EmulateMediaOptions;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** WCAG 2.2 AA as far as a machine can judge, on a phone. */
final class Axe {

    private static final String RUN = """
            options => axe.run(document, options).then(result => result.violations.flatMap(rule =>
              rule.nodes.map(node => rule.id + ' ' + node.target.join(' ') + ': ' + node.failureSummary)))
            """;

    private static final List<String> ALL =
            List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");

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

    /** All that an open page breaks, but for its colors. */
    List<String> violations(Page page) {
        var noColors = COLORS.stream().collect(Collectors.toMap(rule -> rule, _ -> Map.of("enabled", false)));
        return violations(page, Map.of("iframes", false, "runOnly", ALL, "rules", noColors));
    }

    /** What its colors break in both themes: one is the style sheet's alone, and changes with the shopper's taste. */
    List<String> violationsOfColors(Page page) {
        var violations = new ArrayList<String>();
        for (var theme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            page.emulateMedia(new EmulateMediaOptions().setColorScheme(theme));
            violations(page, Map.of("iframes", false, "runOnly", COLORS))
                    .forEach(violation -> violations.add(theme + ": " + violation));
        }
        return violations;
    }

    private List<String> violations(Page page, Map<String, ?> options) {
        page.setViewportSize(360, 740);
        if (!Boolean.TRUE.equals(page.evaluate("'axe' in window"))) {
            page.evaluate(script);
        }
        page.evaluate(SHOW_ALL);
        var violations = new ArrayList<>(texts(page, RUN, options));
        violations.addAll(texts(page, SMALL_TARGETS, null));
        return violations;
    }

    private static List<String> texts(Page page, String script, @Nullable Object argument) {
        return ((List<?>) page.evaluate(script, argument))
                .stream().map(String::valueOf).toList();
    }
}
