package org.freedomcheckout;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

/** {@code docs/faults.md} names tests that exist, and leaves no fault out. */
class FaultTableTest {

    private static final Path TESTS = Path.of("src/test/java");
    private static final Pattern NAME = Pattern.compile("`([A-Z]\\w*Test)\\.(\\w+)`");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (\\d+) \\|");

    @Test
    void everyNamedTestExists() throws Exception {
        var classes = classes();
        var names = NAME.matcher(table()).results().toList();
        assertThat(names).hasSizeGreaterThan(100);
        for (var name : names) {
            assertThat(classes).containsKey(name.group(1));
            assertThat(Class.forName(classes.get(name.group(1))).getDeclaredMethods())
                    .as(name.group())
                    .anyMatch(method -> method.getName().equals(name.group(2))
                            && (method.isAnnotationPresent(Test.class)
                                    || method.isAnnotationPresent(ParameterizedTest.class)));
        }
    }

    @Test
    void noRowIsLeftOut() throws IOException {
        var rows = ROW.matcher(table()).results().map(row -> Integer.valueOf(row.group(1)));
        assertThat(rows)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 79).boxed().toList());
    }

    private static String table() throws IOException {
        return Files.readString(Path.of("docs/faults.md"));
    }

    /** The tests' classes by their simple names. */
    private static Map<String, String> classes() throws IOException {
        try (var files = Files.walk(TESTS)) {
            return files.filter(file -> file.toString().endsWith("Test.java"))
                    .map(file -> TESTS.relativize(file).toString())
                    .map(file -> file.substring(0, file.length() - ".java".length())
                            .replace(Path.of("/").toString(), "."))
                    .collect(Collectors.toMap(
                            name -> Arrays.asList(name.split("\\.", -1)).getLast(), Function.identity()));
        }
    }
}
