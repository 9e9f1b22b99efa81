package org.freedomcheckout.flow;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.freedomcheckout.checkout.CheckoutId;

/** Tells open pages that their checkout has moved; within this process only, so a page asks now and then as well. */
public final class ChangeFeed {

    private final Map<CheckoutId, Set<Runnable>> listeners = new ConcurrentHashMap<>();

    /** Calls the listener, briefly and from any thread, after each move until it is closed. */
    public Subscription subscribe(CheckoutId checkout, Runnable listener) {
        listeners.compute(checkout, (_, present) -> {
            var set = present == null ? ConcurrentHashMap.<Runnable>newKeySet() : present;
            set.add(listener);
            return set;
        });
        return () -> listeners.computeIfPresent(checkout, (_, set) -> {
            set.remove(listener);
            return set.isEmpty() ? null : set;
        });
    }

    void changed(CheckoutId checkout) {
        listeners.getOrDefault(checkout, Set.of()).forEach(Runnable::run);
    }

    /** Ends a subscription. */
    public interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}
