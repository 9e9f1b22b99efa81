package org.freedomcheckout.gateway;

/** Freedom Pay has answered with an error. */
public final class RefusedException extends Exception {

    private static final long serialVersionUID = 1;

    private final String code;

    RefusedException(String code) {
        super("error " + code);
        this.code = code;
    }

    /** Freedom Pay's {@code pg_error_code}. */
    public String code() {
        return code;
    }
}
