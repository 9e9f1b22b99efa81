package org.freedomcheckout.app;

/** {@code freedom-checkout serve}. */
final class ServeCommand {

    static final Command COMMAND =
            new Command("serve", "Runs the production server.", ServeCommand::run, Command.CONFIG);

    private ServeCommand() {}

    private static int run(Arguments arguments) throws InterruptedException {
        Shutdown.await(new Server(arguments.settings().read(), Clocks.wall()));
        return 0;
    }
}
