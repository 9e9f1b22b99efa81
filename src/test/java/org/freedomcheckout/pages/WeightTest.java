package org.freedomcheckout.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.freedomcheckout.testkit.Http;
import org.freedomcheckout.web.Texts;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A page with all that it loads fits into 20 KB on the wire, and loads nothing from anywhere else. */
class WeightTest {

    private static final int LIMIT = 20 * 1024;
    private static final Pattern FILE = Pattern.compile("(?:href|src)=\"(/assets/[^\"]+)\"");
    private static final Pattern ELSEWHERE =
            Pattern.compile("<(?:link|script|img|iframe)[^>]*(?:href|src)=\"(?:https?:)?//(?!localhost)");

    @RegisterExtension
    static final RunningPreview preview = new RunningPreview();

    static List<String> languages() {
        return Texts.LANGUAGES;
    }

    @ParameterizedTest
    @MethodSource("languages")
    void everyPageIsLight(String language) throws IOException {
        var weights = new HashMap<String, Integer>();
        for (var name : RunningPreview.all()) {
            var page = get(preview.url(name, language));
            var html = unzipped(page);
            var weight = page.length;
            var files = FILE.matcher(html);
            while (files.find()) {
                weight += weights.computeIfAbsent(files.group(1), file -> get(preview.base() + file).length);
            }
            assertThat(weight).as(name).isLessThanOrEqualTo(LIMIT);
            assertThat(html).doesNotContainPattern(ELSEWHERE);
        }
    }

    private static byte[] get(String url) {
        var response = Http.to(url).header("Accept-Encoding", "gzip").get();
        assertThat(response.header("Content-Encoding")).as(url).hasValue("gzip");
        return response.bytes();
    }

    private static String unzipped(byte[] body) throws IOException {
        try (var in = new GZIPInputStream(new ByteArrayInputStream(body))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
