package org.freedomcheckout.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.freedomcheckout.journeys.Chromium;
import org.freedomcheckout.web.Texts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Makes {@code docs/gallery.md} and its pictures: {@code mvn test -Dtest=GalleryTest -Dgallery=true}. */
@EnabledIfSystemProperty(named = "gallery", matches = "true")
class GalleryTest {

    private static final Path DOCS = Path.of("docs");
    private static final int GAP = 16;
    private static final int COLORS = 256;

    @RegisterExtension
    static final RunningPreview preview = new RunningPreview().onPort(18_085);

    @RegisterExtension
    static final Chromium chromium = new Chromium();

    private static Map<String, String> states() {
        var states = new LinkedHashMap<String, String>();
        states.put("pay-card", "Saved card: the CVC is typed on Freedom Pay's page, in the frame");
        states.put("pay-card-slow", "Freedom Pay's page has not come yet");
        states.put("pay-card-last-minutes", "The time to pay runs out");
        states.put("pay-card-new", "A new card, typed on Freedom Pay's page");
        states.put("pay-choice", "Several ways to pay: the shopper chooses");
        states.put("pay-choice-refused", "The chosen card was refused: another one");
        states.put("pay-no-cards", "No saved cards, and no other way to pay");
        states.put("pay-card-redirect", "Saved card, without a frame");
        states.put("pay-challenge", "3-D Secure: what comes next; goes on by itself");
        states.put("pay-challenge-again", "3-D Secure: back from the bank without an answer");
        states.put("challenge", "Going on to the bank");
        states.put("pay-unsent", "The bank said yes, Freedom Pay cannot be reached");
        states.put("processing", "Waiting for the outcome");
        states.put("processing-doubt", "Still waiting: the outcome is in doubt");
        states.put("paid", "Paid: the receipt");
        states.put("paid-in-part-refunded-in-part", "Taken in part, and a part of that given back");
        states.put("paid-refunded", "All given back");
        states.put("authorized", "Held, not taken");
        states.put("refused-not-enough-money", "Refused; another card can help");
        states.put("refused-wrong-card-data", "Refused; the same card can do");
        states.put("refused-shop-problem", "Refused for good");
        states.put("canceled", "Held money was given back");
        states.put("expired", "Not paid in time");
        states.put("error-not-found", "Unknown link");
        states.put("error-unavailable", "Not available");
        return states;
    }

    @Test
    void everyStateHasItsPicture() throws IOException {
        var page = new StringBuilder("""
                # Gallery

                Every state of the shopper's page with sample data, at 360 px, light and dark. Made by
                `mvn test -Dtest=GalleryTest -Dgallery=true`; to see them live, in your colors: `freedom-checkout preview`.
                """);
        Files.createDirectories(DOCS.resolve("gallery"));
        for (var state : states().entrySet()) {
            var name = state.getKey();
            write(name, List.of(shot(name, "en", ColorScheme.LIGHT, 360), shot(name, "en", ColorScheme.DARK, 360)));
            page.append("\n## ").append(state.getValue()).append("\n\n").append(picture(name, state.getValue()));
        }
        page.append("\n## Five languages\n\n");
        for (var name : List.of("pay-challenge", "paid", "processing-doubt")) {
            var shots = new ArrayList<BufferedImage>();
            for (var language : Texts.LANGUAGES) {
                shots.add(shot(name, language, ColorScheme.LIGHT, 320));
            }
            write(name + "-languages", shots);
            page.append(picture(name + "-languages", name + " in five languages"));
        }
        page.append("\n## On a large screen\n\n");
        write("paid-wide", List.of(shot("paid", "en", ColorScheme.LIGHT, 1280)));
        page.append(picture("paid-wide", "The receipt at 1280 px"));
        Files.writeString(DOCS.resolve("gallery.md"), page);
        assertThat(Files.size(DOCS.resolve("gallery/paid.png"))).isPositive();
    }

    private static String picture(String name, String alt) {
        return "![" + alt + "](gallery/" + name + ".png)\n";
    }

    private static BufferedImage shot(String name, String language, ColorScheme theme, int width) throws IOException {
        var options = new NewContextOptions().setColorScheme(theme).setViewportSize(width, 640);
        try (var context = chromium.browser().newContext(options)) {
            var page = context.newPage();
            page.navigate(preview.url(name, language));
            if (name.endsWith("-slow")) {
                page.locator("#frame-slow").evaluate("line => { line.hidden = false; }");
                page.locator("#elsewhere").evaluate("details => { details.open = true; }");
            }
            var png = page.screenshot(new Page.ScreenshotOptions().setFullPage(true));
            return ImageIO.read(new ByteArrayInputStream(png));
        }
    }

    /** Side by side, on a ground of their own. */
    private static void write(String name, List<BufferedImage> shots) throws IOException {
        var width = shots.stream().mapToInt(shot -> shot.getWidth() + GAP).sum() + GAP;
        var height = shots.stream().mapToInt(BufferedImage::getHeight).max().orElseThrow() + 2 * GAP;
        var sheet = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var graphics = sheet.createGraphics();
        graphics.setColor(new Color(0xc9ced8));
        graphics.fillRect(0, 0, width, height);
        var x = GAP;
        for (var shot : shots) {
            graphics.drawImage(shot, x, GAP, null);
            x += shot.getWidth() + GAP;
        }
        graphics.dispose();
        ImageIO.write(
                indexed(sheet), "png", DOCS.resolve("gallery/" + name + ".png").toFile());
    }

    /** With a palette of the most frequent colors: our pages are flat, and a third of the size is enough for them. */
    private static BufferedImage indexed(BufferedImage image) {
        var pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        // The grounds as they are, then a coarse choice of the rest, so that no small sign loses its color to shades of
        // text.
        var grounds = frequent(IntStream.of(pixels), COLORS / 4);
        var known = grounds.boxed().toList();
        var others = frequent(
                IntStream.of(pixels).filter(pixel -> !known.contains(pixel)).map(GalleryTest::coarse),
                COLORS - known.size());
        var palette = IntStream.concat(known.stream().mapToInt(color -> color), others)
                .toArray();
        var model = new IndexColorModel(8, palette.length, palette, 0, false, -1, DataBuffer.TYPE_BYTE);
        var small = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_BYTE_INDEXED, model);
        var nearest = new HashMap<Integer, Integer>();
        for (int i = 0; i < pixels.length; i++) {
            var index = nearest.computeIfAbsent(pixels[i], color -> nearest(palette, color));
            small.getRaster().setSample(i % image.getWidth(), i / image.getWidth(), 0, index);
        }
        return small;
    }

    private static IntStream frequent(IntStream colors, int most) {
        var counts = new HashMap<Integer, Integer>();
        colors.forEach(color -> counts.merge(color, 1, Integer::sum));
        return counts.entrySet().stream()
                .sorted(Map.Entry.<Integer, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(most)
                .mapToInt(Map.Entry::getKey);
    }

    /** In the middle of one of eight steps of each channel. */
    private static int coarse(int pixel) {
        return (pixel & 0xffe0e0e0) | 0x101010;
    }

    private static int nearest(int[] palette, int color) {
        return IntStream.range(0, palette.length)
                .boxed()
                .min(Comparator.comparingInt(i -> distance(palette[i], color)))
                .orElseThrow();
    }

    private static int distance(int one, int other) {
        return IntStream.of(0, 8, 16)
                .map(shift -> (one >> shift & 0xff) - (other >> shift & 0xff))
                .map(difference -> difference * difference)
                .sum();
    }
}
