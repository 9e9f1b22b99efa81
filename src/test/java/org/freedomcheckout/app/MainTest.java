package org.freedomcheckout.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The process that a command is. */
class MainTest {

    @TempDir
    private Path directory;

    /** When it finds out, the sandbox runs already. */
    @Test
    void aBrokenInstallationDoesNotStay() throws IOException, InterruptedException {
        var services = Files.createDirectories(directory.resolve("META-INF").resolve("services"));
        Files.writeString(services.resolve("ch.qos.logback.classic.spi.Configurator"), "missing.Configurator");
        var process = JavaProcess.run(
                "-cp",
                directory + File.pathSeparator + System.getProperty("java.class.path"),
                Main.class.getName(),
                "rehearse");
        assertThat(process.output()).contains("missing.Configurator");
        assertThat(process.code()).isEqualTo(1);
    }
}
