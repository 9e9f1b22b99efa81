package org.freedomcheckout;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The list of what we are made of, which must know everything that the build does. */
class DependenciesTest {

    private static final Pattern ARTIFACT = Pattern.compile("<artifactId>([^<]+)</artifactId>");
    private static final Pattern VERSION = Pattern.compile("<version>([^<]+)</version>");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`]+)` \\| [^|]{10,} \\|$");

    private static Stream<String> listed() throws IOException {
        return ROW.matcher(Files.readString(Path.of("docs/dependencies.md")))
                .results()
                .map(row -> row.group(1));
    }

    private static String pom() throws IOException {
        return Files.readString(Path.of("pom.xml"));
    }

    @Test
    void everyArtifactOfTheBuildHasAReason() throws IOException {
        var used = ARTIFACT.matcher(pom())
                .results()
                .map(artifact -> artifact.group(1))
                .filter(artifact -> !artifact.equals("freedom-checkout") && !artifact.equals("*"))
                .distinct();
        assertThat(listed()).containsExactlyInAnyOrderElementsOf(used.toList());
    }

    @Test
    void everyVersionIsPinned() throws IOException {
        assertThat(VERSION.matcher(pom()).results().map(version -> version.group(1)))
                .hasSizeGreaterThan(30)
                .allMatch(version -> version.matches("[0-9][A-Za-z0-9.-]*|\\$\\{[a-z0-9]+\\.version}|\\[25,\\)"))
                .noneMatch(version -> version.endsWith("SNAPSHOT"));
    }
}
