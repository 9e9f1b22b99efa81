package org.freedomcheckout.app;

import java.nio.file.Path;
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
        versionProvider = Version.class,
        subcommands = {
            ServeCommand.class,
            DemoCommand.class,
            SandboxCommand.class,
            WebhooksCommand.class,
            BackupCommand.class,
            PreviewCommand.class,
            DoctorCommand.class,
            RehearseCommand.class
        })
public final class Main implements Runnable {

    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    private Main() {}

    /** Exit codes: 0, 1 if a check of {@code doctor} failed, 2 for wrong arguments or settings. */
    public static void main(String[] args) {
        Logs.join();
        System.exit(line().execute(args));
    }

    static CommandLine line() {
        return new CommandLine(new Main()).setExecutionExceptionHandler((e, _, _) -> {
            if (e instanceof SettingsException settings) {
                settings.problems().forEach(System.err::println);
                return CommandLine.ExitCode.USAGE;
            }
            throw e;
        });
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
