package org.freedomcheckout.chaos;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How the application is started: the built jar, or in a build that has none yet the same classes. */
record Launch(List<String> command) {

    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    private static final String JAR = System.getProperty("chaos.jar", "");

    /** A process that lives for a second needs no optimizing compiler. */
    private static final List<String> QUICK = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx384m");

    /** The application's {@code serve}. */
    static Launch serve() {
        var command = new ArrayList<>(List.of(JAVA));
        command.addAll(QUICK);
        command.addAll(application());
        command.add("serve");
        return new Launch(List.copyOf(command));
    }

    /**
     * The {@code serve} of a next version, as far as the database sees it.
     *
     * @param resources holds what that version has and this one has not, such as {@code db/V900__newer.sql}
     */
    static Launch newer(Path resources) {
        var command = new ArrayList<>(List.of(JAVA));
        command.addAll(QUICK);
        command.addAll(List.of(
                "-cp",
                String.join(File.pathSeparator, resources.toString(), hasJar() ? JAR : classes()),
                "org.freedomcheckout.app.Main",
                "serve"));
        return new Launch(List.copyOf(command));
    }

    /**
     * The application's {@code serve} from the package that an operator installs, with its AOT cache.
     *
     * @param directory where it is unpacked
     */
    static Launch packaged(Path directory) throws IOException, InterruptedException {
        run("tar", "-xzf", System.getProperty("chaos.package"), "-C", directory.toString());
        try (var unpacked = Files.newDirectoryStream(directory, "freedom-checkout-*")) {
            var script = unpacked.iterator().next().resolve("bin/freedom-checkout");
            var options = "CHECKOUT_JAVA_OPTIONS=-XX:TieredStopAtLevel=1";
            var home = "JAVA_HOME=" + System.getProperty("java.home");
            run("env", home, options, script.toString(), "prepare");
            return new Launch(List.of("env", home, options, script.toString(), "serve"));
        }
    }

    private static void run(String... command) throws IOException, InterruptedException {
        var code = new ProcessBuilder(command).inheritIO().start().waitFor();
        if (code != 0) {
            throw new IOException(String.join(" ", command) + " ends with " + code);
        }
    }

    private static List<String> application() {
        return hasJar() ? List.of("-jar", JAR) : List.of("-cp", classes(), "org.freedomcheckout.app.Main");
    }

    private static boolean hasJar() {
        return !JAR.isEmpty() && Files.exists(Path.of(JAR));
    }

    private static String classes() {
        return System.getProperty("java.class.path");
    }

    /** The same run by another program, such as {@code strace}. */
    Launch under(List<String> program) {
        var longer = new ArrayList<>(program);
        longer.addAll(command);
        return new Launch(List.copyOf(longer));
    }

    /**
     * Starts the process.
     *
     * @param environment settings by their names
     * @param log what it says is added there
     */
    Process start(Map<String, String> environment, Path log) {
        var builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.startsWith("CHECKOUT_") || name.startsWith("FREEDOMPAY_"));
        builder.environment().putAll(environment);
        builder.redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
