package org.freedomcheckout.flow;

/** There is too much of one kind to do; it passes. */
public final class BusyException extends RuntimeException {

    private static final long serialVersionUID = 1;

    BusyException() {
        super("too much to do", null, false, false);
    }
}
