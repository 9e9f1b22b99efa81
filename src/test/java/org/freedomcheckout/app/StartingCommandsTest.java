package org.freedomcheckout.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.freedomcheckout.sandbox.SandboxSettings;
import org.freedomcheckout.testkit.Http;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What commands start that then run until they are stopped. */
class StartingCommandsTest {

    @Test
    void theSandboxIsTheMerchantsWhereItIsWanted() throws IOException {
        var defaults = SandboxSettings.defaults();
        try (var sandbox = SandboxCommand.start(arguments(SandboxCommand.COMMAND, "--port", "0"))) {
            assertThat(sandbox.settings().onPort(0)).isEqualTo(defaults.onPort(0));
            assertThat(sandbox.uri().getHost()).isEqualTo(defaults.host());
        }
        var arguments = arguments(
                SandboxCommand.COMMAND, "--port=0", "--host=localhost", "--merchant-id=570099", "--secret-key=mine");
        try (var sandbox = SandboxCommand.start(arguments)) {
            assertThat(sandbox.settings().onPort(0))
                    .isEqualTo(new SandboxSettings(
                            "localhost",
                            0,
                            "570099",
                            "mine",
                            defaults.notifyRetryInterval(),
                            defaults.notifyRetries()));
        }
    }

    @Test
    void thePreviewIsOfTheShopOrOfASampleOfOne(@TempDir Path directory) throws IOException {
        assertThat(paidPage("--port=0")).contains("Базар", "help@bazar.example");
        var file = Files.writeString(directory.resolve("checkout.properties"), "checkout.brand.name=Toy Shop\n");
        assertThat(paidPage("--port=0", "--config", file.toString()))
                .contains("Toy Shop")
                .doesNotContain("bazar");
    }

    private static String paidPage(String... options) {
        var preview = PreviewCommand.start(arguments(PreviewCommand.COMMAND, options));
        try {
            var page = Http.get("http://localhost:" + preview.port() + "/preview/paid?lang=en");
            assertThat(page.statusCode()).isEqualTo(200);
            return page.body();
        } finally {
            preview.close();
        }
    }

    private static Arguments arguments(Command command, String... words) {
        return Arguments.read(command.options(), List.of(words));
    }
}
