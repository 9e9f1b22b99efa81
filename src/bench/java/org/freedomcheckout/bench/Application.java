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
    private final int managementPort;
    private final Duration firstPage;

    private Application(Child child, int managementPort, Duration firstPage) {
        this.child = child;
        this.managementPort = managementPort;
        this.firstPage = firstPage;
    }

    /** Calls to Freedom Pay so far, as the application itself has timed them. */
    record Calls(double seconds, double count) {

        /** Of one call since then. */
        double meanMillisSince(Calls before) {
            return (seconds - before.seconds) / (count - before.count) * 1000;
        }
    }

    /**
     * Starts it.
     *
     * @param directory where the package was unpacked
     */
    static Application start(Path directory, String database, int gatewayPort) throws IOException {
        var port = Child.freePort();
        var managementPort = Child.freePort();
        var environment = Map.ofEntries(
                Map.entry("JAVA_HOME", System.getProperty("java.home")),
                Map.entry("CHECKOUT_PUBLIC_URL", "http://localhost:" + port),
                Map.entry("CHECKOUT_HOST", "127.0.0.1"),
                Map.entry("CHECKOUT_PORT", Integer.toString(port)),
                Map.entry("CHECKOUT_MANAGEMENT_PORT", Integer.toString(managementPort)),
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
        return new Application(child, managementPort, firstPage);
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

    Calls calls() throws IOException {
        try (var wire = new Wire(managementPort)) {
            var metrics = wire.send(Wire.get("/metrics")).body();
            return new Calls(sum(metrics, "gateway_calls_seconds_sum"), sum(metrics, "gateway_calls_seconds_count"));
        }
    }

    private static double sum(String metrics, String name) {
        return metrics.lines()
                .filter(line -> line.startsWith(name + "{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    @Override
    public void close() throws IOException {
        child.close();
    }
}
