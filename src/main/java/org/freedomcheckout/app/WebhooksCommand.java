package org.freedomcheckout.app;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code freedom-checkout webhooks}: asks the running server, whose database no second process may open. */
@Command(
        description = "Lists, shows and resends webhooks of the running server.",
        subcommands = {WebhooksCommand.ListThem.class, WebhooksCommand.Show.class, WebhooksCommand.Resend.class})
final class WebhooksCommand implements Callable<Integer> {

    private static final JsonMapper JSON = JsonMapper.shared();

    @Mixin
    private final Main.Config config = new Main.Config();

    @Override
    public Integer call() {
        return list(config, "", 20);
    }

    /** {@code webhooks list}. */
    @Command(name = "list", description = "The newest webhooks, the newest first.")
    static final class ListThem implements Callable<Integer> {

        @Mixin
        private final Main.Config config = new Main.Config();

        @Option(names = "--state", paramLabel = "STATE", description = "Only pending, delivered or dead ones.")
        private String state = "";

        @Option(names = "--limit", paramLabel = "N", defaultValue = "20", description = "At most so many. Default: 20")
        private int limit = 20;

        @Override
        public Integer call() {
            return list(config, state, limit);
        }
    }

    /** {@code webhooks show}. */
    @Command(name = "show", description = "A webhook with its body.")
    static final class Show implements Callable<Integer> {

        @Mixin
        private final Main.Config config = new Main.Config();

        @Parameters(paramLabel = "ID", description = "Such as msg_2KWPBgLlAfxdpx2AI54pPJ85f4W.")
        private String id = "";

        @Override
        public Integer call() {
            var settings = config.read();
            return send(
                    settings,
                    "GET",
                    "/" + id,
                    node -> System.out.println(
                            JSON.writerWithDefaultPrettyPrinter().writeValueAsString(node)));
        }
    }

    /** {@code webhooks resend}. */
    @Command(name = "resend", description = "Sends webhooks again, delivered and dead ones too.")
    static final class Resend implements Callable<Integer> {

        @Mixin
        private final Main.Config config = new Main.Config();

        @Parameters(arity = "1..*", paramLabel = "ID", description = "Such as msg_2KWPBgLlAfxdpx2AI54pPJ85f4W.")
        private List<String> ids = List.of();

        @Override
        public Integer call() {
            var settings = config.read();
            var worst = 0;
            for (var id : ids) {
                worst = Math.max(worst, send(settings, "POST", "/" + id, WebhooksCommand::printLine));
            }
            return worst;
        }
    }

    /** What to do with an answer. */
    @FunctionalInterface
    private interface Printer {
        void print(JsonNode node);
    }

    private static int list(Main.Config config, String state, int limit) {
        var settings = config.read();
        var query = "?limit=" + limit + (state.isEmpty() ? "" : "&state=" + state);
        return send(settings, "GET", query, node -> node.get("data").forEach(WebhooksCommand::printLine));
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
            case 200 -> printer.print(JSON.readTree(answer.body()));
            case 0 -> System.err.println("The server's management listener cannot be reached: " + answer.body());
            case 404 -> System.err.println("There is no such webhook.");
            default -> System.err.println(answer.body().strip());
        }
        return answer.status() == 200 ? 0 : 1;
    }
}
