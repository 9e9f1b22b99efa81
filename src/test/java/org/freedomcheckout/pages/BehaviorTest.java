package org.freedomcheckout.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.decoder.Decoder;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import com.microsoft.playwright.options.ReducedMotion;
import java.util.List;
import java.util.regex.Pattern;
import org.freedomcheckout.journeys.Chromium;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What pages do while somebody looks at them; the browser's clock is ours. */
class BehaviorTest {

    private static final Pattern RUN = Pattern.compile("M(\\d+) (\\d+)\\.5h(\\d+)");

    @RegisterExtension
    static final RunningPreview preview = new RunningPreview();

    @RegisterExtension
    static final Chromium chromium = new Chromium();

    private Page page;

    @BeforeEach
    void open() {
        page = chromium.browser()
                .newContext(new NewContextOptions().setViewportSize(360, 740))
                .newPage();
        page.clock().install();
    }

    @AfterEach
    void close() {
        page.context().close();
    }

    @Test
    void theCountdownWarnsAndSaysItsEndAloud() {
        page.navigate(preview.url("pay-card-last-minutes", "en"));
        assertThat(page.locator("#deadline")).hasText(Pattern.compile("Time left to pay: 1:(40|39)"));
        assertThat(page.locator("#deadline")).hasClass(Pattern.compile("soon"));
        page.clock().runFor(45_000);
        assertThat(page.locator("#deadline-aloud")).hasText(Pattern.compile("Time left to pay: (1:00|0:59)"));
        page.clock().runFor(60_000);
        assertThat(page.locator("#deadline")).hasText(Pattern.compile("The time to pay is over\\."));
        assertThat(page.locator("#deadline-aloud")).hasText(Pattern.compile("The time to pay is over\\."));
    }

    @Test
    void waitingSaysHowLongAndBecomesDoubt() {
        page.navigate(preview.url("processing", "en"));
        assertThat(page.locator("#elapsed")).hasText(Pattern.compile("Checking for 0:1\\d"));
        assertThat(page.locator("#slow")).isHidden();
        page.clock().runFor(12_000);
        assertThat(page.locator("#slow")).isVisible();
        page.clock().runFor(45_000);
        assertThat(page.locator("#waiting")).isHidden();
        assertThat(page.locator("#doubt")).isVisible();
        assertThat(page.locator("#doubt h1")).isFocused();
        assertThat(page).hasTitle("Result not known yet – Базар");
    }

    @Test
    void theWayBackGoesByItself() {
        page.navigate(preview.url("paid", "en"));
        page.clock().runFor(5_000);
        assertThat(page.locator("#going-back p")).hasText(Pattern.compile("back to the shop in (9|10) s"));
        page.clock().runFor(11_000);
        page.waitForURL(url -> !url.contains("/preview/paid"));
    }

    @Test
    void whoHasToReadFirstHasMoreTime() {
        page.navigate(preview.url("refused-for-good", "en"));
        assertThat(page.locator("#going-back p")).hasText(Pattern.compile("in (30|29) s"));
        page.clock().runFor(25_000);
        assertThat(page.locator("main[data-page=failed]")).isVisible();
        page.clock().runFor(6_000);
        page.waitForURL(url -> !url.contains("/preview/refused"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"paid", "authorized", "refused-for-good", "expired", "canceled"})
    void theWayBackCanBeStopped(String name) {
        page.navigate(preview.url(name, "en"));
        page.locator("#stay").click();
        assertThat(page.locator("#going-back")).isHidden();
        page.clock().runFor(40_000);
        assertThat(page.url()).contains("/preview/" + name);
    }

    @Test
    void theQrCodeIsTheLink() throws Exception {
        page.navigate(preview.url("pay-card", "en"));
        var svg = page.locator("#elsewhere .qr");
        var side = Integer.parseInt(svg.getAttribute("viewBox").split(" ", -1)[2]) - 8;
        var matrix = new BitMatrix(side);
        var runs = RUN.matcher(page.locator("#elsewhere .qr path").getAttribute("d"));
        while (runs.find()) {
            matrix.setRegion(
                    Integer.parseInt(runs.group(1)),
                    Integer.parseInt(runs.group(2)),
                    Integer.parseInt(runs.group(3)),
                    1);
        }
        assertThat(new Decoder().decode(matrix).getText())
                .isEqualTo(page.locator("#address").getAttribute("href"));
    }

    @Test
    void theTitleSaysTheState() {
        page.navigate(preview.url("refused-not-enough-money", "en"));
        assertThat(page).hasTitle("Payment not completed – Базар");
        assertThat(page.locator("h1")).isFocused();
    }

    @Test
    void theReceiptCanBeSentAsText() {
        page.addInitScript("navigator.share = data => { window.shared = data.text; return Promise.resolve(); }");
        page.navigate(preview.url("paid", "en"));
        page.locator("#share").click();
        assertThat(((String) page.evaluate("window.shared")).replace('\u00a0', ' '))
                .contains("1 500 ₸", "Order: A1001", "Card: Visa 4716-04XX-XXXX-1981", "Authorization code: 243412");
        assertThat(page.locator("#going-back")).isHidden();
    }

    @Test
    void aPrintedReceiptHoldsTheReceiptOnly() {
        page.navigate(preview.url("paid-in-part-refunded-in-part", "en"));
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT).setColorScheme(ColorScheme.DARK));
        assertThat(page.locator(".receipt")).isVisible();
        assertThat(page.locator(".shop-name")).isVisible();
        for (var onScreenOnly : List.of("#back-to-shop", "#going-back", "#print", ".languages")) {
            assertThat(page.locator(onScreenOnly)).isHidden();
        }
        assertThat(page.locator("body")).hasCSS("background-color", "rgb(255, 255, 255)");
        assertThat(page.locator(".receipt dd").first()).hasCSS("color", "rgb(0, 0, 0)");
    }

    @Test
    void nothingTurnsForThoseWhoWantRest() {
        page.emulateMedia(new Page.EmulateMediaOptions().setReducedMotion(ReducedMotion.REDUCE));
        page.navigate(preview.url("processing", "en"));
        assertThat(page.evaluate(
                        "document.getAnimations().filter(a => a.effect.getTiming().iterations === Infinity).length"))
                .isEqualTo(0);
    }
}
