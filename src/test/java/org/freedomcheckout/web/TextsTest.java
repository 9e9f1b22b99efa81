package org.freedomcheckout.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.freedomcheckout.checkout.Advice;
import org.freedomcheckout.checkout.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No text is missing, and no template lets text become markup. */
class TextsTest {

    private static final Pattern KEY = Pattern.compile("#\\{([a-z][a-z0-9_.]+)[(}]|head\\('([a-z_.]+)'\\)");

    private static Properties texts(String language) throws IOException {
        var properties = new Properties();
        try (var reader = Files.newBufferedReader(Path.of("src/main/resources/texts", language + ".properties"))) {
            properties.load(reader);
        }
        return properties;
    }

    static List<String> languages() {
        return Texts.LANGUAGES;
    }

    static List<Path> templates() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("templates"))) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("languages")
    void everyLanguageHasEveryText(String language) throws IOException {
        assertThat(new TreeSet<>(texts(language).stringPropertyNames()))
                .isEqualTo(new TreeSet<>(texts("en").stringPropertyNames()));
    }

    @Test
    void everyTextThatATemplateNamesIsThereAndNoOther() throws IOException {
        var named = new TreeSet<String>();
        for (var template : templates()) {
            var match = KEY.matcher(Files.readString(template));
            while (match.find()) {
                named.add(match.group(1) != null ? match.group(1) : match.group(2));
            }
        }
        for (var reason : Reason.values()) {
            named.add("failure." + reason);
        }
        for (var advice : Advice.values()) {
            named.add("advice." + advice);
        }
        for (var error : errorKeys()) {
            named.add("error." + error + ".title");
            named.add("error." + error + ".text");
        }
        assertThat(new TreeSet<>(texts("en").stringPropertyNames())).isEqualTo(named);
    }

    /** The keys that refusals are made with, as the sources have them. */
    private static List<String> errorKeys() throws IOException {
        var keys = new ArrayList<String>();
        var made = Pattern.compile("new Refusal\\(\\s*\\w+,\\s*\"([a-z_]+)\"[,)]");
        try (var files = Files.walk(Path.of("src/main/java"))) {
            for (var file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                var match = made.matcher(Files.readString(file));
                while (match.find()) {
                    keys.add(match.group(1));
                }
            }
        }
        return keys;
    }

    @ParameterizedTest
    @MethodSource("templates")
    void noTemplateLetsTextBecomeMarkupOrCode(Path template) throws IOException {
        assertThat(Files.readString(template))
                .doesNotContain("th:utext", "[(", "[[", "__${", "javascript:")
                .doesNotContainPattern(" on[a-z]+=\"")
                .doesNotContainPattern(" style=\"");
    }

    @Test
    void argumentsAndQuotesAreWrittenAsThePatternSays(@TempDir Path folder) throws IOException {
        Files.writeString(
                folder.resolve("en.properties"), "order=It''s {0}\npaid.heading=It''s paid\nexpired.heading=Over\n");
        var texts = new Texts(new Overlay(Optional.empty(), Optional.of(folder)));
        assertThat(texts.get("en", "order", "A1001")).isEqualTo("It's A1001");
        assertThat(texts.get("en", "paid.heading")).isEqualTo("It's paid");
        assertThat(texts.find("en", "expired.heading")).hasValue("Over");
        assertThat(texts.find("en", "nothing")).isEmpty();
        assertThat(texts.find("de", "order")).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> texts.get("en", "nothing"))
                .withMessage("no text nothing in en");
    }
}
