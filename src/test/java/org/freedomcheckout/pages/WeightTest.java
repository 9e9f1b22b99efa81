package org.freedomcheckout.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
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
    void everyPageIsLight(String language) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            for (var name : RunningPreview.all()) {
                var page = get(client, preview.url(name, language));
                var html = unzipped(page);
                var weight = page.length;
                var files = FILE.matcher(html);
                while (files.find()) {
                    weight += get(client, preview.base() + files.group(1)).length;
                }
                assertThat(weight).as(name).isLessThanOrEqualTo(LIMIT);
                assertThat(html).doesNotContainPattern(ELSEWHERE);
            }
        }
    }

    private static byte[] get(HttpClient client, String url) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(url))
                .header("Accept-Encoding", "gzip")
                .build();
        var response = client.send(request, BodyHandlers.ofByteArray());
        assertThat(response.headers().firstValue("Content-Encoding")).as(url).hasValue("gzip");
        return response.body();
    }

    private static String unzipped(byte[] body) throws IOException {
        try (var in = new GZIPInputStream(new ByteArrayInputStream(body))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
