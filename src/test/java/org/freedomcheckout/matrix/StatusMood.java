package org.freedomcheckout.matrix;

import org.freedomcheckout.testkit.SandboxControl;

/** How the gateway's status call is disposed. */
enum StatusMood {
    PROMPT,
    /** Tells of an end only seconds later. */
    LAGGING,
    /** Cannot be had three times. */
    DOWN,
    /** Does not know the payment twice. */
    UNKNOWN_FIRST;

    private static final long LAG_MILLIS = 2_500;

    void prepare(SandboxControl sandbox, String order, String endpoint) {
        switch (this) {
            case PROMPT -> {}
            case LAGGING -> sandbox.scenario(order, "status_lag_ms", LAG_MILLIS);
            case DOWN -> sandbox.fault(order, endpoint, "status_503", "times", 3L);
            case UNKNOWN_FIRST -> sandbox.scenario(order, "status_not_found_first", 2L);
        }
    }
}
