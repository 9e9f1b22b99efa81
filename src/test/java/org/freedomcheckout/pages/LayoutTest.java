package org.freedomcheckout.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;
import org.freedomcheckout.journeys.Chromium;
import org.freedomcheckout.web.Texts;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Nothing sticks out, whatever the language, and however long an order's name is. */
@Order(3)
class LayoutTest {

    private static final String STICKING_OUT = """
            () => {
              document.querySelectorAll('details').forEach(details => { details.open = true; });
              document.querySelectorAll('main [hidden]').forEach(element => { element.hidden = false; });
              const wide = document.documentElement.clientWidth;
              return [...document.querySelectorAll('body *')]
                .filter(element => element.checkVisibility() && !element.closest('.unseen, iframe'))
                .filter(element => {
                  const box = element.getBoundingClientRect();
                  return box.right > wide + 0.5 || box.left < -0.5
                    || (element.matches('.button, .link, summary, .languages') && element.scrollHeight > element.clientHeight + 2);
                })
                .map(element => element.tagName + '.' + element.className + ' ' + element.textContent.slice(0, 40));
            }
            """;

    @RegisterExtension
    static final RunningPreview preview = new RunningPreview();

    @RegisterExtension
    static final Chromium chromium = new Chromium();

    static List<String> languages() {
        return Texts.LANGUAGES;
    }

    /** On the narrowest phone, and on a wider one with text twice as large. */
    @ParameterizedTest
    @MethodSource("languages")
    void everyPageFits(String language) {
        var found = new ArrayList<String>();
        var twiceAsLarge = RunningPreview.different();
        try (var context = chromium.browser().newContext(new NewContextOptions().setViewportSize(320, 640))) {
            var page = context.newPage();
            for (var name : RunningPreview.all()) {
                page.navigate(preview.url(name, language));
                stickingOut(page).forEach(element -> found.add(name + ": " + element));
                if (twiceAsLarge.contains(name)) {
                    page.setViewportSize(360, 640);
                    page.evaluate("document.documentElement.style.fontSize = '200%'");
                    stickingOut(page).forEach(element -> found.add(name + ", text twice as large: " + element));
                    page.setViewportSize(320, 640);
                }
            }
        }
        assertThat(found).isEmpty();
    }

    private static List<?> stickingOut(Page page) {
        return (List<?>) page.evaluate(STICKING_OUT);
    }
}
