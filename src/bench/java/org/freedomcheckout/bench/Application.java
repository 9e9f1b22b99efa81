package org.freedomcheckout.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The built package, started by its own script. */
final class Application implements AutoCloseable {

    private static final String SECRET = "bench-key-bench-key-bench-key-bench-key";

    private final Child child;
    private final Duration firstPage;

    private Application(Child child, Duration firstPage) {
        this.child = child;
        this.firstPage = firstPage;
    }

    /**
     * Starts it.
     *
     * @param directory where the package was unpacked
     */
    static Application start(Path directory, String database, int gatewayPort) throws IOException {
        var port = Child.freePort();
        var environment = Map.ofEntries(
                Map.entry("JAVA_HOME", System.getProperty("java.home")),
                Map.entry("CHECKOUT_PUBLIC_URL", "http://localhost:" + port),
                Map.entry("CHECKOUT_HOST", "127.0.0.1"),
                Map.entry("CHECKOUT_PORT", Integer.toString(port)),
                Map.entry("CHECKOUT_MANAGEMENT_PORT", "0"),
                Map.entry("CHECKOUT_API_KEYS", Shoppers.KEY),
                Map.entry("CHECKOUT_KEY", SECRET),
                Map.entry("CHECKOUT_RATE_LIMIT", "off"),
                Map.entry("CHECKOUT_DATABASE_URL", database),
                Map.entry("CHECKOUT_WEBHOOK_URL", "http://127.0.0.1:" + gatewayPort + "/webhook"),
                Map.entry("CHECKOUT_WEBHOOK_SECRET", "whsec_YmVuY2gtd2ViaG9vay1zZWNyZXQtYmVuY2g="),
                Map.entry("CHECKOUT_WEBHOOK_ALLOW_PRIVATE", "true"),
                Map.entry("FREEDOMPAY_MAX_CALLS", "10000"),
                Map.entry("FREEDOMPAY_RESPONSE_TIMEOUT", "PT" + (Bench.SLOW + 30) + "S"),
                Map.entry("FREEDOMPAY_URL", "http://127.0.0.1:" + gatewayPort),
                Map.entry("FREEDOMPAY_MERCHANT_ID", "570001"),
                Map.entry("FREEDOMPAY_SECRET_KEY", GatewayStub.SECRET));
        var script = directory.resolve("bin/freedom-checkout").toString();
        var child = Child.start(List.of(script, "serve"), environment, port, directory);
        // Unknown, but a whole page, drawn like the others.
        var firstPage =
                child.answer("/pay/" + "x".repeat(43), reply -> reply.body().contains("<html"));
        return new Application(child, firstPage);
    }

    Duration firstPage() {
        return firstPage;
    }

    int port() {
        return child.port();
    }

    Child child() {
        return child;
    }

    @Override
    public void close() throws IOException {
        child.close();
    }
}
