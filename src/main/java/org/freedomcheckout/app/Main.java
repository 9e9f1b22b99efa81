package org.freedomcheckout.app;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The command line, {@code freedom-checkout}. */
@Command(
        name = "freedom-checkout",
        description = "A self-hosted checkout for Freedom Pay.",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        versionProvider = Version.class)
public final class Main implements Runnable {

    private static final Map<String, Class<?>> COMMANDS = commands();

    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    private Main() {}

    /** Exit codes: 0, 1 if a check of {@code doctor} failed, 2 for wrong arguments or settings. */
    public static void main(String[] args) {
        Logs.join();
        System.exit(execute(args));
    }

    /** In the order of the help. */
    private static Map<String, Class<?>> commands() {
        var commands = new LinkedHashMap<String, Class<?>>();
        commands.put("serve", ServeCommand.class);
        commands.put("demo", DemoCommand.class);
        commands.put("sandbox", SandboxCommand.class);
        commands.put("webhooks", WebhooksCommand.class);
        commands.put("backup", BackupCommand.class);
        commands.put("preview", PreviewCommand.class);
        commands.put("doctor", DoctorCommand.class);
        commands.put("rehearse", RehearseCommand.class);
        return commands;
    }

    /** Does what a command line says; returns the exit code. */
    static int execute(String... args) {
        var line = new CommandLine(new Main());
        if (args.length > 0 && COMMANDS.containsKey(args[0])) {
            // Each command that is described, by the annotations of its class, makes the start longer.
            line.addSubcommand(args[0], COMMANDS.get(args[0]));
        } else {
            COMMANDS.forEach(line::addSubcommand);
        }
        line.setExecutionExceptionHandler((e, _, _) -> {
            if (e instanceof SettingsException settings) {
                settings.problems().forEach(System.err::println);
                return CommandLine.ExitCode.USAGE;
            }
            throw e;
        });
        return line.execute(args);
    }

    /** What happened and its cause, in a line: a taken port and a locked database need no stack trace. */
    static String reason(Throwable e) {
        var root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        var said = Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName());
        return e.getCause() == null ? said : said + ": " + root.getMessage();
    }

    @Override
    public void run() {
        if (spec != null) {
            spec.commandLine().usage(System.out);
        }
    }

    /** {@code --config}, where settings are read. */
    static final class Config {

        @Option(names = "--config", paramLabel = "FILE", description = "Settings as a properties file.")
        private @Nullable Path file;

        Settings read() {
            return reader().read();
        }

        SettingsReader reader() {
            return new SettingsReader(Setting.from(System.getenv(), Optional.ofNullable(file)));
        }
    }
}
