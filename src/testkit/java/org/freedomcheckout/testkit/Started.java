package org.freedomcheckout.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import org.freedomcheckout.app.Server;
import org.freedomcheckout.app.Settings;
import org.freedomcheckout.sandbox.Sandbox;
import org.freedomcheckout.sandbox.SandboxSettings;
import org.jspecify.annotations.Nullable;

/** A sandbox and a checkout that asks it, which may stop and start again, with all that they need. */
final class Started {

    final Map<String, String> settings;
    final ShiftedClock clock = new ShiftedClock();
    final Sandbox sandbox;
    final URI url;
    private final Path directory;
    private @Nullable Server server;

    /** Starts; adds to the settings what they need to say besides. */
    Started(Map<String, String> settings) throws IOException {
        this.settings = settings;
        directory = Files.createTempDirectory("checkout-testkit");
        var defaults = SandboxSettings.defaults();
        sandbox = Sandbox.start(new SandboxSettings(
                defaults.host(), 0, defaults.merchantId(), defaults.secretKey(), Duration.ofMillis(200), 5));
        var port = freePort();
        url = URI.create("http://localhost:" + port);
        settings.putIfAbsent("CHECKOUT_PUBLIC_URL", url.toString());
        settings.put("CHECKOUT_HOST", "localhost");
        settings.put("CHECKOUT_PORT", Integer.toString(port));
        settings.putIfAbsent("CHECKOUT_MANAGEMENT_PORT", "0");
        settings.putIfAbsent("CHECKOUT_API_KEYS", RunningCheckout.API_KEY);
        settings.put("CHECKOUT_KEY", "testkit-checkout-key-testkit-checkout-key");
        settings.computeIfAbsent("CHECKOUT_DATABASE_URL", _ -> RunningCheckout.newDatabase(directory));
        settings.putIfAbsent("FREEDOMPAY_URL", sandbox.uri().toString());
        settings.put("FREEDOMPAY_MERCHANT_ID", sandbox.settings().merchantId());
        settings.putIfAbsent("FREEDOMPAY_SECRET_KEY", sandbox.settings().secretKey());
        settings.putIfAbsent("FREEDOMPAY_RESPONSE_TIMEOUT", "PT5S");
        // All requests of a suite come from one address, and all its payments are made with the same few cards.
        settings.putIfAbsent("CHECKOUT_RATE_LIMIT", "off");
        start();
    }

    /** Starts the checkout again, on the same database. */
    void start() {
        server = new Server(Settings.of(settings), clock);
    }

    /** Stops the checkout in order; the sandbox goes on. */
    void stop() {
        server().close();
    }

    Server server() {
        return Objects.requireNonNull(server, "not started");
    }

    /** Stops everything and removes the files. */
    void close() throws IOException {
        stop();
        sandbox.close();
        try (var files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        }
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getByName("localhost"))) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
