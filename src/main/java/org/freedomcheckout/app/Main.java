package org.freedomcheckout.app;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.cli.Option;
import org.slf4j.LoggerFactory;

/** The command line, {@code freedom-checkout}. */
public final class Main {

    /** In the order of the help. */
    private static final List<Command> COMMANDS = Stream.of(
                    List.of(ServeCommand.COMMAND, DemoCommand.COMMAND, SandboxCommand.COMMAND),
                    WebhooksCommand.COMMANDS,
                    List.of(
                            BackupCommand.COMMAND,
                            PreviewCommand.COMMAND,
                            DoctorCommand.COMMAND,
                            RehearseCommand.COMMAND))
            .flatMap(List::stream)
            .toList();

    private static final Option HELP = new Option("h", "help", false, "Says this.");
    private static final Option VERSION = new Option("V", "version", false, "Says which version this is.");

    private Main() {}

    /** Exit codes: 0, 1 if a check of {@code doctor} or another command failed, 2 for wrong arguments or settings. */
    public static void main(String[] args) {
        var code = 1;
        try {
            Logs.join();
            Watchdog.start();
            code = execute(args);
        } catch (Error e) {
            System.err.println("The installation is broken: " + e);
        } finally {
            // Whatever is broken, no process stays that does nothing: threads that were started would keep it.
            System.exit(code);
        }
    }

    /** Does what a command line says; returns the exit code. */
    static int execute(String... words) {
        var command = command(List.of(words));
        try {
            return execute(command, List.of(words));
        } catch (UsageException e) {
            System.err.println(e.getMessage());
            System.err.print(help(command));
            return 2;
        } catch (SettingsException e) {
            e.problems().forEach(System.err::println);
            return 2;
        } catch (Exception e) {
            LoggerFactory.getLogger(Main.class).error("It cannot be done", e);
            return 1;
        }
    }

    private static int execute(Optional<Command> command, List<String> words) throws Exception {
        if (command.isEmpty() && !words.isEmpty() && !words.getFirst().startsWith("-")) {
            throw new UsageException("There is no command " + words.getFirst());
        }
        var named = command.map(Main::length).orElse(0);
        var arguments = Arguments.read(options(command), words.subList(named, words.size()));
        if (arguments.has(VERSION.getLongOpt())) {
            System.out.println("freedom-checkout " + Version.text());
            return 0;
        }
        if (command.isEmpty() || arguments.has(HELP.getLongOpt())) {
            System.out.print(help(command));
            return 0;
        }
        checkOperands(command.get(), arguments.operands());
        return command.get().action().run(arguments);
    }

    /** The one with the longest name that the words begin with. */
    private static Optional<Command> command(List<String> words) {
        return COMMANDS.stream()
                .filter(command -> words.size() >= length(command)
                        && words.subList(0, length(command)).equals(words(command)))
                .max(Comparator.comparingInt(Main::length));
    }

    private static List<String> words(Command command) {
        return List.of(command.name().split(" ", -1));
    }

    /** Of a command's name, in words. */
    private static int length(Command command) {
        return words(command).size();
    }

    private static List<Option> options(Optional<Command> command) {
        var options = new ArrayList<Option>();
        command.ifPresent(of -> options.addAll(of.options()));
        options.addAll(List.of(HELP, VERSION));
        return options;
    }

    private static String help(Optional<Command> command) {
        var help = new Help(COMMANDS);
        return command.map(of -> help.text(of, options(command))).orElseGet(() -> help.text(options(command)));
    }

    private static void checkOperands(Command command, List<String> operands) {
        var wanted = command.operands();
        if (operands.isEmpty() && !wanted.isEmpty()) {
            throw new UsageException("Missing: " + wanted);
        }
        var most = wanted.isEmpty() ? 0 : wanted.endsWith("...") ? Integer.MAX_VALUE : 1;
        if (operands.size() > most) {
            throw new UsageException("Not understood: " + operands.get(most));
        }
    }

    /** What happened and its cause, in a line. */
    static String reason(Throwable e) {
        var root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        var said = Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName());
        return e.getCause() == null ? said : said + ": " + root.getMessage();
    }
}
