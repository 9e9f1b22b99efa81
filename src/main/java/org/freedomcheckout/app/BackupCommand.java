package org.freedomcheckout.app;

import tools.jackson.databind.json.JsonMapper;

/** {@code freedom-checkout backup}: asks the running server, whose H2 no second process may open. */
final class BackupCommand {

    static final Command COMMAND = new Command(
            "backup",
            "Copies the running server's H2 database into a zip beside it.",
            BackupCommand::run,
            Command.CONFIG);

    private BackupCommand() {}

    private static int run(Arguments arguments) {
        var answer = ManagementClient.of(arguments.settings().read()).send("POST", "/backup");
        switch (answer.status()) {
            case 200 ->
                System.out.println(
                        JsonMapper.shared().readTree(answer.body()).path("file").asString());
            case 0 -> System.err.println("The server's management listener cannot be reached: " + answer.body());
            case 409 -> System.err.println("The server is on PostgreSQL: use pg_dump or pg_basebackup.");
            default -> System.err.println(answer.body().strip());
        }
        return answer.status() == 200 ? 0 : 1;
    }
}
