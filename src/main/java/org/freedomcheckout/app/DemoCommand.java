package org.freedomcheckout.app;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code freedom-checkout demo}: checkout, sandbox and a demo shop, with nothing to configure. */
@Command(description = "Runs checkout, sandbox and a demo shop together, with nothing to configure.")
final class DemoCommand implements Callable<Integer> {

    @Option(names = "--port", paramLabel = "PORT", defaultValue = "8080", description = "The checkout's. Default: 8080")
    private int port = 8080;

    @Option(names = "--sandbox-port", paramLabel = "PORT", defaultValue = "8090", description = "Default: 8090")
    private int sandboxPort = 8090;

    @Option(names = "--shop-port", paramLabel = "PORT", defaultValue = "8070", description = "Default: 8070")
    private int shopPort = 8070;

    @Option(names = "--management-port", paramLabel = "PORT", defaultValue = "9090", description = "Default: 9090")
    private int managementPort = 9090;

    @Override
    public Integer call() throws Exception {
        var demo = Demo.start(port, sandboxPort, shopPort, managementPort);
        System.out.println(demo.greeting());
        Shutdown.await(demo);
        return 0;
    }
}
