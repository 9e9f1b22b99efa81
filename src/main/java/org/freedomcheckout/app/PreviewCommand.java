package org.freedomcheckout.app;

import org.freedomcheckout.web.SecurityHeaders;
import org.freedomcheckout.web.Shop;
import org.freedomcheckout.web.WebServer;
import org.freedomcheckout.web.WebSettings;
import org.freedomcheckout.web.preview.Preview;

/** {@code freedom-checkout preview}: every state of every page with sample data. */
final class PreviewCommand {

    static final Command COMMAND = new Command(
            "preview",
            "Serves every state of every page with sample data, in your colors, with your templates and texts.",
            PreviewCommand::run,
            Command.CONFIG,
            Command.option("port", "PORT", "Default: 8085"));

    private static final Shop SAMPLE_SHOP = new Shop("Базар", null, null, "help@bazar.example", "+7 700 123 45 67");

    private PreviewCommand() {}

    private static int run(Arguments arguments) throws InterruptedException {
        var server = start(arguments);
        System.out.println("Every page with sample data: http://localhost:" + server.port() + "/");
        Shutdown.await(server);
        return 0;
    }

    /** When this returns, pages are served. */
    static WebServer start(Arguments arguments) {
        var looks = arguments.settings().looks();
        var shop = looks.shop().name().isEmpty() ? SAMPLE_SHOP : looks.shop();
        var preview = new Preview(looks.overlay(), looks.languages(), shop, Clocks.wall());
        return new WebServer(
                WebSettings.plain("localhost", arguments.number("port").orElse(8085)),
                preview.servlet(),
                new SecurityHeaders(false));
    }
}
