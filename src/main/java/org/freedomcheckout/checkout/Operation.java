package org.freedomcheckout.checkout;

import java.time.Instant;
import java.util.Locale;

/**
 * One request of the merchant's about money that is already held or taken.
 *
 * <p>A checkout's operations are sent one after the other, in order of their numbers: so what Freedom Pay says afterwards
 * can only be the effect of one of them.
 *
 * @param number its number in the checkout, from 1
 * @param amount to be taken or given back; all that is held for a cancel
 */
public record Operation(int number, Kind kind, Money amount, OperationState state, Instant createdAt) {

    /** What is to be done with the money. */
    public enum Kind {
        /** Take held money; Freedom Pay calls it clearing. */
        CAPTURE,
        /** Release held money. */
        CANCEL,
        /** Give taken money back. */
        REFUND;

        /** As the timeline and the logs have it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Whether its end is not known yet. */
    public boolean isActive() {
        return state instanceof OperationState.Active;
    }

    /** Whether a status shows that it has not happened, and that Freedom Pay does not even have it. */
    public boolean isMissingIn(Evidence evidence) {
        return state instanceof OperationState.Sent sent
                && OperationRules.trace(this, sent, evidence) == OperationRules.Trace.NONE;
    }

    Operation in(OperationState next) {
        return next.equals(state) ? this : new Operation(number, kind, amount, next, createdAt);
    }
}
