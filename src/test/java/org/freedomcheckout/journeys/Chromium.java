package org.freedomcheckout.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.BrowserType.LaunchPersistentContextOptions;
import com.microsoft.playwright.Frame;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A real Chromium where one is installed; on CI there must be one. */
public final class Chromium implements BeforeAllCallback, AfterAllCallback {

    private static final List<String> PLACES =
            List.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome");

    private static final List<String> ARGUMENTS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--no-first-run");

    /** In milliseconds; a busy machine takes its time, and a page that has come ends the waiting. */
    private static final double PATIENCE = 60_000;

    private Playwright playwright;
    private Browser browser;

    @Override
    public void beforeAll(ExtensionContext context) {
        var executable = executable();
        if (executable.isEmpty() && System.getenv("CI") != null) {
            throw new IllegalStateException("CI needs a Chromium; name it in CHROMIUM");
        }
        Assumptions.assumeTrue(executable.isPresent(), "no Chromium is installed; name one in CHROMIUM");
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE);
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new LaunchOptions().setExecutablePath(executable.get()).setArgs(ARGUMENTS));
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (playwright != null) {
            playwright.close();
        }
    }

    /** The one browser of a test class; each test opens a context of its own. */
    public Browser browser() {
        return browser;
    }

    /**
     * A browser of its own whose user has forbidden all sites to keep anything.
     *
     * @param profile an empty folder
     */
    public BrowserContext keepingNothing(Path profile) throws IOException {
        var preferences = Files.createDirectories(profile.resolve("Default")).resolve("Preferences");
        Files.writeString(preferences, "{\"profile\":{\"default_content_setting_values\":{\"cookies\":2}}}");
        return browser.browserType()
                .launchPersistentContext(
                        profile,
                        new LaunchPersistentContextOptions()
                                .setExecutablePath(executable().orElseThrow())
                                .setArgs(ARGUMENTS));
    }

    /**
     * The page of this name comes; otherwise the failure tells what is there instead, in each frame.
     *
     * @param name of the template
     */
    public static void assertShows(Page page, String name) {
        try {
            assertThat(page.locator("main[data-page=" + name + "]")).isVisible();
        } catch (AssertionError e) {
            var there = page.frames().stream()
                    .map(frame -> frame.url() + "\n" + content(frame))
                    .collect(Collectors.joining("\n"));
            throw new AssertionError("not " + name + " but " + there, e);
        }
    }

    private static String content(Frame frame) {
        try {
            return frame.content();
        } catch (PlaywrightException e) {
            return "on its way elsewhere";
        }
    }

    private static Optional<Path> executable() {
        return Stream.concat(Optional.ofNullable(System.getenv("CHROMIUM")).stream(), PLACES.stream())
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }
}
