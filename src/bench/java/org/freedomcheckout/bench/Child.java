package org.freedomcheckout.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** A process of the bench's own, which answers on a port. */
final class Child implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Process process;
    private final Path log;
    private final int port;
    private final long began = System.nanoTime();

    private Child(Process process, Path log, int port) {
        this.process = process;
        this.log = log;
        this.port = port;
    }

    static Child start(List<String> command, Map<String, String> environment, int port, Path directory)
            throws IOException {
        var log = Files.createTempFile(directory, "child", ".log");
        var builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        return new Child(builder.start(), log, port);
    }

    /** A class of the bench, on the bench's own class path. */
    static Child ofClass(Class<?> main, String heap, int port, Path directory, String... arguments) throws IOException {
        var command = new ArrayList<>(List.of(
                java(),
                "-Xmx" + heap,
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(arguments));
        var child = start(command, Map.of(), port, directory);
        child.answer("/counts", any -> true);
        return child;
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** Waits for an answer that will do; how long that took since the process began. */
    Duration answer(String path, Predicate<Wire.Reply> good) throws IOException {
        while (System.nanoTime() - began < PATIENCE.toNanos()) {
            try (var wire = new Wire(port)) {
                if (good.test(wire.send(Wire.get(path)))) {
                    return Duration.ofNanos(System.nanoTime() - began);
                }
            } catch (IOException e) {
                // Not yet.
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
            }
        }
        throw new IOException("no answer: " + Files.readString(log));
    }

    ProcessHandle process() {
        return process.toHandle();
    }

    int port() {
        return port;
    }

    long residentMegabytes() throws IOException {
        if (!process.isAlive()) {
            throw new IOException("ended with " + process.exitValue() + ": " + Files.readString(log));
        }
        try (var lines = Files.lines(Path.of("/proc/" + process.pid() + "/status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                            .findFirst()
                            .orElse(0)
                    / 1024;
        }
    }

    /** How often a line with this text was logged. */
    long logged(String text) throws IOException {
        try (var lines = Files.lines(log)) {
            return lines.filter(line -> line.contains(text)).count();
        }
    }

    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(40, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
