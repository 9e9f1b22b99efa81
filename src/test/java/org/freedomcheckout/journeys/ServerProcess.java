package org.freedomcheckout.journeys;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.freedomcheckout.testkit.Eventually;
import org.freedomcheckout.testkit.Http;
import org.freedomcheckout.testkit.RunningCheckout;

/** {@code serve} as a process of its own, which can be killed; it uses the sandbox of a {@link RunningCheckout}. */
final class ServerProcess implements AutoCloseable {

    /** A busy machine takes its time to start a process. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** A process that lives for a second needs no optimizing compiler. */
    private static final List<String> QUICK = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    private final Map<String, String> settings = new HashMap<>();
    private final List<String> options;
    private final File log;
    private final int port;
    private Process process;

    /**
     * Not started yet.
     *
     * @param key the API key, and {@code CHECKOUT_KEY}
     * @param options of the JVM
     */
    ServerProcess(RunningCheckout sandbox, String key, String database, Path log, String... options) {
        this.options = List.of(options);
        this.log = log.toFile();
        this.port = freePort();
        with("CHECKOUT_PUBLIC_URL", "http://localhost:" + port);
        with("CHECKOUT_HOST", "localhost");
        with("CHECKOUT_PORT", Integer.toString(port));
        with("CHECKOUT_MANAGEMENT_PORT", "0");
        with("CHECKOUT_API_KEYS", key);
        with("CHECKOUT_KEY", key);
        with("CHECKOUT_DATABASE_URL", database);
        with("FREEDOMPAY_URL", sandbox.sandboxUrl().toString());
        with("FREEDOMPAY_MERCHANT_ID", "570001");
        with("FREEDOMPAY_SECRET_KEY", sandbox.secretKey());
    }

    ServerProcess with(String name, String value) {
        settings.put(name, value);
        return this;
    }

    /** Starts, and waits until it answers. */
    ServerProcess start() throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var builder = new ProcessBuilder(java);
        builder.command().addAll(QUICK);
        builder.command().addAll(options);
        builder.command()
                .addAll(List.of("-cp", System.getProperty("java.class.path"), "org.freedomcheckout.app.Main", "serve"));
        builder.environment().putAll(settings);
        process = builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                .start();
        if (!Eventually.look(this::answers, Boolean::booleanValue, PATIENCE)) {
            kill();
            throw new IllegalStateException("does not start");
        }
        return this;
    }

    String url() {
        return "http://localhost:" + port;
    }

    /** Ends it at once, as a power cut would. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** Tells it to stop; the exit code, or -1 if it goes on for half a minute. */
    int stop() throws InterruptedException {
        process.destroy();
        return process.waitFor(30, TimeUnit.SECONDS) ? process.exitValue() : -1;
    }

    private boolean answers() {
        try {
            return Http.get(url() + "/nowhere").statusCode() == 404;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        kill();
    }
}
