package org.freedomcheckout.web.limit;

import java.time.Duration;

/** Somebody asks for more than there is for one. */
public final class TooManyRequestsException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final Duration retryAfter;

    TooManyRequestsException(Duration retryAfter) {
        super("too many requests", null, false, false);
        this.retryAfter = retryAfter;
    }

    /** When it is worth to try again. */
    public Duration retryAfter() {
        return retryAfter;
    }
}
