package org.freedomcheckout.gateway;

/** The request has certainly not been sent: there was no connection. It may be tried again. */
public final class NotSentException extends Exception {

    private static final long serialVersionUID = 1;

    public NotSentException(String message) {
        super(message);
    }

    NotSentException(String message, Throwable cause) {
        super(message, cause);
    }
}
