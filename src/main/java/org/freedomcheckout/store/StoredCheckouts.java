package org.freedomcheckout.store;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.freedomcheckout.checkout.Checkout;
import org.freedomcheckout.checkout.CheckoutId;
import org.freedomcheckout.checkout.PaymentId;

/** What moves a checkout needs of the store; {@link CheckoutStore} says what it means. The simulation has one too. */
public interface StoredCheckouts {

    Optional<Checkout> find(CheckoutId id);

    /** Runs a task while nobody else, of any instance, can move this checkout. */
    <T> T alone(CheckoutId id, Supplier<T> task);

    Optional<CheckoutStore.Found> find(PaymentId payment);

    Optional<Checkout> save(Checkout before, Checkout after, Instant now, CheckoutStore.News news);

    Optional<Checkout> saveOnDisk(Checkout before, Checkout after, Instant now, CheckoutStore.News news);
}
