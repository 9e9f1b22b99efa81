package org.freedomcheckout.checkout;

import java.time.Instant;
import java.util.Map;

/**
 * One line of a checkout's timeline.
 *
 * @param type a word such as {@code confirmation.sent}, at most 40 characters
 * @param details masked: no token, card number or secret
 */
public record TimelineEntry(Instant at, Actor actor, String type, Map<String, String> details) {

    /** Who did it. */
    public enum Actor {
        MERCHANT,
        SHOPPER,
        GATEWAY,
        CHECKOUT,
        OPERATOR
    }
}
