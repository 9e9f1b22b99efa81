package org.freedomcheckout.gateway;

/** The request was sent, or may have been, and there is no answer that can be read and trusted. Ask for the status. */
public final class InDoubtException extends Exception {

    private static final long serialVersionUID = 1;

    private final String reason;
    private final boolean answered;

    /** Freedom Pay has answered, but not so that it could be believed. */
    public InDoubtException(String reason) {
        super(reason);
        this.reason = reason;
        this.answered = true;
    }

    /** Nothing has come that can be read. */
    public InDoubtException(String reason, Throwable cause) {
        super(reason, cause);
        this.reason = reason;
        this.answered = false;
    }

    /** One word for logs, metrics and the timeline, such as {@code deadline}, {@code http_503}, {@code bad_signature}. */
    public String reason() {
        return reason;
    }

    /** Whether Freedom Pay was there and has answered, whatever that is worth. */
    public boolean isAnswered() {
        return answered;
    }
}
