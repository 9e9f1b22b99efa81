package org.freedomcheckout.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.freedomcheckout.app.Server;
import org.freedomcheckout.app.Settings;
import org.freedomcheckout.sandbox.Sandbox;
import org.freedomcheckout.sandbox.SandboxSettings;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A checkout with a database of its own and a sandbox, on free ports, for all tests of a class: register it in a static
 * field; or for one test, in a field of the instance. The checkout is on {@code localhost}, the sandbox on {@code 127.0.0.1}: to a browser two sites.
 */
public final class RunningCheckout
        implements BeforeAllCallback, AfterAllCallback, BeforeEachCallback, AfterEachCallback {

    /** The merchant's bearer key. */
    public static final String API_KEY = "testkit-api-key-testkit-api-key-testkit";

    private final Map<String, String> settings = new HashMap<>();
    private final ShiftedClock clock = new ShiftedClock();
    private Path directory;
    private Sandbox sandbox;
    private @Nullable Server server;
    private boolean ofOneTest;
    private URI url;

    /** With a setting of the server's, by its environment name. */
    public RunningCheckout with(String name, String value) {
        settings.put(name, value);
        return this;
    }

    /** With webhooks to a receiver of the test. */
    public RunningCheckout withWebhooks(WebhookReceiver receiver) {
        return with("CHECKOUT_WEBHOOK_URL", receiver.url().toString())
                .with("CHECKOUT_WEBHOOK_SECRET", WebhookReceiver.SECRET)
                .with("CHECKOUT_WEBHOOK_ALLOW_PRIVATE", "true");
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
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
        settings.putIfAbsent("CHECKOUT_API_KEYS", API_KEY);
        settings.put("CHECKOUT_KEY", "testkit-checkout-key-testkit-checkout-key");
        settings.computeIfAbsent("CHECKOUT_DATABASE_URL", _ -> newDatabase(directory));
        settings.putIfAbsent("FREEDOMPAY_URL", sandbox.uri().toString());
        settings.put("FREEDOMPAY_MERCHANT_ID", sandbox.settings().merchantId());
        settings.putIfAbsent("FREEDOMPAY_SECRET_KEY", sandbox.settings().secretKey());
        settings.putIfAbsent("FREEDOMPAY_RESPONSE_TIMEOUT", "PT5S");
        // All requests of a suite come from one address, and all its payments are made with the same few cards.
        settings.putIfAbsent("CHECKOUT_RATE_LIMIT", "off");
        start();
    }

    /** In a field of the instance: one for each test. */
    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        if (server == null) {
            ofOneTest = true;
            beforeAll(context);
        }
    }

    @Override
    public void afterEach(ExtensionContext context) throws IOException {
        if (ofOneTest) {
            afterAll(context);
        }
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        stop();
        sandbox.close();
        try (var files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        }
    }

    /** Starts the checkout again, on the same database. */
    public void start() {
        server = new Server(Settings.of(settings), clock);
    }

    /** Stops the checkout in order; the sandbox goes on. */
    public void stop() {
        running().close();
    }

    /** The server's settings, by their environment names. */
    public Map<String, String> settings() {
        return Map.copyOf(settings);
    }

    private Server running() {
        return Objects.requireNonNull(server, "not started");
    }

    public ShiftedClock clock() {
        return clock;
    }

    /** The checkout's base address. */
    public URI url() {
        return url;
    }

    /** The management listener's base address. */
    public URI management() {
        return URI.create("http://127.0.0.1:" + running().managementPort());
    }

    public MerchantApi merchant() {
        return merchant(url.toString(), API_KEY);
    }

    /** The same merchant with another checkout that uses this sandbox. */
    public MerchantApi merchant(String checkoutUrl, String apiKey) {
        return new MerchantApi(
                URI.create(checkoutUrl),
                apiKey,
                sandbox.uri(),
                sandbox.settings().merchantId(),
                sandbox.settings().secretKey());
    }

    public SandboxControl sandbox() {
        return new SandboxControl(sandbox.uri());
    }

    /** The sandbox's base address. */
    public URI sandboxUrl() {
        return sandbox.uri();
    }

    /** The sandbox's secret, for tests that sign themselves. */
    public String secretKey() {
        return sandbox.settings().secretKey();
    }

    /**
     * A database of its own: a file of H2, or where the system property {@code testkit.postgresql} has the JDBC URL of a
     * PostgreSQL server, whose user may create databases, a new one there.
     */
    public static String newDatabase(Path directory) {
        var server = System.getProperty("testkit.postgresql", "");
        if (server.isEmpty()) {
            return "jdbc:h2:file:" + directory.resolve("checkout");
        }
        var name = "checkout_" + UUID.randomUUID().toString().replace("-", "");
        try (var connection = DriverManager.getConnection(server);
                var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return server.replaceFirst("/[A-Za-z0-9_]+\\?", "/" + name + "?");
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getByName("localhost"))) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
