package org.freedomcheckout.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.freedomcheckout.journeys.Chromium;
import org.freedomcheckout.sandbox.SavedCard;
import org.freedomcheckout.testkit.MerchantApi;
import org.freedomcheckout.testkit.RunningCheckout;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Paying with Tab, Enter and Space alone, at 360 px. */
class KeyboardTest {

    /** How the element that has the focus is to be seen; null once the focus is on none. */
    private static final String FOCUS = """
            () => {
              const element = document.activeElement;
              if (element === document.body) return null;
              const box = element.getBoundingClientRect();
              const style = getComputedStyle(element);
              const name = element.tagName + '#' + element.id + ' ' + element.textContent.trim().slice(0, 40);
              const ring = element.tagName === 'IFRAME'
                || (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2);
              const seen = box.top < innerHeight && box.bottom > 0;
              return [name, Math.round(box.top + scrollY), ring && seen ? '' : 'the focus on ' + name + ' is not to be seen'];
            }
            """;

    private static final String STOPS = """
            [...document.querySelectorAll('a[href], button, summary, iframe, [tabindex="0"]')]
              .filter(element => element.checkVisibility()).length
            """;

    @RegisterExtension
    static final RunningPreview preview = new RunningPreview();

    @RegisterExtension
    static final RunningCheckout running = new RunningCheckout();

    @RegisterExtension
    static final Chromium chromium = new Chromium();

    private final String order = MerchantApi.newOrder();
    private BrowserContext context;
    private Page page;

    @BeforeEach
    void open() {
        context = chromium.browser().newContext(new NewContextOptions().setViewportSize(360, 740));
        page = context.newPage();
    }

    @AfterEach
    void close() {
        context.close();
    }

    private void assertShows(String name) {
        Chromium.assertShows(page, name);
    }

    private void press(String key) {
        page.keyboard().press(key);
    }

    /** Presses Tab until an element has the focus. */
    private void tabTo(String selector) {
        for (int i = 0; i < 20; i++) {
            for (var frame : page.frames()) {
                if (frame.locator(selector + ":focus").count() > 0) {
                    return;
                }
            }
            press("Tab");
        }
        throw new AssertionError("Tab never comes to " + selector);
    }

    private void typeCvc(String cvc) {
        assertThat(page.frameLocator("#pay-frame").locator("#cvc")).isVisible();
        tabTo("#cvc");
        page.keyboard().type(cvc);
    }

    private void assertReaderBeginsAtTheNews(String title) {
        assertThat(page.locator("h1")).isFocused();
        assertThat(page).hasTitle(Pattern.compile(title + ".*"));
    }

    @Test
    void aSavedCardIsPaid() {
        page.navigate(running.merchant()
                .open(MerchantApi.savedCard(order, SavedCard.PAID))
                .url());
        typeCvc("123");
        press("Enter");
        assertShows("paid");
        assertReaderBeginsAtTheNews("Paid");
        tabTo("#stay");
        press("Enter");
        assertThat(page.locator("#going-back")).isHidden();
        assertThat(page.locator("h1")).isFocused();
        tabTo("#print");
    }

    @Test
    void aRefusedCardIsTriedAgain() {
        page.navigate(running.merchant()
                .open(MerchantApi.savedCard(order, SavedCard.PAID))
                .url());
        typeCvc("000");
        tabTo("#pay");
        press("Space");
        assertShows("pay-retry");
        assertReaderBeginsAtTheNews("Payment not completed");
        tabTo("#try-again");
        press("Space");
        assertShows("pay-card");
        typeCvc("123");
        press("Enter");
        assertShows("paid");
    }

    @Test
    void anotherCardIsChosenAfterARefusal() {
        var wanted = new LinkedHashMap<>(MerchantApi.order(order));
        wanted.putAll(Map.of("method", "saved_card", "saved_card", Map.of("user_id", "u42")));
        page.navigate(running.merchant().open(wanted).url());
        choose(SavedCard.NOT_ENOUGH_MONEY, "Enter");
        typeCvc("123");
        press("Enter");
        assertShows("pay-choice");
        assertReaderBeginsAtTheNews("Payment not completed");
        choose(SavedCard.PAID, "Space");
        typeCvc("123");
        press("Enter");
        assertShows("paid");
    }

    private void choose(SavedCard card, String key) {
        tabTo("button[name=card]:has-text('" + card.mask() + "')");
        press(key);
        assertShows("pay-card");
        assertThat(page.locator("#card")).containsText(card.mask());
    }

    @Test
    void theBanksChallengeIsPassed() {
        var merchant = running.merchant();
        page.navigate(merchant.open(merchant.threeDs(order)).url());
        tabTo("#continue");
        press("Enter");
        assertThat(page.locator("button[value=confirm]")).isVisible();
        tabTo("button[value=confirm]");
        press("Space");
        assertShows("paid");
        assertReaderBeginsAtTheNews("Paid");
    }

    @Test
    void onEveryPageTheFocusIsSeenAndGoesDownThroughAllThereIs() {
        var problems = new ArrayList<String>();
        for (var name : RunningPreview.different()) {
            page.navigate(preview.url(name, "en"));
            var stops = new ArrayList<List<?>>();
            page.evaluate("document.activeElement.blur()");
            // A button that comes when a page has not gone on by itself, has come.
            page.evaluate("document.getAnimations().forEach(one => { try { one.finish(); } catch (endless) { } })");
            for (int i = 0; i < 30; i++) {
                press("Tab");
                var focus = (List<?>) page.evaluate(FOCUS);
                if (focus == null
                        || (!stops.isEmpty()
                                && focus.getFirst().equals(stops.getFirst().getFirst()))) {
                    break;
                }
                stops.add(focus);
            }
            var all = (Integer) page.evaluate(STOPS);
            if (stops.size() != all) {
                problems.add(name + ": " + stops.size() + " of " + all + " are reached: " + stops);
            }
            for (int i = 0; i < stops.size(); i++) {
                problems.addAll(unseen(name, stops.get(i)));
                if (i > 0 && top(stops.get(i)) < top(stops.get(i - 1)) - 20) {
                    problems.add(name + ": the focus goes up to " + stops.get(i).getFirst());
                }
            }
        }
        Assertions.assertThat(problems).isEmpty();
    }

    private static List<String> unseen(String name, List<?> stop) {
        var problem = String.valueOf(stop.getLast());
        return problem.isEmpty() ? List.of() : List.of(name + ": " + problem);
    }

    private static int top(List<?> stop) {
        return ((Number) stop.get(1)).intValue();
    }
}
