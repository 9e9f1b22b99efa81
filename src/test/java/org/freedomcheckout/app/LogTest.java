package org.freedomcheckout.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.joran.spi.JoranException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The log as operators read it, by {@code logback.xml}. */
class LogTest {

    private final LoggerContext context = new LoggerContext();

    @BeforeEach
    void configure() throws JoranException {
        var configurator = new JoranConfigurator();
        configurator.setContext(context);
        configurator.doConfigure(Objects.requireNonNull(Main.class.getResource("/logback.xml")));
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
