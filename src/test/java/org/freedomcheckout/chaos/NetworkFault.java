package org.freedomcheckout.chaos;

import java.time.Duration;

/**
 * What happens to one connection.
 *
 * @param toServer which direction suffers: the request's bytes or the answer's
 * @param at how many bytes of that direction pass unharmed
 * @param pause what a delay takes, once; what each of a drip's bytes takes
 */
record NetworkFault(Kind kind, boolean toServer, int at, Duration pause) {

    static final NetworkFault NONE = new NetworkFault(Kind.NONE, true, 0, Duration.ZERO);

    enum Kind {
        /** Everything passes. */
        NONE,
        /** The connection is reset as soon as it stands. */
        REFUSE,
        /** The bytes come late. */
        DELAY,
        /** The bytes come one by one, a hundred of them. */
        DRIP,
        /** The connection is closed. */
        CUT,
        /** The connection is reset. */
        RESET,
        /** One direction is closed, the other goes on. */
        HALF_CLOSE,
        /**
         * One bit of an answer is turned over. Never of a request: Freedom Pay signs the values of fields and not their names,
         * so that a turned bit in {@code pg_refund_amount} makes a refund of a part one of all. TLS lets none through.
         */
        CORRUPT,
        /** The bytes vanish, and nobody is told. */
        SWALLOW
    }
}
