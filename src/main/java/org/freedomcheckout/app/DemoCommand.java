package org.freedomcheckout.app;

/** {@code freedom-checkout demo}: checkout, sandbox and a demo shop, with nothing to configure. */
final class DemoCommand {

    static final Command COMMAND = new Command(
            "demo",
            "Runs checkout, sandbox and a demo shop together, with nothing to configure.",
            DemoCommand::run,
            Command.option("port", "PORT", "The checkout's. Default: 8080"),
            Command.option("sandbox-port", "PORT", "Default: 8090"),
            Command.option("shop-port", "PORT", "Default: 8070"),
            Command.option("management-port", "PORT", "Default: 9090"));

    private DemoCommand() {}

    private static int run(Arguments arguments) throws Exception {
        var demo = Demo.start(
                arguments.number("port").orElse(8080),
                arguments.number("sandbox-port").orElse(8090),
                arguments.number("shop-port").orElse(8070),
                arguments.number("management-port").orElse(9090));
        System.out.println(demo.greeting());
        Shutdown.await(demo);
        return 0;
    }
}
