package org.freedomcheckout.app;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.cli.Option;

/** What {@code --help} says, and who has typed something wrong reads. */
final class Help {

    private final List<Command> commands;

    /**
     * Of these commands.
     *
     * @param commands in the order in which they are listed
     */
    Help(List<Command> commands) {
        this.commands = commands;
    }

    /** About all of them. */
    String text(List<Option> options) {
        return text("freedom-checkout", "A self-hosted checkout for Freedom Pay.", "", options, "");
    }

    /** About one, and those that belong to it. */
    String text(Command command, List<Option> options) {
        return text(
                "freedom-checkout " + command.name(),
                command.description(),
                command.operands(),
                options,
                command.name() + " ");
    }

    private String text(String line, String description, String operands, List<Option> options, String parent) {
        var explained = new LinkedHashMap<String, String>();
        options.forEach(option -> explained.put(name(option), option.getDescription()));
        var listed = new LinkedHashMap<String, String>();
        commands.stream()
                .filter(command ->
                        !command.description().isEmpty() && command.name().startsWith(parent))
                .filter(command -> command.name().indexOf(' ', parent.length()) < 0)
                .forEach(command -> listed.put(command.name().substring(parent.length()), command.description()));
        return "Usage: " + line + (listed.isEmpty() ? "" : " [COMMAND]") + " [OPTIONS]"
                + (operands.isEmpty() ? "" : " " + operands) + "\n" + description + "\n"
                + table("Commands", listed) + table("Options", explained);
    }

    private static String name(Option option) {
        return (option.getOpt() == null ? "    " : "-" + option.getOpt() + ", ")
                + "--" + option.getLongOpt()
                + (option.hasArg() ? " " + option.getArgName() : "");
    }

    private static String table(String title, Map<String, String> rows) {
        if (rows.isEmpty()) {
            return "";
        }
        var width = rows.keySet().stream().mapToInt(String::length).max().orElse(0);
        var table = new StringBuilder("\n" + title + ":\n");
        rows.forEach((name, text) -> table.append("  ")
                .append(name)
                .repeat(' ', width - name.length() + 2)
                .append(text)
                .append('\n'));
        return table.toString();
    }
}
