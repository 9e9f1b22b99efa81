package org.freedomcheckout;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the papers on security say of the standard and of our tests. */
class AsvsTest {

    private static final Pattern ITEM = Pattern.compile("V[0-9]+\\.[0-9]+\\.[0-9]+ \\(L[12]\\)");
    private static final Pattern ROW = Pattern.compile("\\| (V[^|]+) \\| ([^|]+) \\|");
    private static final Pattern TEST = Pattern.compile("`([A-Z][A-Za-z]*Test)`");

    private static String page(String name) throws IOException {
        return Files.readString(Path.of(name));
    }

    /** The official numbers and levels, 5.0.0. */
    private static List<String> official() throws IOException {
        return Files.readAllLines(Path.of("src/test/resources/asvs-5.0.0.csv")).stream()
                .map(line -> line.replace(",", " (L") + ")")
                .toList();
    }

    @Test
    void everyItemOfLevelOneAndTwoHasOneAnswer() throws IOException {
        var rows = ROW.matcher(page("docs/asvs.md")).results().toList();
        var items = rows.stream()
                .flatMap(row -> ITEM.matcher(row.group(1)).results().map(item -> item.group()))
                .toList();
        assertThat(items).hasSize(253).containsExactlyElementsOf(official());
        assertThat(rows).allSatisfy(row -> assertThat(row.group(2)).hasSizeGreaterThan(10));
    }

    @ParameterizedTest
    @ValueSource(strings = {"docs/asvs.md", "docs/security.md", "docs/pci.md", "SECURITY.md"})
    void everyTestThatIsNamedExists(String name) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            var tests = files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith("Test.java"))
                    .map(file -> file.replace(".java", ""))
                    .toList();
            assertThat(TEST.matcher(page(name)).results().map(test -> test.group(1)))
                    .isSubsetOf(tests);
        }
    }
}
