package org.freedomcheckout.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.freedomcheckout.sandbox.Json;
import org.freedomcheckout.testkit.Http;

/** One instance of the application, a process that can be killed, paused and started again. */
final class Instance implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration LOOK = Duration.ofMillis(10);

    private final Launch launch;
    private final Map<String, String> settings;
    private final int port = Ports.free();
    private final int management = Ports.free();
    private final Path log;
    private volatile Process process;

    /**
     * Starts it.
     *
     * @param shared settings that are not about this instance alone
     * @param log what it says
     */
    Instance(Launch launch, Map<String, String> shared, Path log) {
        this.launch = launch;
        this.log = log;
        this.settings = new HashMap<>(shared);
        settings.put("CHECKOUT_HOST", "127.0.0.1");
        settings.put("CHECKOUT_PORT", Integer.toString(port));
        settings.put("CHECKOUT_MANAGEMENT_PORT", Integer.toString(management));
        this.process = launch.start(settings, log);
    }

    /** Where shoppers and merchants reach it. */
    InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    /** Its base address, past every proxy. */
    String url() {
        return "http://127.0.0.1:" + port;
    }

    long pid() {
        return process.pid();
    }

    /** Starts it again, after {@link #kill} or {@link #stop}. */
    void start() {
        process = launch.start(settings, log);
    }

    /** Whether it says that it is ready. */
    boolean isReady() {
        try {
            return Http.get("http://127.0.0.1:" + management + "/health/ready").statusCode() == 200;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    /** Fails if the chain of timeline entries is broken. */
    void checkTimeline() {
        var answer = Http.to("http://127.0.0.1:" + management + "/timeline")
                .header("Authorization", "Bearer " + settings.get("CHECKOUT_API_KEYS"))
                .get();
        if (answer.statusCode() != 200 || Json.readObject(answer.body()).get("broken") != null) {
            throw new AssertionError("timeline: " + answer.body());
        }
    }

    /** Waits until it is; fails if it has ended by itself instead. */
    void awaitReady() {
        if (!becomesReady()) {
            throw new AssertionError("ended: " + lastWords());
        }
    }

    /** Waits until it is ready; false if it has ended by itself instead. */
    boolean becomesReady() {
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (!isReady()) {
            if (!process.isAlive()) {
                return false;
            }
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("not ready: " + lastWords());
            }
            LockSupport.parkNanos(LOOK.toNanos());
        }
        return true;
    }

    private String lastWords() {
        try {
            var lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code kill -9}; what was started under another program too. */
    void kill() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        end(process.destroyForcibly());
    }

    /** SIGTERM. */
    void stop() {
        process.destroy();
        end(process);
    }

    private void end(Process ending) {
        try {
            if (!ending.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("does not end: " + log);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** SIGSTOP: it stands still and knows nothing of it. */
    void pause() {
        signal("STOP");
    }

    /** SIGCONT. */
    void resume() {
        signal("CONT");
    }

    /** No file may be written behind so many bytes any more, as on a full disk. */
    void limitFiles(long bytes) {
        run("prlimit", "--pid=" + pid(), "--fsize=" + bytes);
    }

    private void signal(String name) {
        run("kill", "-" + name, Long.toString(pid()));
    }

    private void run(String... command) {
        try {
            var tool = new ProcessBuilder(command).inheritIO().start();
            end(tool);
            if (tool.exitValue() != 0) {
                throw new AssertionError(String.join(" ", command) + " ends with " + tool.exitValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        kill();
    }
}
