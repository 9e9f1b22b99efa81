package org.freedomcheckout.gateway;

import java.io.IOException;

/** The request has certainly not been sent: there was no connection. It may be tried again. */
public final class NotSentException extends Exception {

    private static final long serialVersionUID = 1;

    /** We have not tried. */
    public NotSentException(String message) {
        super(message);
    }

    public NotSentException(String message, Throwable cause) {
        super(message, cause);
    }

    /** Whether Freedom Pay could not be reached; else it was we who kept the request back. */
    public boolean isUnreachable() {
        return getCause() instanceof IOException;
    }
}
