package org.freedomcheckout.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.freedomcheckout.checkout.CheckoutId;

/** What recovery needs of the store; {@link DueWork} says what it means. The simulation has one too. */
public interface DueChecks {

    List<CheckoutStore.Found> claimAsks(Instant now, int limit);

    void schedule(CheckoutStore.Found asked, Instant claimed, Instant now);

    /** The payment in doubt about which Freedom Pay is to be asked next, though not yet. */
    Optional<CheckoutStore.Found> nextInDoubt(Instant now);

    /**
     * Makes payments in doubt due at once.
     *
     * @return how many; as many as the limit if there may be more
     */
    int hasten(Instant now, int limit);

    /** Claims checkouts that are open although their time is over. */
    List<CheckoutId> claimOverdue(Instant now, int limit);
}
