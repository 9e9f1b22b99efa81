package org.freedomcheckout.chaos;

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

    /** The built jar, if the build has come so far. */
    static boolean isBuilt() {
        return !jar().isEmpty() && Files.exists(Path.of(jar()));
    }

    private static String jar() {
        return System.getProperty("chaos.jar", "");
    }

    private static List<String> application() {
        return isBuilt()
                ? List.of("-jar", jar())
                : List.of("-cp", System.getProperty("java.class.path"), "org.freedomcheckout.app.Main");
    }

    /** The same with another argument for the virtual machine. */
    Launch with(String option) {
        var longer = new ArrayList<>(command);
        longer.add(1, option);
        return new Launch(List.copyOf(longer));
    }

    /**
     * The same with what a first run has found out about the classes, so that it starts sooner; needs the jar.
     *
     * @param directory for that knowledge
     */
    Launch prepared(Path directory) {
        if (!isBuilt()) {
            return this;
        }
        var archive = directory.resolve("checkout.jsa");
        return with("-XX:SharedArchiveFile=" + archive).with("-XX:+AutoCreateSharedArchive");
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
