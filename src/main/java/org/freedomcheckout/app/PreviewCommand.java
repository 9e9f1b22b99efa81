package org.freedomcheckout.app;

import java.util.concurrent.Callable;
import org.freedomcheckout.web.SecurityHeaders;
import org.freedomcheckout.web.Shop;
import org.freedomcheckout.web.WebServer;
import org.freedomcheckout.web.WebSettings;
import org.freedomcheckout.web.preview.Preview;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code freedom-checkout preview}: every state of every page with sample data. */
@Command(
        description =
                "Serves every state of every page with sample data, in your colors, with your templates and texts.")
final class PreviewCommand implements Callable<Integer> {

    private static final Shop SAMPLE_SHOP = new Shop("Базар", null, null, "help@bazar.example", "+7 700 123 45 67");

    @Mixin
    private final Main.Config config = new Main.Config();

    @Option(names = "--port", paramLabel = "PORT", defaultValue = "8085", description = "Default: 8085")
    private int port = 8085;

    @Override
    public Integer call() throws InterruptedException {
        var server = start();
        System.out.println("Every page with sample data: http://localhost:" + server.port() + "/");
        Shutdown.await(server);
        return 0;
    }

    /** When this returns, pages are served. */
    WebServer start() {
        var looks = config.reader().looks();
        var shop = looks.shop().name().isEmpty() ? SAMPLE_SHOP : looks.shop();
        var preview = new Preview(looks.overlay(), looks.languages(), shop, Clocks.wall());
        return new WebServer(WebSettings.plain("localhost", port), preview.servlet(), new SecurityHeaders(false));
    }
}
