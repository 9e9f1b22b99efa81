package org.freedomcheckout.gateway;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A call that claims to come from Freedom Pay, and does not prove it or cannot be understood. */
public final class UntrustedException extends Exception {

    private static final long serialVersionUID = 1;

    private final String reason;
    private final @Nullable String salt;

    UntrustedException(String reason, Optional<String> salt) {
        super(reason, null, false, false);
        this.reason = reason;
        this.salt = salt.orElse(null);
    }

    /** One word for logs and the timeline. */
    public String reason() {
        return reason;
    }

    /** The salt that came along, for the answer. */
    public Optional<String> salt() {
        return Optional.ofNullable(salt);
    }
}
