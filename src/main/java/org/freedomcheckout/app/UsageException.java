package org.freedomcheckout.app;

import java.io.Serial;

/** A command line that cannot be understood; the message says why, to whoever has typed it. */
final class UsageException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    UsageException(String message) {
        super(message);
    }
}
