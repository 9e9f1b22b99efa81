package org.freedomcheckout.app;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code freedom-checkout serve}. */
@Command(description = "Runs the production server.")
final class ServeCommand implements Callable<Integer> {

    @Mixin
    private final Main.Config config = new Main.Config();

    @Override
    public Integer call() throws InterruptedException {
        Shutdown.await(new Server(config.read(), Clocks.wall()));
        return 0;
    }
}
