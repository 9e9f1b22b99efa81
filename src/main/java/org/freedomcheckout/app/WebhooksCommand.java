package org.freedomcheckout.app;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code freedom-checkout webhooks}: asks the running server, whose database no second process may open. */
final class WebhooksCommand {

    /** {@code webhooks}, and what there is to do with them. */
    static final List<Command> COMMANDS = List.of(
            new Command(
                    "webhooks",
                    "Lists, shows and resends webhooks of the running server.",
                    WebhooksCommand::list,
                    Command.CONFIG),
            new Command(
                    "webhooks list",
                    "The newest webhooks, the newest first.",
                    WebhooksCommand::list,
                    Command.CONFIG,
                    Command.option("state", "STATE", "Only pending, delivered or dead ones."),
                    Command.option("limit", "N", "At most so many. Default: 20")),
            new Command(
                    "webhooks show", "A webhook with its body.", "ID", List.of(Command.CONFIG), WebhooksCommand::show),
            new Command(
                    "webhooks resend",
                    "Sends webhooks again, delivered and dead ones too.",
                    "ID...",
                    List.of(Command.CONFIG),
                    WebhooksCommand::resend));

    private WebhooksCommand() {}

    /** What to do with an answer. */
    @FunctionalInterface
    private interface Printer {
        void print(JsonNode node);
    }

    /** Without its options, as plain {@code webhooks} has none, the twenty newest. */
    private static int list(Arguments arguments) {
        var query = "?limit=" + arguments.number("limit").orElse(20)
                + arguments.text("state").map(state -> "&state=" + state).orElse("");
        return send(
                arguments.settings().read(),
                "GET",
                query,
                node -> node.get("data").forEach(WebhooksCommand::printLine));
    }

    private static int show(Arguments arguments) {
        return send(
                arguments.settings().read(),
                "GET",
                "/" + arguments.operands().getFirst(),
                node -> System.out.println(
                        JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(node)));
    }

    private static int resend(Arguments arguments) {
        var settings = arguments.settings().read();
        var worst = 0;
        for (var id : arguments.operands()) {
            worst = Math.max(worst, send(settings, "POST", "/" + id, WebhooksCommand::printLine));
        }
        return worst;
    }

    private static void printLine(JsonNode webhook) {
        System.out.printf(
                "%-26s  %-20s  %-25s  %-9s  tries %-3d  %s%n",
                webhook.get("id").asString(),
                webhook.get("type").asString(),
                webhook.get("checkout_id").asString(),
                webhook.get("state").asString(),
                webhook.get("tries").asInt(),
                webhook.get("last_answer").asString(""));
    }

    private static int send(Settings settings, String method, String rest, Printer printer) {
        var answer = ManagementClient.of(settings).send(method, "/webhooks" + rest);
        switch (answer.status()) {
            case 200 -> printer.print(JsonMapper.shared().readTree(answer.body()));
            case 0 -> System.err.println("The server's management listener cannot be reached: " + answer.body());
            case 404 -> System.err.println("There is no such webhook.");
            default -> System.err.println(answer.body().strip());
        }
        return answer.status() == 200 ? 0 : 1;
    }
}
