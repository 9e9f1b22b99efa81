package org.freedomcheckout.store;

import java.time.Instant;
import java.util.List;
import org.freedomcheckout.checkout.CheckoutId;

/** What recovery needs of the store; {@link DueWork} says what it means. The simulation has one too. */
public interface DueChecks {

    List<CheckoutStore.Found> claimAsks(Instant now, int limit);

    void schedule(CheckoutStore.Found asked, Instant claimed, Instant now);

    /** Claims checkouts that are open although their time is over. */
    List<CheckoutId> claimOverdue(Instant now, int limit);
}
