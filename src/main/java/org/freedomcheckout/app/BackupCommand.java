package org.freedomcheckout.app;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.json.JsonMapper;

/** {@code freedom-checkout backup}: asks the running server, whose H2 no second process may open. */
@Command(description = "Copies the running server's H2 database into a zip beside it.")
final class BackupCommand implements Callable<Integer> {

    @Mixin
    private final Main.Config config = new Main.Config();

    @Override
    public Integer call() {
        var answer = ManagementClient.of(config.read()).send("POST", "/backup");
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
