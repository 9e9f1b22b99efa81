package org.freedomcheckout.web;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/** Our words in every language we speak, read once from {@code texts/}. */
public final class Texts {

    /** Languages that exist; the merchant offers some of them. */
    public static final List<String> LANGUAGES = List.of("ru", "kk", "en");

    private final Map<String, Properties> texts = new HashMap<>();

    public Texts() {
        for (var language : LANGUAGES) {
            texts.put(language, read(language));
        }
    }

    /** A text with its arguments in place; empty if the language has no such text. */
    public Optional<String> find(String language, String key, Object... arguments) {
        return Optional.ofNullable(
                        texts.getOrDefault(language, new Properties()).getProperty(key))
                .map(pattern -> new MessageFormat(pattern, Locale.of(language)).format(arguments));
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

    private static Properties read(String language) {
        var file = "/texts/" + language + ".properties";
        try (var in = Texts.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException(file + " is missing");
            }
            var properties = new Properties();
            properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
            return properties;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
