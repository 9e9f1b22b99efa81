package org.freedomcheckout.app;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.DefaultParser;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.apache.commons.cli.ParseException;

/** What follows the name of a command. */
final class Arguments {

    private final CommandLine line;

    private Arguments(CommandLine line) {
        this.line = line;
    }

    /**
     * Reads what there may be.
     *
     * @throws UsageException if there is an option that is none of these, or one without its value
     */
    static Arguments read(List<Option> options, List<String> words) {
        var known = new Options();
        options.forEach(known::addOption);
        // It keeps what it reads, so there is one for each time.
        var parser = DefaultParser.builder()
                .setAllowPartialMatching(false)
                .setStripLeadingAndTrailingQuotes(false)
                .get();
        try {
            return new Arguments(parser.parse(known, words.toArray(String[]::new)));
        } catch (ParseException e) {
            throw new UsageException(Main.reason(e));
        }
    }

    boolean has(String option) {
        return line.hasOption(option);
    }

    /**
     * A value.
     *
     * @throws UsageException if there are several
     */
    Optional<String> text(String option) {
        var values = line.getOptionValues(option);
        if (values != null && values.length > 1) {
            throw new UsageException("--" + option + " may stand once only");
        }
        return Optional.ofNullable(line.getOptionValue(option));
    }

    /**
     * A number.
     *
     * @throws UsageException if it is none, or there are several
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
     * @throws UsageException if that is no path, or there are several
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
