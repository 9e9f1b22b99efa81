package org.freedomcheckout.matrix;

import java.util.ArrayList;
import java.util.List;
import org.freedomcheckout.sandbox.FaultKind;
import org.freedomcheckout.testkit.SandboxControl;

/**
 * A fault of the next call to one endpoint.
 *
 * @param moment whether the gateway has processed the request when it strikes
 */
record Disturbance(String endpoint, FaultKind kind, Moment moment) {

    /** Longer than the checkout waits for an answer in these tests. */
    private static final long DELAY_MILLIS = 5_000;

    private static final long DRIP_MILLIS = 2;

    enum Moment {
        BEFORE,
        AFTER
    }

    /** Every fault of an endpoint; one that only slows the answer down has no two moments. */
    static List<Disturbance> of(String endpoint) {
        var all = new ArrayList<Disturbance>();
        for (var kind : FaultKind.values()) {
            for (var moment : Moment.values()) {
                if (kind != FaultKind.DELAY || moment == Moment.AFTER) {
                    all.add(new Disturbance(endpoint, kind, moment));
                }
            }
        }
        return all;
    }

    void prepare(SandboxControl sandbox, String order) {
        var millis = kind == FaultKind.DRIP ? DRIP_MILLIS : DELAY_MILLIS;
        var at = moment == Moment.BEFORE ? "before" : "after";
        sandbox.fault(order, endpoint, kind.word(), "at", at, "ms", millis);
    }

    /** Whether the gateway may never have got the request. */
    boolean isBefore() {
        return moment == Moment.BEFORE;
    }

    String name() {
        return Matrix.word(endpoint, kind, moment);
    }
}
