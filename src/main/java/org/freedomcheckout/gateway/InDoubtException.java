package org.freedomcheckout.gateway;

/** The request was sent, or may have been, and there is no answer that can be read and trusted. Ask for the status. */
public final class InDoubtException extends Exception {

    private static final long serialVersionUID = 1;

    private final String reason;

    public InDoubtException(String reason) {
        super(reason);
        this.reason = reason;
    }

    InDoubtException(String reason, Throwable cause) {
        super(reason, cause);
        this.reason = reason;
    }

    /** One word for logs, metrics and the timeline, such as {@code deadline}, {@code http_503}, {@code bad_signature}. */
    public String reason() {
        return reason;
    }
}
