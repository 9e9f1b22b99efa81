package org.freedomcheckout.web.preview;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.freedomcheckout.web.Pages.Page;
import org.junit.jupiter.api.Test;

/** {@code docs/branding.md} names every value that a template gets, and no other. */
class TemplateModelTest {

    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    /** The same code makes these models as in earnest. */
    private static List<Sample> samples() {
        return Samples.of("en", URI.create("http://localhost"), Instant.parse("2026-11-21T10:15:30Z"));
    }

    /** The cells of the table under a heading, row by row. */
    private static List<String[]> table(String heading) throws IOException {
        var lines = Files.readAllLines(Path.of("docs/branding.md"));
        return lines.subList(lines.indexOf(heading) + 2, lines.size()).stream()
                .takeWhile(line -> line.startsWith("|"))
                .map(line -> line.split("\\|", -1))
                .toList();
    }

    private static Set<String> codes(String cell) {
        return CODE.matcher(cell).results().map(match -> match.group(1)).collect(toSet());
    }

    @Test
    void whatEachTemplateGetsIsNamed() throws IOException {
        var named = new TreeMap<String, Set<String>>();
        for (var row : table("| Template | Gets besides |")) {
            codes(row[1]).forEach(template -> named.put(template, codes(row[2])));
        }
        var given = new TreeMap<String, Set<String>>();
        for (var sample : samples()) {
            var keys = new TreeSet<>(sample.model().keySet());
            assertThat(keys.remove("checkout")).isEqualTo(!sample.template().equals("error"));
            given.computeIfAbsent(sample.template(), _ -> new TreeSet<>()).addAll(keys);
        }
        assertThat(named).isEqualTo(given);
    }

    @Test
    void everyValueIsNamed() throws IOException {
        var named = table("| Value | Is |").stream()
                .flatMap(row -> codes(row[1]).stream())
                .collect(toSet());
        var given = new TreeSet<>(values("page", Page.class));
        for (var sample : samples()) {
            sample.model().forEach((name, value) -> given.addAll(values(name, value)));
        }
        assertThat(named).isEqualTo(given);
    }

    private static Collection<String> values(String name, Object value) {
        return value instanceof List<?> list
                ? list.stream()
                        .flatMap(item -> values(name + "[]", item).stream())
                        .toList()
                : values(name, value.getClass());
    }

    /** A record is what its methods tell; of lists, what their items are. */
    private static Collection<String> values(String name, Class<?> type) {
        if (!type.isRecord()) {
            return List.of(name);
        }
        var values = new ArrayList<String>();
        readable(type)
                .forEach(method -> values.addAll(
                        method.getGenericReturnType() instanceof ParameterizedType list
                                        && list.getRawType() == List.class
                                ? values(name + "." + method.getName() + "[]", (Class<?>)
                                        list.getActualTypeArguments()[0])
                                : values(name + "." + method.getName(), method.getReturnType())));
        return values;
    }

    private static Stream<Method> readable(Class<?> type) {
        return Stream.of(type.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()) && !Modifier.isStatic(method.getModifiers()))
                .filter(method -> method.getParameterCount() == 0)
                .filter(method -> !Set.of("toString", "hashCode").contains(method.getName()));
    }
}
