package org.freedomcheckout.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.freedomcheckout.sandbox.SavedCard;
import org.freedomcheckout.testkit.MerchantApi;
import org.freedomcheckout.testkit.RunningCheckout;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The main journeys in a real browser, which keeps policies and cookies apart; checkout and sandbox are two sites. */
@Order(1)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ChromiumJourneyTest {

    /** Younger cookies than two minutes come with a cross-site post, older ones do not: none may be needed. */
    private static final Duration OLD = Duration.ofSeconds(125);

    @RegisterExtension
    static final RunningCheckout running = new RunningCheckout();

    @RegisterExtension
    static final Chromium chromium = new Chromium();

    private static final List<String> complaintsOfTheSlow = new ArrayList<>();
    private static Page slow;
    private static long slowSince;

    private final List<String> complaints = new ArrayList<>();
    private final String order = MerchantApi.newOrder();
    private Page page;

    /** Is at the bank while the other shoppers come and go. */
    @BeforeAll
    static void aSlowShopperGoesToTheBank() {
        slow = open(threeDsUrl(MerchantApi.newOrder()), true, complaintsOfTheSlow);
        assertThat(slow.locator("button[value=confirm]")).isVisible();
        slowSince = System.nanoTime();
    }

    private Page open(String url, boolean script) {
        page = open(url, script, complaints);
        return page;
    }

    private static Page open(String url, boolean script, List<String> complaints) {
        var context = chromium.browser()
                .newContext(new NewContextOptions().setJavaScriptEnabled(script).setViewportSize(360, 740));
        var page = context.newPage();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                complaints.add(message.text());
            }
        });
        page.navigate(url);
        return page;
    }

    /** What our policies forbid, Chromium says on its console. */
    @AfterEach
    void nothingOfOursWasForbidden() {
        Assertions.assertThat(complaints).isEmpty();
        if (page != null) {
            page.context().close();
        }
    }

    private void assertShows(String name) {
        Chromium.assertShows(page, name);
    }

    private void choose(String choice) {
        page.locator("button[value=" + choice + "]").click();
    }

    private String threeDsUrl() {
        return threeDsUrl(order);
    }

    private static String threeDsUrl(String order) {
        var merchant = running.merchant();
        return merchant.open(merchant.threeDs(order)).url();
    }

    @Test
    void aSavedCardIsPaidInTheFrame() {
        var checkout = running.merchant().open(MerchantApi.savedCard(order, SavedCard.PAID));
        var frame = open(checkout.url(), true).frameLocator("#pay-frame");
        frame.locator("#cvc").fill("123");
        frame.locator("#pay").click();
        assertShows("paid");
        Assertions.assertThat(page.url()).startsWith(checkout.url());
        Assertions.assertThat(page.context().cookies(running.url().toString())).isEmpty();
    }

    @Test
    void aSavedCardIsPaidWithoutScript() {
        var checkout = running.merchant().open(MerchantApi.savedCard(order, SavedCard.PAID));
        var frame = open(checkout.url(), false).frameLocator("#pay-frame");
        frame.locator("#continue").click();
        frame.locator("#cvc").fill("123");
        frame.locator("#pay").click();
        frame.locator("#continue").click();
        assertShows("paid");
    }

    @Test
    void afterARefusalTheShopperTriesAgain() {
        var checkout = running.merchant().open(MerchantApi.savedCard(order, SavedCard.PAID));
        var frame = open(checkout.url(), true).frameLocator("#pay-frame");
        frame.locator("#cvc").fill("000");
        frame.locator("#pay").click();
        assertShows("pay-retry");
        page.locator("#try-again").click();
        frame.locator("#cvc").fill("123");
        frame.locator("#pay").click();
        assertShows("paid");
    }

    @Test
    void theCvcPageOpensAsAFullPageToo() {
        var checkout = running.merchant().open(MerchantApi.savedCard(order, SavedCard.PAID));
        var link = open(checkout.url(), true).locator("#open-full-page");
        // Right after scrolling, headless Chromium still sends a click to the frame that was at that place before.
        link.scrollIntoViewIfNeeded();
        page.waitForTimeout(1_000);
        link.click();
        page.locator("#cvc").fill("123");
        page.locator("#pay").click();
        assertShows("paid");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theChallengeIsAnsweredAtTheBank(boolean script) {
        open(threeDsUrl(), script);
        if (!script) {
            page.locator("#continue").click();
            page.locator("#challenge #continue").click();
        }
        choose("confirm");
        if (!script) {
            page.locator("#go-back").click();
        }
        assertShows("paid");
        Assertions.assertThat(running.sandbox().calls(order, "paymentAcs")).isEqualTo(1);
    }

    @Test
    void backFromTheResultDoesNotTrapAndChangesNothing() {
        var url = threeDsUrl();
        open(url, true);
        choose("confirm");
        assertShows("paid");
        for (int i = 0; i < 3; i++) {
            // The bank's page came by a POST: whether the browser shows it again is its own affair.
            page.evaluate("history.back()");
            page.waitForTimeout(300);
        }
        page.navigate(url);
        assertShows("paid");
        Assertions.assertThat(running.sandbox().calls(order, "paymentAcs")).isEqualTo(1);
        complaints.clear();
    }

    @Test
    void aWaitingPageShowsTheResultByItself() {
        running.sandbox().scenario(order, "outcome", "pending", "pending_polls", 3L);
        open(threeDsUrl(), true);
        choose("confirm");
        assertShows("processing");
        assertShows("paid");
    }

    @Test
    void cancelingAtTheBankLeadsBackToThePage() {
        open(threeDsUrl(), true);
        choose("cancel");
        assertShows("pay-challenge");
        page.locator("#continue").click();
        choose("confirm");
        assertShows("paid");
    }

    /** "No money has been taken" stands on both pages, and must not stay there. */
    @Test
    void whatAnotherTabSaysOfTheChallengeIsOvertakenByThePayment() {
        var url = threeDsUrl();
        open(url, true);
        assertThat(page.locator("button[value=confirm]")).isVisible();
        var otherTab = page.context().newPage();
        otherTab.navigate(url);
        Chromium.assertShows(otherTab, "pay-challenge");
        page.bringToFront();
        choose("confirm");
        assertShows("paid");
        Chromium.assertShows(otherTab, "paid");
    }

    @Test
    void whatAnotherTabSaysOfARefusalIsOvertakenByThePayment() {
        var checkout = running.merchant().open(MerchantApi.savedCard(order, SavedCard.PAID));
        var frame = open(checkout.url(), true).frameLocator("#pay-frame");
        frame.locator("#cvc").fill("000");
        frame.locator("#pay").click();
        assertShows("pay-retry");
        var otherTab = page.context().newPage();
        otherTab.navigate(checkout.url());
        Chromium.assertShows(otherTab, "pay-retry");
        page.bringToFront();
        page.locator("#try-again").click();
        frame.locator("#cvc").fill("123");
        frame.locator("#pay").click();
        assertShows("paid");
        Chromium.assertShows(otherTab, "paid");
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void aShopperWhoComesBackAfterMoreThanTwoMinutesIsKnown() {
        page = slow;
        page.waitForTimeout((double)
                Math.max(0, OLD.minusNanos(System.nanoTime() - slowSince).toMillis()));
        choose("confirm");
        assertShows("paid");
        Assertions.assertThat(complaintsOfTheSlow).isEmpty();
    }
}
