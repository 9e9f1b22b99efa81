package org.freedomcheckout.app;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.DefaultParser;
import org.apache.commons.cli.Options;
import org.apache.commons.cli.ParseException;

/** What follows the name of a command. */
final class Arguments {

    private static final DefaultParser PARSER =
            DefaultParser.builder().setAllowPartialMatching(false).get();

    private final CommandLine line;

    private Arguments(CommandLine line) {
        this.line = line;
    }

    /**
     * Reads what there may be.
     *
     * @throws UsageException if there is an option that is none of these, or one without its value
     */
    static Arguments read(Options options, List<String> words) {
        try {
            return new Arguments(PARSER.parse(options, words.toArray(String[]::new)));
        } catch (ParseException e) {
            throw new UsageException(Main.reason(e));
        }
    }

    boolean has(String option) {
        return line.hasOption(option);
    }

    Optional<String> text(String option) {
        return Optional.ofNullable(line.getOptionValue(option));
    }

    /**
     * A number.
     *
     * @throws UsageException if it is none
     */
    Optional<Integer> number(String option) {
        try {
            return text(option).map(Integer::valueOf);
        } catch (NumberFormatException e) {
            throw new UsageException("--" + option + " must be a number");
        }
    }

    /** What is not an option. */
    List<String> operands() {
        return line.getArgList();
    }

    /**
     * The settings of the environment and of {@code --config}.
     *
     * @throws UsageException if that is no path
     */
    SettingsReader settings() {
        try {
            return new SettingsReader(Setting.from(
                    System.getenv(), text(Command.CONFIG.getLongOpt()).map(Path::of)));
        } catch (InvalidPathException e) {
            throw new UsageException("--config must be a file");
        }
    }
}
