package org.freedomcheckout.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator.ExecutionStatus;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log as operators read it. */
class LogTest {

    private static final String FILE = "logback.configurationFile";

    private final LoggerContext context = new LoggerContext();

    @BeforeEach
    void configure() {
        configure(context, null);
    }

    private static void configure(LoggerContext logs, @Nullable String file) {
        var named = System.clearProperty(FILE);
        try {
            if (file != null) {
                System.setProperty(FILE, file);
            }
            assertThat(new LogFormat().configure(logs)).isEqualTo(ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY);
        } finally {
            if (named == null) {
                System.clearProperty(FILE);
            } else {
                System.setProperty(FILE, named);
            }
        }
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    private ConsoleAppender<ILoggingEvent> console() {
        var root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        return (ConsoleAppender<ILoggingEvent>) root.getAppender("console");
    }

    private String line(String message, @Nullable Throwable thrown) {
        var event = new LoggingEvent(
                "", context.getLogger("org.freedomcheckout.web.Router"), Level.WARN, message, thrown, null);
        event.setInstant(Instant.parse("2026-11-22T10:15:30.5Z"));
        return new String(console().getEncoder().encode(event), StandardCharsets.UTF_8);
    }

    @Test
    void anOperatorsOwnFileComesFirstAndMayMaskToo(@TempDir Path directory) throws IOException {
        var file = Files.writeString(directory.resolve("own.xml"), """
                <configuration>
                  <conversionRule conversionWord="scrub" class="org.freedomcheckout.app.LogScrubber"/>
                  <appender name="console" class="ch.qos.logback.core.ConsoleAppender">
                    <encoder><pattern>mine %scrub(%msg)</pattern></encoder>
                  </appender>
                  <root level="info"><appender-ref ref="console"/></root>
                </configuration>
                """);
        context.stop();
        context.reset();
        configure(context, file.toString());
        assertThat(line("4111111111111111", null)).isEqualTo("mine 411111XXXXXX1111");
    }

    @Test
    void anEventIsOneLineWithoutCardNumbers() {
        assertThat(line("order\r\nA1\u001b[31m paid with 4111111111111111", null))
                .isEqualTo("2026-11-22T10:15:30.500Z WARN  o.f.web.Router order  A1 [31m paid with 411111XXXXXX1111"
                        + System.lineSeparator());
    }

    @Test
    void whatHasFailedBeginsWithTheFirstCause() {
        var lines = line("failed", new IllegalStateException("outer", new IllegalArgumentException("4111111111111111")))
                .lines()
                .toList();
        assertThat(lines.getFirst()).endsWith(" o.f.web.Router failed");
        assertThat(lines.get(1)).isEqualTo("java.lang.IllegalArgumentException: 411111XXXXXX1111");
        assertThat(lines).anyMatch(line -> line.equals("Wrapped by: java.lang.IllegalStateException: outer"));
    }

    @Test
    void librariesAreQuietAndWeAreNot() {
        assertThat(console().getTarget()).isEqualTo("System.err");
        assertThat(level("org.freedomcheckout.app.Server")).isEqualTo(Level.INFO);
        assertThat(level("org.flywaydb.core.internal.command.DbMigrate")).isEqualTo(Level.WARN);
        assertThat(level("org.apache.catalina.core.StandardService")).isEqualTo(Level.WARN);
    }

    private Level level(String logger) {
        Logger found = context.getLogger(logger);
        return found.getEffectiveLevel();
    }
}
