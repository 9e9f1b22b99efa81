package org.freedomcheckout.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.freedomcheckout.testkit.Eventually;
import org.freedomcheckout.testkit.Http;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The package as an operator gets it: unpacked, prepared and started. */
@Execution(ExecutionMode.SAME_THREAD)
class PackageIT {

    private static final long MAX_BYTES = 30_000_000;
    private static final String KEY = "package-test-key-package-test-key-package";

    @TempDir
    private static Path directory;

    private static Path home;

    private record Ended(int code, String output) {}

    @BeforeAll
    static void unpack() throws Exception {
        var packed = Path.of(System.getProperty("package.file"));
        assertThat(run(Map.of(), "tar", "-xzf", packed.toString()).code()).isZero();
        try (var unpacked = Files.list(directory)) {
            home = unpacked.filter(Files::isDirectory).findFirst().orElseThrow();
        }
    }

    @Test
    void itIsLight() throws IOException {
        assertThat(Files.size(Path.of(System.getProperty("package.file")))).isLessThanOrEqualTo(MAX_BYTES);
    }

    @Test
    void aLinkToTheScriptStartsIt() throws Exception {
        var link = Files.createSymbolicLink(directory.resolve("checkout"), script());
        var version = run(Map.of(), link.toString(), "--version");
        assertThat(version.code()).isZero();
        assertThat(home.getFileName().toString())
                .endsWith(version.output().strip().replaceFirst(".* ", ""));
    }

    @Test
    void aMissingJavaIsTold() throws Exception {
        var started = run(Map.of("JAVA_HOME", directory.toString()), script().toString(), "serve");
        assertThat(started.code()).isEqualTo(2);
        assertThat(started.output()).contains("JAVA_HOME");
    }

    @Test
    void preparedOrNotItServes() throws Exception {
        var cache = Files.createDirectory(directory.resolve("cache"));
        var environment = Map.of("CACHE_DIRECTORY", cache.toString());
        assertThat(run(environment, script().toString(), "prepare").code()).isZero();
        var prepared = only(cache);
        assertThat(Files.size(prepared)).isPositive();
        assertThat(servesAPage(environment)).contains("<html");
        assertThat(only(cache)).isEqualTo(prepared);

        // As after a repair of the disk, or of Java's own files.
        Files.writeString(prepared, "This is no cache.");
        assertThat(servesAPage(environment)).contains("<html");
    }

    /** What a browser gets that follows an unknown link. */
    private static String servesAPage(Map<String, String> settings) throws Exception {
        var port = freePort();
        var builder = command(settings, script().toString(), "serve");
        builder.environment()
                .putAll(Map.of(
                        "CHECKOUT_PUBLIC_URL",
                        "http://localhost:" + port,
                        "CHECKOUT_HOST",
                        "localhost",
                        "CHECKOUT_PORT",
                        Integer.toString(port),
                        "CHECKOUT_MANAGEMENT_PORT",
                        "0",
                        "CHECKOUT_API_KEYS",
                        KEY,
                        "CHECKOUT_KEY",
                        KEY,
                        "FREEDOMPAY_MERCHANT_ID",
                        "570001",
                        "FREEDOMPAY_SECRET_KEY",
                        KEY));
        var log = directory.resolve("log");
        var server = builder.redirectOutput(log.toFile()).start();
        try {
            return Eventually.look(() -> page("http://localhost:" + port + "/pay/unknown"), page -> !page.isEmpty());
        } finally {
            server.destroy();
            assertThat(server.waitFor(30, TimeUnit.SECONDS)).isTrue();
            // As the jar says that it is to be, and not as the logging library would have it by itself.
            assertThat(Files.readString(log))
                    .containsPattern("(?m)^[0-9T:.-]+Z INFO  o\\.f\\.app\\.Server Listening on port " + port)
                    .doesNotContain(" DEBUG ");
        }
    }

    private static String page(String url) {
        try {
            return Http.get(url).body();
        } catch (UncheckedIOException e) {
            return "";
        }
    }

    @Test
    void memoryIsWrittenNowhere() throws Exception {
        var flags = run(Map.of("CHECKOUT_JAVA_OPTIONS", "-XX:+PrintFlagsFinal"), script().toString(), "--version");
        assertThat(flags.output())
                .containsPattern("\\bHeapDumpOnOutOfMemoryError += false\\b")
                .containsPattern("\\bHeapDumpBeforeFullGC += false\\b")
                .containsPattern("\\bHeapDumpAfterFullGC += false\\b")
                .containsPattern("\\bCreateCoredumpOnCrash += false\\b");
        assertThat(Files.readString(home.resolve("conf/freedom-checkout.service")))
                .contains("\nLimitCORE=0\n");
    }

    @Test
    void systemdUnderstandsTheUnit() throws Exception {
        var unit = Files.readString(home.resolve("conf/freedom-checkout.service"));
        assertThat(unit).contains("\nExecStart=/opt/freedom-checkout/bin/freedom-checkout serve");
        assumeThat(Path.of("/usr/bin/systemd-analyze")).isExecutable();
        var here = directory.resolve("freedom-checkout.service");
        Files.writeString(here, unit.replace("/opt/freedom-checkout", home.toString()));
        var verified = run(Map.of(), "systemd-analyze", "verify", "--man=no", here.toString());
        // Of other units on this machine it may say what it likes.
        assertThat(verified.output().lines()).noneMatch(line -> line.contains("freedom-checkout.service"));
    }

    @Test
    void theContainerRecipeCopiesWhatThereIs() throws IOException {
        var known =
                Set.of("FROM", "COPY", "RUN", "USER", "WORKDIR", "VOLUME", "EXPOSE", "STOPSIGNAL", "ENTRYPOINT", "CMD");
        var instructions = Files.readAllLines(home.resolve("conf/Containerfile")).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> List.of(line.split(" +")))
                .toList();
        assertThat(instructions).extracting(List::getFirst).isSubsetOf(known).startsWith("FROM");
        assertThat(instructions)
                .filteredOn(words -> words.getFirst().equals("COPY"))
                .isNotEmpty()
                .allSatisfy(words -> assertThat(home.resolve(words.get(1))).exists());
        assertThat(instructions)
                .filteredOn(words -> words.getFirst().equals("USER"))
                .singleElement()
                .satisfies(words -> assertThat(words.get(1)).doesNotStartWith("0"));
    }

    private static Path script() {
        return home.resolve("bin/freedom-checkout");
    }

    private static Path only(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            var found = files.toList();
            assertThat(found).hasSize(1);
            return found.getFirst();
        }
    }

    private static ProcessBuilder command(Map<String, String> environment, String... words) {
        var builder = new ProcessBuilder(new ArrayList<>(List.of(words)))
                .directory(directory.toFile())
                .redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().putAll(environment);
        return builder;
    }

    private static Ended run(Map<String, String> environment, String... words)
            throws IOException, InterruptedException {
        var process = command(environment, words).start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), output);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getByName("localhost"))) {
            return socket.getLocalPort();
        }
    }
}
