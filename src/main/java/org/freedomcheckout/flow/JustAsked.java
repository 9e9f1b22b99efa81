package org.freedomcheckout.flow;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.freedomcheckout.checkout.PaymentId;

/** Freedom Pay repeats notifies, and others may: each few seconds one of them is a reason to ask. */
final class JustAsked {

    private static final Duration LONG_AGO = Duration.ofSeconds(5);

    private final InstantSource clock;
    private final Map<PaymentId, Instant> asked = new ConcurrentHashMap<>();

    JustAsked(InstantSource clock) {
        this.clock = clock;
    }

    /** Whether somebody has just asked about a payment; if not, the caller does. */
    boolean about(PaymentId payment) {
        var now = clock.instant();
        asked.values().removeIf(at -> !now.isBefore(at.plus(LONG_AGO)));
        return asked.putIfAbsent(payment, now) != null;
    }
}
