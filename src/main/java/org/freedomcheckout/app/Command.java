package org.freedomcheckout.app;

import java.util.List;
import org.apache.commons.cli.Option;

/**
 * A command of the command line.
 *
 * @param name one word, or two where it belongs to another command: {@code webhooks list}
 * @param description a sentence for the help; empty if the help leaves the command out
 * @param operands what follows the options, as the help writes it: empty for nothing, {@code ID} for one, {@code ID...} for
 *     one or more
 * @param options those that only this command has, in the order of the help
 */
record Command(String name, String description, String operands, List<Option> options, Action action) {

    /** {@code --config}, where settings are read. */
    static final Option CONFIG = option("config", "FILE", "Settings as a properties file.");

    Command {
        options = List.copyOf(options);
    }

    /** Without operands. */
    Command(String name, String description, Action action, Option... options) {
        this(name, description, "", List.of(options), action);
    }

    /** What a command does. */
    @FunctionalInterface
    interface Action {
        /**
         * Does it.
         *
         * @return the exit code
         * @throws UsageException if an argument cannot be understood
         * @throws SettingsException if a setting is missing or wrong
         * @throws Exception if it cannot be done
         */
        int run(Arguments arguments) throws Exception;
    }

    /** An option with a value, by its long name only. */
    static Option option(String name, String value, String description) {
        return Option.builder()
                .longOpt(name)
                .hasArg()
                .argName(value)
                .desc(description)
                .get();
    }
}
