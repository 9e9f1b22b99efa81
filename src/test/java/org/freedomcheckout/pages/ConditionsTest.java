package org.freedomcheckout.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.NavigateOptions;
import com.microsoft.playwright.options.WaitUntilState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.freedomcheckout.journeys.Chromium;
import org.freedomcheckout.sandbox.SavedCard;
import org.freedomcheckout.testkit.Checkout;
import org.freedomcheckout.testkit.MerchantApi;
import org.freedomcheckout.testkit.RunningCheckout;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Paying as it is outside of a laboratory. */
@Order(3)
class ConditionsTest {

    @RegisterExtension
    static final RunningCheckout running = new RunningCheckout();

    @RegisterExtension
    static final Chromium chromium = new Chromium();

    /** A web view inside of a chat: no clipboard, no printer, no event streams. */
    private static final String IN_APP = """
            Object.defineProperty(navigator, 'clipboard', { value: undefined });
            Object.defineProperty(window, 'print', { value: undefined });
            Object.defineProperty(window, 'EventSource', { value: undefined });
            """;

    /** What the first paint waits for beside the page itself. */
    private static final String BLOCKING = """
            performance.getEntriesByType('resource')
              .filter(entry => entry.renderBlockingStatus === 'blocking')
              .map(entry => new URL(entry.name).pathname.split('/').pop().replace(/[.-][0-9a-f]{8,}/, ''))
            """;

    private final List<BrowserContext> contexts = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();
    private final String order = MerchantApi.newOrder();

    private Page browser() {
        return browser(new NewContextOptions());
    }

    private Page browser(NewContextOptions options) {
        var context = chromium.browser().newContext(options.setViewportSize(360, 740));
        contexts.add(context);
        return tab(context);
    }

    private Page tab(BrowserContext context) {
        var page = context.newPage();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") && !message.text().contains("net::ERR_")) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
        return page;
    }

    @AfterEach
    void nothingWasForbiddenOrBroken() {
        contexts.forEach(BrowserContext::close);
        Assertions.assertThat(complaints).isEmpty();
    }

    private Checkout card() {
        return running.merchant().open(MerchantApi.savedCard(order, SavedCard.PAID));
    }

    private Checkout threeDs() {
        var merchant = running.merchant();
        return merchant.open(merchant.threeDs(order));
    }

    /** By keys: right after scrolling, headless Chromium sends a click to the frame that was at that place before. */
    private static void payInFrame(Page page) {
        var frame = page.frameLocator("#pay-frame");
        frame.locator("#cvc").fill("123");
        frame.locator("#pay").press("Enter");
    }

    @Test
    void neitherStorageNorCookiesAreNeeded(@TempDir Path profile) throws IOException {
        var context = chromium.keepingNothing(profile);
        contexts.add(context);
        var page = tab(context);
        page.navigate(threeDs().url());
        Assertions.assertThat(page.evaluate("(() => { try { return localStorage; } catch (e) { return e.name; } })()"))
                .isEqualTo("SecurityError");
        page.locator(".languages [hreflang=kk]").click();
        assertThat(page.locator("html")).hasAttribute("lang", "kk");
        page.locator("button[value=confirm]").click();
        Chromium.assertShows(page, "paid");
        assertThat(page.locator("h1")).isFocused();
    }

    @Test
    void anInAppBrowserPaysAndCopiesTheLink() {
        running.sandbox().scenario(order, "outcome", "pending", "pending_polls", 2L);
        var page = browser();
        page.context().addInitScript(IN_APP);
        page.navigate(card().url());
        page.locator("#elsewhere summary").press("Enter");
        page.locator("#copy").press("Enter");
        Assertions.assertThat((String) page.evaluate("String(getSelection())"))
                .startsWith(running.url().toString());
        payInFrame(page);
        Chromium.assertShows(page, "paid");
        assertThat(page.locator("#print")).isHidden();
    }

    @Test
    void theNetworkMayGoAndComeBackInTheMiddle() {
        running.sandbox().scenario(order, "outcome", "pending", "pending_polls", 3L);
        var page = browser();
        page.navigate(threeDs().url());
        page.locator("button[value=confirm]").click();
        Chromium.assertShows(page, "processing");
        page.context().setOffline(true);
        assertThat(page.locator("#offline")).isVisible();
        page.context().setOffline(false);
        assertThat(page.locator("#offline")).isHidden();
        Chromium.assertShows(page, "paid");
    }

