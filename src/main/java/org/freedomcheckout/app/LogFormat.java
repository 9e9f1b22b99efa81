package org.freedomcheckout.app;

import ch.qos.logback.classic.ClassicConstants;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.DefaultJoranConfigurator;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.joran.spi.ConsoleTarget;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.util.List;
import org.slf4j.Logger;

/**
 * The log: to the standard error, unless {@code -Dlogback.configurationFile} names a file that says otherwise. Ours is
 * no file, because Logback takes some 30 ms longer for XML. Made by Logback, hence public and without arguments.
 */
public final class LogFormat extends ContextAwareBase implements Configurator {

    /** One line an event, whatever is in it: what strangers send cannot begin a line of its own. */
    private static final String PATTERN = "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX, UTC} %-5level %logger{24} "
            + "%scrub(%replace(%msg){'[\\r\\n\\x1b]', ' '}%n%rEx{12})";

    private static final List<String> QUIET = List.of(
            "org.flywaydb", "com.zaxxer.hikari", "org.apache.catalina", "org.apache.coyote", "org.apache.tomcat");

    @Override
    public ExecutionStatus configure(LoggerContext logs) {
        if (System.getProperty(ClassicConstants.CONFIG_FILE_PROPERTY) != null && isConfigured(logs)) {
            return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
        }
        var layout = new PatternLayout();
        layout.setContext(logs);
        layout.getInstanceConverterMap().put("scrub", LogScrubber::new);
        layout.setPattern(PATTERN);
        layout.start();
        var encoder = new LayoutWrappingEncoder<ILoggingEvent>();
        encoder.setContext(logs);
        encoder.setLayout(layout);
        encoder.start();
        var console = new ConsoleAppender<ILoggingEvent>();
        console.setContext(logs);
        console.setName("console");
        console.setTarget(ConsoleTarget.SystemErr.getName());
        console.setEncoder(encoder);
        console.start();
        var root = logs.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.INFO);
        root.addAppender(console);
        QUIET.forEach(name -> logs.getLogger(name).setLevel(Level.WARN));
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    /** By the file that was named. One that is not there must not lead to what Logback does by itself: all, unmasked. */
    private static boolean isConfigured(LoggerContext logs) {
        var file = new DefaultJoranConfigurator();
        file.setContext(logs);
        return file.configure(logs) == ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }
}
