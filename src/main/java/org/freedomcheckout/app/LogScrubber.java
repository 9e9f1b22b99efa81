package org.freedomcheckout.app;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.pattern.CompositeConverter;
import org.freedomcheckout.checkout.CardNumbers;

/**
 * {@code %scrub(...)} in a log's pattern: masks card numbers, whoever wrote them and wherever they stand, exceptions'
 * messages too.
 */
final class LogScrubber extends CompositeConverter<ILoggingEvent> {

    @Override
    protected String transform(ILoggingEvent event, String text) {
        return CardNumbers.scrub(text);
    }
}
