package org.freedomcheckout.testkit;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.freedomcheckout.checkout.Secret;
import org.freedomcheckout.store.DatabaseSettings;
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
    private @Nullable Started started;
    private boolean ofOneTest;
    private boolean failed;

    /** With a setting of the server's, by its environment name. */
    public RunningCheckout with(String name, String value) {
        settings.put(name, value);
        if (started != null) {
            started.settings.put(name, value);
        }
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
        started = KeptCheckouts.wanted() ? KeptCheckouts.of(settings) : new Started(new HashMap<>(settings));
    }

    /** In a field of the instance: one for each test. */
    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        if (started == null) {
            ofOneTest = true;
            started = new Started(new HashMap<>(settings));
        }
    }

    @Override
    public void afterEach(ExtensionContext context) throws IOException {
        if (ofOneTest) {
            started().close();
        } else {
            failed |= context.getExecutionException().isPresent();
        }
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        if (ofOneTest) {
            return;
        }
        if (!KeptCheckouts.wanted()) {
            started().close();
        } else if (failed) {
            KeptCheckouts.forget(started());
            failed = false;
        }
    }

    /** Starts the checkout again, on the same database. */
    public void start() {
        started().start();
    }

    /** Stops the checkout in order; the sandbox goes on. */
    public void stop() {
        started().stop();
    }

    /** The server's settings, by their environment names. */
    public Map<String, String> settings() {
        return Map.copyOf(started().settings);
    }

    /** The JDBC URL of its database while it runs; H2 lets in whoever is in the same process, PostgreSQL everybody. */
    public String databaseUrl() {
        return new DatabaseSettings(Objects.requireNonNull(settings().get("CHECKOUT_DATABASE_URL")), "", Secret.EMPTY)
                .completeUrl();
    }

    private Started started() {
        return Objects.requireNonNull(started, "not started");
    }

    public ShiftedClock clock() {
        return started().clock;
    }

    /** The checkout's base address. */
    public URI url() {
        return started().url;
    }

    /** The management listener's base address. */
    public URI management() {
        return URI.create("http://127.0.0.1:" + started().server().managementPort());
    }

    public MerchantApi merchant() {
        return merchant(url().toString(), API_KEY);
    }

    /** The same merchant with another checkout that uses this sandbox. */
    public MerchantApi merchant(String checkoutUrl, String apiKey) {
        return new MerchantApi(
                URI.create(checkoutUrl),
                apiKey,
                started().sandbox.uri(),
                started().sandbox.settings().merchantId(),
                started().sandbox.settings().secretKey());
    }

    public SandboxControl sandbox() {
        return new SandboxControl(started().sandbox.uri());
    }

    /** The sandbox's base address. */
    public URI sandboxUrl() {
        return started().sandbox.uri();
    }

    /** The sandbox's secret, for tests that sign themselves. */
    public String secretKey() {
        return started().sandbox.settings().secretKey();
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
}