    @Test
    void withoutNetworkNothingIsSentAndThePageSaysSo() {
        running.sandbox().fault(order, "init", "signed_error", "code", "10017", "at", "before");
        var page = browser();
        page.navigate(card().url());
        Chromium.assertShows(page, "pay-retry");
        page.context().setOffline(true);
        assertThat(page.locator("#offline")).isVisible();
        page.locator("#try-again").click();
        Chromium.assertShows(page, "pay-retry");
        page.context().setOffline(false);
        page.locator("#try-again").click();
        Chromium.assertShows(page, "pay-card");
    }

    @Test
    void onSlow3gThePageIsThereWithoutJumping() {
        var page = browser();
        var session = page.context().newCDPSession(page);
        var slow = new JsonObject();
        slow.addProperty("offline", false);
        slow.addProperty("latency", 400);
        slow.addProperty("downloadThroughput", 50_000);
        slow.addProperty("uploadThroughput", 50_000);
        session.send("Network.enable");
        session.send("Network.emulateNetworkConditions", slow);
        page.addInitScript("""
                window.jumps = 0;
                new PerformanceObserver(list => list.getEntries().forEach(entry => { window.jumps += entry.value; }))
                  .observe({ type: 'layout-shift', buffered: true });
                """);
        page.navigate(card().url());
        assertThat(page.frameLocator("#pay-frame").locator("#cvc")).isVisible();
        assertThat(page.locator(".frame.loading")).hasCount(0);
        Assertions.assertThat(((Number) page.evaluate("window.jumps")).doubleValue())
                .isZero();
        Assertions.assertThat(page.evaluate(BLOCKING)).isEqualTo(List.of("checkout.css"));
        payInFrame(page);
        Chromium.assertShows(page, "paid");
    }

    @Test
    void theChosenLanguageStaysOnTheWayOverTheBank() {
        var page = browser(new NewContextOptions().setLocale("ru-RU"));
        page.navigate(threeDs().url());
        page.locator(".languages [hreflang=kk]").click();
        assertThat(page.locator("html")).hasAttribute("lang", "kk");
        page.locator("button[value=confirm]").click();
        Chromium.assertShows(page, "paid");
        assertThat(page.locator("html")).hasAttribute("lang", "kk");
    }

    @Test
    void severalTabsShowTheSameEnd() {
        var checkout = card();
        var first = browser();
        var second = tab(first.context());
        first.navigate(checkout.url());
        assertThat(first.frameLocator("#pay-frame").locator("#cvc")).isVisible();
        second.navigate(checkout.url());
        payInFrame(second);
        Chromium.assertShows(second, "paid");
        Chromium.assertShows(first, "paid");
        Assertions.assertThat(running.sandbox().authorizations(order)).isEqualTo(1);
    }

    @Test
    void theBankMayBeAnsweredInAnotherBrowser() {
        var checkout = threeDs();
        var first = browser();
        first.navigate(checkout.url());
        assertThat(first.locator("button[value=confirm]")).isVisible();
        var other = browser();
        other.navigate(checkout.url());
        Chromium.assertShows(other, "pay-challenge");
        other.locator("#continue").click();
        other.locator("button[value=confirm]").click();
        Chromium.assertShows(other, "paid");
        first.navigate(checkout.url());
        Chromium.assertShows(first, "paid");
        Assertions.assertThat(running.sandbox().calls(order, "paymentAcs")).isEqualTo(1);
    }

    @Test
    void withoutScriptAWaitingPageRefreshesItself() {
        running.sandbox().scenario(order, "outcome", "pending", "pending_polls", 3L);
        var page = browser(new NewContextOptions().setJavaScriptEnabled(false));
        page.navigate(threeDs().url());
        page.locator("#continue").click();
        page.locator("#challenge #continue").click();
        page.locator("button[value=confirm]").click();
        page.locator("#go-back").click();
        Chromium.assertShows(page, "processing");
        assertThat(page.locator("#stay")).isVisible();
        Chromium.assertShows(page, "paid");
    }

    @Test
    void withoutScriptThePageSendsTheShopperOnByItself() {
        var page = browser(new NewContextOptions().setJavaScriptEnabled(false));
        page.navigate(threeDs().url());
        assertThat(page.locator("#challenge #continue")).isVisible();
    }

    @Test
    void aPageOfFreedomPaysThatDoesNotComeHasAWayOut() {
        var page = browser();
        page.clock().install();
        page.route(running.sandboxUrl() + "/**", route -> {});
        // The frame holds back the page's load event, as it does for a shopper.
        page.navigate(card().url(), new NavigateOptions().setWaitUntil(WaitUntilState.DOMCONTENTLOADED));
        assertThat(page.locator("#frame-slow")).isHidden();
        page.clock().fastForward(13_000);
        assertThat(page.locator("#frame-slow")).isVisible();
        assertThat(page.locator("#elsewhere .qr")).isVisible();
        assertThat(page.locator("#open-full-page")).isVisible();
    }
}
