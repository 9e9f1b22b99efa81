package org.freedomcheckout.app;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Where an operator types commands, and reads what they say. The process has one: tests lock what it takes over. */
final class Terminal implements BeforeEachCallback, AfterEachCallback {

    /** The API key and {@code CHECKOUT_KEY} of {@link #ofShop}. */
    static final String KEY = "0123456789abcdef0123456789abcdef";

    /** What commands find in their file, by the names of the environment. */
    final Map<String, String> settings;

    private final PrintStream out = System.out;
    private final PrintStream err = System.err;
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final ByteArrayOutputStream complained = new ByteArrayOutputStream();

    Terminal(Map<String, String> settings) {
        this.settings = new HashMap<>(settings);
    }

    /** With the settings that a shop must have. */
    static Terminal ofShop() {
        return new Terminal(Map.of(
                "CHECKOUT_PUBLIC_URL", "https://checkout.shop.kz",
                "CHECKOUT_API_KEYS", KEY,
                "CHECKOUT_KEY", KEY,
                "CHECKOUT_RATE_LIMIT", "off",
                "FREEDOMPAY_MERCHANT_ID", "570001",
                "FREEDOMPAY_SECRET_KEY", "a-secret-of-16-characters"));
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        System.setOut(new PrintStream(new OfThisThread(said, out), true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(new OfThisThread(complained, err), true, StandardCharsets.UTF_8));
    }

    @Override
    public void afterEach(ExtensionContext context) {
        System.setOut(out);
        System.setErr(err);
    }

    /** Runs a command that reads these settings; its exit code. */
    int run(String... words) throws IOException {
        var file = Files.createTempFile("checkout", ".properties");
        try {
            var properties = new Properties();
            settings.forEach((name, value) ->
                    properties.setProperty(name.toLowerCase(Locale.ROOT).replace('_', '.'), value));
            try (var writer = Files.newBufferedWriter(file)) {
                properties.store(writer, null);
            }
            var all = new ArrayList<>(List.of(words));
            all.addAll(List.of("--config", file.toString()));
            return execute(all.toArray(String[]::new));
        } finally {
            Files.delete(file);
        }
    }

    /** Runs just this; its exit code. */
    int execute(String... words) {
        said.reset();
        complained.reset();
        return Main.execute(words);
    }

    /** What the last command has said. */
    String text() {
        return said.toString(StandardCharsets.UTF_8);
    }

    List<String> lines() {
        return text().lines().toList();
    }

    /** What it said of each thing, as doctor does. */
    Map<String, String> findings() {
        var found = new HashMap<String, String>();
        lines().forEach(line -> found.put(line.split(" +", 2)[0], line.split(" +", 2)[1]));
        return found;
    }

    String complaint() {
        return complained.toString(StandardCharsets.UTF_8);
    }

    /** Keeps what the thread writes that made it: the log of tests that run beside it goes where it would have gone. */
    private static final class OfThisThread extends OutputStream {

        private final Thread mine = Thread.currentThread();
        private final OutputStream kept;
        private final OutputStream others;

        OfThisThread(OutputStream kept, OutputStream others) {
            this.kept = kept;
            this.others = others;
        }

        private OutputStream target() {
            return Thread.currentThread().equals(mine) ? kept : others;
        }

        @Override
        public void write(int b) throws IOException {
            target().write(b);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            target().write(bytes, from, length);
        }

        @Override
        public void flush() throws IOException {
            target().flush();
        }
    }
}
