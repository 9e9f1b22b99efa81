package org.freedomcheckout.pages;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.freedomcheckout.web.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every state of every page: what is to be read there, where its links lead and what its forms send. The file
 * {@code words.txt} keeps it, and {@code -Dpreview.words=write} writes it anew, to be read before it is committed.
 */
class PreviewTest {

    private static final Path WORDS = Path.of("src/test/resources/org/freedomcheckout/pages/words.txt");
    private static final Pattern UNSEEN =
            Pattern.compile("<(head|script|style|svg|template|footer)\\b.*?</\\1>", Pattern.DOTALL);
    private static final Pattern TAG = Pattern.compile("<(/?)([a-z0-9]+)([^>]*)>", Pattern.DOTALL);
    private static final Pattern ATTRIBUTE = Pattern.compile("([a-zA-Z-]+)(?:=\"([^\"]*)\")?");
    private static final List<String> INLINE = List.of("b", "bdi", "em", "span", "strong", "time", "abbr", "small");
    private static final List<String> TOLD =
            List.of("a", "button", "form", "html", "iframe", "input", "meter", "progress");
    private static final List<String> STYLE = List.of("class", "id", "style", "nonce", "integrity", "aria-describedby");

    private static final String HERE = "http://localhost:8080";

    private final HttpServlet preview = new RunningPreview().servlet();

    static List<String> names() {
        return RunningPreview.all();
    }

    @Test
    void noStateIsMissing() throws IOException {
        if ("write".equals(System.getProperty("preview.words"))) {
            var all = names().stream().map(this::words).collect(Collectors.joining("\n"));
            Files.writeString(WORDS, all);
        }
        var kept = Files.readAllLines(WORDS).stream()
                .filter(line -> line.startsWith("== "))
                .map(line -> line.substring(3, line.indexOf(' ', 3)));
        assertThat(kept).containsExactlyElementsOf(names());
    }

    @ParameterizedTest
    @MethodSource("names")
    void aStateSaysWhatItAlwaysSaid(String name) throws IOException {
        assertThat(Files.readString(WORDS)).contains(words(name));
    }

    private Exchange get(String address) {
        var exchange = Exchange.get(address);
        try {
            preview.service(exchange.request(), exchange.response());
        } catch (ServletException | IOException e) {
            throw new AssertionError(e);
        }
        return exchange;
    }

    private Exchange page(String name, String language) {
        return get("/preview/" + name + "?lang=" + language);
    }

    private String words(String name) {
        var page = page(name, "en");
        return "== " + name + " " + page.status() + " "
                + page.header("Content-Type").orElse("none") + "\n" + policy(page) + "\n"
                + seen(page.text()) + "\n";
    }

    /** What differs between pages. */
    private static String policy(Exchange page) {
        return Arrays.stream(
                        page.header("Content-Security-Policy").orElse("none").split("; *", -1))
                .filter(directive ->
                        directive.matches("(script-src|form-action|frame-src|frame-ancestors|connect-src).*"))
                .collect(Collectors.joining("; "))
                .replaceAll("nonce-[A-Za-z0-9_-]+", "nonce-R")
                .replace(HERE, "HERE");
    }

    /** Text, a line for each block, and the elements that do something. */
    private static String seen(String html) {
        var visible = UNSEEN.matcher(html).replaceAll("").replaceAll("\\s+", " ");
        var lines = TAG.matcher(visible)
                .replaceAll(tag -> Matcher.quoteReplacement(
                        TOLD.contains(tag.group(2)) && tag.group(1).isEmpty()
                                ? "\n[" + tag.group(2) + attributes(tag.group(3)) + "]\n"
                                : INLINE.contains(tag.group(2)) ? "" : "\n"));
        return lines.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("<!"))
                .collect(Collectors.joining("\n"))
                .replace(HERE, "HERE")
                .replace("&#39;", "'")
                .replaceAll("[\\u00a0\\u202f]", "_");
    }

    private static String attributes(String text) {
        return ATTRIBUTE
                .matcher(text)
                .results()
                .filter(attribute -> !STYLE.contains(attribute.group(1)))
                .map(attribute -> " " + attribute.group())
                .collect(Collectors.joining());
    }

    @Test
    void everyPageNamesTheShopAndOffersItsLanguages() {
        var footer = Pattern.compile("<footer.*?</footer>", Pattern.DOTALL)
                .matcher(page("expired", "uz").text());
        assertThat(footer.find()).isTrue();
        assertThat(footer.group())
                .contains("href=\"mailto:help@bazar.example\"", "href=\"tel:+77001234567\"", "+7 700 123 45 67")
                .containsPattern("href=\"\\?lang=ru\"[^>]*>Русский<")
                .containsPattern("href=\"\\?lang=uz\"[^>]*aria-current=\"true\"[^>]*>Oʻzbekcha<");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pay-card", "processing", "challenge", "leave-frame"})
    void nothingGoesOnByItself(String name) {
        assertThat(page(name, "en").text())
                .doesNotContain("data-submit-at-once=\"true\"", "data-break-out=\"true\"", "data-go-on=\"true\"")
                .doesNotContain("data-look-again=\"true\"", "http-equiv=\"refresh\"");
    }

    @Test
    void theOverviewShowsEveryStateInTheThemeThatIsAskedFor() {
        var overview = get("/");
        assertThat(overview.status()).isEqualTo(200);
        assertThat(overview.header("Content-Security-Policy").orElse("")).contains("frame-src 'self'");
        names().forEach(name -> assertThat(overview.text()).contains("/preview/" + name));
        assertThat(get("/?theme=dark").text())
                .contains("/themed/dark/", "&amp;theme=dark\"")
                .doesNotContain("/assets/css/");
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void aThemeIsShownWhateverTheBrowserPrefers(String theme) {
        var page = get("/preview/paid?lang=en&theme=" + theme).text();
        assertThat(page).contains("content=\"" + theme + "\"", "/themed/" + theme + "/", "theme=" + theme);
        var css = get(Pattern.compile("/themed/[^\"]+")
                .matcher(page)
                .results()
                .findFirst()
                .orElseThrow()
                .group());
        assertThat(css.header("Content-Type").orElse("")).startsWith("text/css");
        assertThat(css.text())
                .contains("color-scheme: " + theme)
                .doesNotContain("prefers-color-scheme", "color-scheme: light dark");
        assertThat(get("/themed/blue/checkout.css").status()).isEqualTo(404);
        assertThat(get("/themed/dark/none.css").status()).isEqualTo(404);
        assertThat(get("/preview/paid?lang=en&theme=blue").text()).contains("/assets/css/");
    }

    @Test
    void aStateTellsItsStatusToTheLivePage() {
        var status = get("/preview/processing/status");
        assertThat(status.text()).isEqualTo("{\"status\":\"processing\"}");
        assertThat(status.header("Content-Type")).hasValue("application/json;charset=UTF-8");
        assertThat(get("/preview/none/status").status()).isEqualTo(404);
        assertThat(get("/preview/none").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cvc-stand-in", "card-stand-in"})
    void aStandInIsInTheFrameInsteadOfFreedomPaysPage(String name) {
        var page = page(name, "en");
        assertThat(page.status()).isEqualTo(200);
        assertThat(policy(page)).contains("frame-ancestors 'self'");
        assertThat(page.text().contains("CVC")).isTrue();
    }
}
