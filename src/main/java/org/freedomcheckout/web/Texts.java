package org.freedomcheckout.web;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;

/** Our words in every language we speak, read once from {@code texts/}, with the merchant's own in their place. */
public final class Texts {

    /** Languages that exist; the merchant offers some of them. */
    public static final List<String> LANGUAGES = List.of("ru", "kk", "en", "uz", "ky");

    private final Map<String, Properties> texts = new HashMap<>();

    public Texts() {
        this(Overlay.NONE);
    }

    public Texts(Overlay overlay) {
        for (var language : LANGUAGES) {
            var words = ours(language);
            overlay.texts()
                    .map(folder -> merchants(folder, language))
                    .ifPresent(own -> own.stringPropertyNames()
                            .forEach(key -> words.setProperty(key, Objects.requireNonNull(own.getProperty(key)))));
            texts.put(language, words);
        }
    }

    /** A text with its arguments in place; empty if the language has no such text. */
    public Optional<String> find(String language, String key, Object... arguments) {
        return Optional.ofNullable(
                        texts.getOrDefault(language, new Properties()).getProperty(key))
                .map(pattern ->
                        isPlain(pattern) ? pattern : new MessageFormat(pattern, Locale.of(language)).format(arguments));
    }

    /** Most texts are said as they are, and reading a pattern takes longer than all the rest. */
    private static boolean isPlain(String pattern) {
        return pattern.indexOf('{') < 0 && pattern.indexOf('\'') < 0;
    }

    /**
     * A text with its arguments in place.
     *
     * @throws IllegalArgumentException if the language has no such text
     */
    public String get(String language, String key, Object... arguments) {
        return find(language, key, arguments)
                .orElseThrow(() -> new IllegalArgumentException("no text " + key + " in " + language));
    }

    /** A line for each of the merchant's texts that no page would show, or that cannot be shown. */
    public static List<String> problems(Path folder) {
        var problems = new ArrayList<String>();
        for (var language : LANGUAGES) {
            var file = folder.resolve(language + ".properties");
            try {
                problems(file, ours(language), merchants(folder, language), problems);
            } catch (UncheckedIOException | IllegalArgumentException e) {
                problems.add("has " + file + ", which cannot be read as UTF-8 properties");
            }
        }
        return problems;
    }

    private static void problems(Path file, Properties known, Properties own, List<String> problems) {
        for (var key : own.stringPropertyNames().stream().sorted().toList()) {
            var place = "has " + file + ", where " + key;
            if (!known.containsKey(key)) {
                problems.add(place + " is not one of our texts");
            } else if (!isPattern(Objects.requireNonNull(own.getProperty(key)))) {
                problems.add(place + " has a brace or an argument that is wrong");
            }
        }
    }

    private static boolean isPattern(String text) {
        try {
            return !new MessageFormat(text, Locale.ROOT)
                    .format(new Object[] {"1"})
                    .isEmpty();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static Properties ours(String language) {
        var file = "/texts/" + language + ".properties";
        try (var in = Texts.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException(file + " is missing");
            }
            return read(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Properties merchants(Path folder, String language) {
        var file = folder.resolve(language + ".properties");
        if (!Files.isRegularFile(file)) {
            return new Properties();
        }
        try (var reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            return read(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Properties read(Reader reader) throws IOException {
        var properties = new Properties();
        properties.load(reader);
        return properties;
    }
}
