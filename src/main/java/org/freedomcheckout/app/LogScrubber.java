package org.freedomcheckout.app;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.pattern.CompositeConverter;
import org.freedomcheckout.checkout.CardNumbers;

/**
 * {@code %scrub(...)} in a log's pattern: masks card numbers, whoever wrote them and wherever they stand, exceptions'
 * messages too. Made by Logback for whoever names a file of his own, hence public and without arguments.
 */
public final class LogScrubber extends CompositeConverter<ILoggingEvent> {

    @Override
    protected String transform(ILoggingEvent event, String text) {
        return CardNumbers.scrub(text);
    }
}
