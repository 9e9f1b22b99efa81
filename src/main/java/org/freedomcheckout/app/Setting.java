package org.freedomcheckout.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;

/**
 * Looks settings up by their environment names and collects what is wrong with them, so that an operator hears of every
 * mistake at the first start.
 *
 * <p>Written here and not taken from a configuration library, because those stop at the first wrong value and speak of
 * their own property names.
 */
final class Setting {

    private static final String FILE = "file:";

    private final Map<String, String> environment;
    private final Properties file;
    private final List<String> problems = new ArrayList<>();

    Setting(Map<String, String> environment, Properties file) {
        this.environment = environment;
        this.file = file;
    }

    /** Reads {@code --config}; the environment wins over it. */
    static Setting from(Map<String, String> environment, Optional<Path> config) {
        var properties = new Properties();
        var setting = new Setting(environment, properties);
        config.ifPresent(path -> {
            try (var reader = Files.newBufferedReader(path, StandardCharsets.UTF_8)) {
                properties.load(reader);
            } catch (IOException | IllegalArgumentException e) {
                setting.problem("--config", "cannot be read: " + path);
            }
        });
        return setting;
    }

    /** The same settings, to be read once more. */
    Setting anew() {
        return new Setting(environment, file);
    }

    /** The parts of a value that are separated by commas. */
    static List<String> list(String text) {
        return Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    /** The value as text; one that begins with {@code file:} is read from that file. */
    Optional<String> text(String name) {
        var value = Optional.ofNullable(environment.get(name))
                .or(() -> Optional.ofNullable(
                        file.getProperty(name.toLowerCase(Locale.ROOT).replace('_', '.'))))
                .map(String::strip)
                .filter(text -> !text.isEmpty());
        if (value.isPresent() && value.get().startsWith(FILE)) {
            return fromFile(name, value.get().substring(FILE.length()));
        }
        return value;
    }

    private Optional<String> fromFile(String name, String path) {
        try {
            return Optional.of(
                    Files.readString(Path.of(path), StandardCharsets.UTF_8).strip());
        } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
            problem(name, "names a file that cannot be read: " + path);
            return Optional.empty();
        }
    }

    /** The value made into something; what the maker throws is the problem, and the fallback goes on in its place. */
    <T> Optional<T> get(String name, Function<String, T> maker, String shape) {
        return text(name).flatMap(value -> {
            try {
                return Optional.of(maker.apply(value));
            } catch (RuntimeException e) {
                // The value itself stays out of the message: it may be a secret.
                problem(name, shape);
                return Optional.empty();
            }
        });
    }

    /** Like {@link #get}, but a missing value is a problem too. */
    <T> Optional<T> required(String name, Function<String, T> maker, String shape) {
        var value = get(name, maker, shape);
        if (value.isEmpty() && problems.stream().noneMatch(line -> line.startsWith(name + " "))) {
            problem(name, "is required: " + shape);
        }
        return value;
    }

    void problem(String name, String sentence) {
        var line = name + " " + sentence;
        if (!problems.contains(line)) {
            problems.add(line);
        }
    }

    List<String> problems() {
        return List.copyOf(problems);
    }
}
