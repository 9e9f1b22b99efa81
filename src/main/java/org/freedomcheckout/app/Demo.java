package org.freedomcheckout.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.freedomcheckout.checkout.RandomText;
import org.freedomcheckout.sandbox.Sandbox;
import org.freedomcheckout.sandbox.SandboxSettings;
import org.freedomcheckout.shop.DemoShop;
import org.freedomcheckout.shop.ShopSettings;

/**
 * Checkout, sandbox and demo shop in one process, with keys made up for this run and an H2 database that goes with it:
 * the sandbox forgets its payments too.
 *
 * <p>The checkout is on {@code localhost} and the others on {@code 127.0.0.1}, so that a browser takes them for
 * different sites, as in real life.
 */
final class Demo implements AutoCloseable {

    private static final String OTHER_SITE = "127.0.0.1";

    private final Path directory;
    private final Sandbox sandbox;
    private final DemoShop shop;
    private final URI publicUrl;
    private final String apiKey;
    private final Settings settings;
    private Optional<Server> server;

    private Demo(Path directory, Sandbox sandbox, DemoShop shop, URI publicUrl, String apiKey, Settings settings) {
        this.directory = directory;
        this.sandbox = sandbox;
        this.shop = shop;
        this.publicUrl = publicUrl;
        this.apiKey = apiKey;
        this.settings = settings;
        this.server = Optional.of(new Server(settings, Clocks.wall()));
    }

    static Demo start(int port, int sandboxPort, int shopPort, int managementPort) throws IOException {
        var sandbox = Sandbox.start(SandboxSettings.defaults().onPort(sandboxPort));
        var directory = Files.createTempDirectory("freedom-checkout-demo");
        var apiKey = RandomText.base62(40);
        var webhookSecret = webhookSecret();
        var publicUrl = URI.create("http://localhost:" + port);
        var shop = DemoShop.start(new ShopSettings(
                OTHER_SITE,
                shopPort,
                publicUrl,
                apiKey,
                webhookSecret,
                sandbox.uri(),
                sandbox.settings().merchantId(),
                sandbox.settings().secretKey()));
        var environment = new HashMap<>(System.getenv());
        environment.putAll(Map.ofEntries(
                Map.entry("CHECKOUT_PUBLIC_URL", publicUrl.toString()),
                Map.entry("CHECKOUT_HOST", "localhost"),
                Map.entry("CHECKOUT_PORT", Integer.toString(port)),
                Map.entry("CHECKOUT_MANAGEMENT_PORT", Integer.toString(managementPort)),
                Map.entry("CHECKOUT_API_KEYS", apiKey),
                Map.entry("CHECKOUT_KEY", RandomText.base62(40)),
                Map.entry("CHECKOUT_DATABASE_URL", "jdbc:h2:file:" + directory.resolve("checkout")),
                Map.entry("CHECKOUT_WEBHOOK_URL", shop.uri() + "/webhook"),
                Map.entry("CHECKOUT_WEBHOOK_SECRET", webhookSecret),
                Map.entry("CHECKOUT_WEBHOOK_ALLOW_PRIVATE", "true"),
                Map.entry("FREEDOMPAY_URL", sandbox.uri().toString()),
                Map.entry("FREEDOMPAY_MERCHANT_ID", sandbox.settings().merchantId()),
                Map.entry("FREEDOMPAY_SECRET_KEY", sandbox.settings().secretKey())));
        environment.putIfAbsent("CHECKOUT_BRAND_NAME", "Базар");
        return new Demo(directory, sandbox, shop, publicUrl, apiKey, Settings.of(environment));
    }

    /** Stops the checkout, and starts it again with what it has stored. */
    void restart() {
        stop();
        server = Optional.of(new Server(settings, Clocks.wall()));
    }

    private void stop() {
        var running = server;
        server = Optional.empty();
        running.ifPresent(Server::close);
    }

    private static String webhookSecret() {
        var bytes = RandomText.base62(32).getBytes(StandardCharsets.US_ASCII);
        return "whsec_" + Base64.getEncoder().encodeToString(bytes);
    }

    URI shop() {
        return shop.uri();
    }

    String greeting() {
        return """

                Freedom Checkout demo. No real money moves.

                  Shop, begin here   %s
                  Sandbox            %s/sandbox
                  Checkout           %s
                  Merchant API       %s/api/v1/docs
                  API key            %s
                  Metrics            http://127.0.0.1:%d/metrics

                Any CVC will do (000 is always wrong). Stop with Ctrl-C.
                """.formatted(
                        shop.uri(),
                        sandbox.uri(),
                        publicUrl,
                        publicUrl,
                        apiKey,
                        server.orElseThrow().managementPort());
    }

    @Override
    public void close() {
        try (var _ = sandbox;
                var _ = shop) {
            stop();
        } finally {
            deleteFiles();
        }
    }

    private void deleteFiles() {
        try (var files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
