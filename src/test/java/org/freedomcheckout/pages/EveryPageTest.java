package org.freedomcheckout.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.freedomcheckout.journeys.Chromium;
import org.freedomcheckout.web.Overlay;
import org.freedomcheckout.web.Shop;
import org.freedomcheckout.web.Texts;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever the state and the language, nothing of a page sticks out and nobody is kept out. A page is opened once for all
 * that is asked of it, since opening takes longest.
 */
@Order(3)
class EveryPageTest {

    @RegisterExtension
    static final RunningPreview preview = new RunningPreview();

    @RegisterExtension
    static final RunningPreview yellow = new RunningPreview(Overlay.NONE, shop("#ffe600"));

    @RegisterExtension
    static final RunningPreview black = new RunningPreview(Overlay.NONE, shop("#0b0b0b"));

    @RegisterExtension
    static final Chromium chromium = new Chromium();

    private static Shop shop(String accent) {
        return new Shop("Базар", null, accent, "help@bazar.example", "+7 700 123 45 67");
    }

    static List<String> languages() {
        return Texts.LANGUAGES;
    }

    @ParameterizedTest
    @MethodSource("languages")
    void fitsAndKeepsNobodyOut(String language) throws IOException {
        var axe = new Axe();
        var different = RunningPreview.different();
        assertThat(problems(preview, different, language, page -> {
                    var problems = new ArrayList<>(axe.violations(page));
                    // No language has colors of its own.
                    if (language.equals(Texts.LANGUAGES.getFirst())) {
                        problems.addAll(axe.violationsInTheDark(page));
                    }
                    problems.addAll(Layout.stickingOut(page));
                    problems.addAll(Layout.stickingOutTwiceAsLarge(page));
                    return problems;
                }))
                .isEmpty();
        var others = new ArrayList<>(RunningPreview.all());
        others.removeAll(different);
        assertThat(problems(preview, others, language, Layout::stickingOut)).isEmpty();
    }

    @Test
    void noColorOfAShopBreaksARule() throws IOException {
        var axe = new Axe();
        var names = List.of("pay-card-redirect", "paid", "refused-not-enough-money");
        for (var shop : List.of(yellow, black)) {
            assertThat(problems(shop, names, "ru", page -> {
                        var problems = new ArrayList<>(axe.violations(page));
                        problems.addAll(axe.violationsInTheDark(page));
                        return problems;
                    }))
                    .isEmpty();
        }
    }

    private static List<String> problems(
            RunningPreview pages, List<String> names, String language, Function<Page, List<String>> look) {
        var problems = new ArrayList<String>();
        try (var context = chromium.browser().newContext()) {
            var page = context.newPage();
            for (var name : names) {
                page.navigate(pages.url(name, language));
                look.apply(page).forEach(problem -> problems.add(name + ": " + problem));
            }
        }
        return problems;
    }
}
