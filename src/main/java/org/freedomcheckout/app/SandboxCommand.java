package org.freedomcheckout.app;

import java.io.IOException;
import org.freedomcheckout.sandbox.Sandbox;
import org.freedomcheckout.sandbox.SandboxSettings;

/** {@code freedom-checkout sandbox}. */
final class SandboxCommand {

    static final Command COMMAND = new Command(
            "sandbox",
            "Runs only the simulated Freedom Pay, for your own tests.",
            SandboxCommand::run,
            Command.option("host", "HOST", "Default: 127.0.0.1"),
            Command.option("port", "PORT", "Default: 8090"),
            Command.option("merchant-id", "ID", "Default: 570001"),
            Command.option("secret-key", "SECRET", "Default: a made-up one, which is printed"));

    private SandboxCommand() {}

    private static int run(Arguments arguments) throws Exception {
        var sandbox = start(arguments);
        System.out.println(sandbox.greeting());
        Shutdown.await(sandbox);
        return 0;
    }

    static Sandbox start(Arguments arguments) throws IOException {
        var defaults = SandboxSettings.defaults();
        return Sandbox.start(new SandboxSettings(
                arguments.text("host").orElse(defaults.host()),
                arguments.number("port").orElse(defaults.port()),
                arguments.text("merchant-id").orElse(defaults.merchantId()),
                arguments.text("secret-key").orElse(defaults.secretKey()),
                defaults.notifyRetryInterval(),
                defaults.notifyRetries()));
    }
}
