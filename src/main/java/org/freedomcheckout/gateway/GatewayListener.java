package org.freedomcheckout.gateway;

import java.time.Duration;

/** Hears of every call, for metrics. */
@FunctionalInterface
public interface GatewayListener {

    /**
     * A call has ended.
     *
     * @param script what was called, such as {@code paymentAcs}
     * @param outcome {@code answered}, {@code not_sent}, or the reason of the doubt
     */
    void called(String script, Duration took, String outcome);
}
