package org.freedomcheckout.store;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.freedomcheckout.checkout.Attention;
import org.freedomcheckout.checkout.Challenge;
import org.freedomcheckout.checkout.Checkout;
import org.freedomcheckout.checkout.CheckoutId;
import org.freedomcheckout.checkout.CheckoutKey;
import org.freedomcheckout.checkout.CheckoutState;
import org.freedomcheckout.checkout.Method;
import org.freedomcheckout.checkout.Money;
import org.freedomcheckout.checkout.Money.Currency;
import org.freedomcheckout.checkout.PaymentId;
import org.freedomcheckout.checkout.Secret;
import org.freedomcheckout.checkout.Terms;
import org.freedomcheckout.checkout.Terms.CaptureMode;
import org.freedomcheckout.checkout.Terms.Customer;
import org.freedomcheckout.checkout.TimelineEntry;
import org.freedomcheckout.checkout.TimelineEntry.Actor;
import org.freedomcheckout.store.CheckoutStore.News;
import org.freedomcheckout.testkit.RunningCheckout;

/** Checkouts to be stored, and where. */
final class Samples {

    static final Instant NOW = Instant.parse("2026-11-21T10:15:30Z");
    static final CheckoutKey KEY =
            new CheckoutKey(new Secret("store-test-key-store-test-key-store-test"), Optional.empty());
    static final TimelineEntry ENTRY = new TimelineEntry(NOW, Actor.MERCHANT, "checkout.created", Map.of());

    /** Nothing for the merchant. */
    static final News NEWS = new News(ENTRY, List.of());

    private Samples() {}

    /** An empty database of its own. */
    static Database database(Path directory) {
        return Database.open(new DatabaseSettings(RunningCheckout.newDatabase(directory), "", Secret.EMPTY));
    }

    /** Order {@code A} and the number, which expires in an hour. */
    static Terms terms(int number, Method... methods) {
        return new Terms(
                "A" + number,
                new Money(100L * number, Currency.KZT),
                "Order",
                List.of(methods),
                CaptureMode.AUTOMATIC,
                URI.create("https://shop.kz/ok"),
                URI.create("https://shop.kz/fail"),
                Optional.empty(),
                new Customer(Optional.empty(), Optional.empty(), Optional.empty()),
                Map.of(),
                NOW.plus(Duration.ofHours(1)));
    }

    /** Without a payment, made at an instant. */
    static Checkout open(int number, Instant madeAt) {
        var id = CheckoutId.at(madeAt);
        return Checkout.open(id, KEY.payToken(id), terms(number, new Method.CardPage()), madeAt);
    }

    /** With payment 700 and the number, which waits for its challenge. */
    static Checkout challenge(int number) {
        var id = CheckoutId.at(NOW);
        var challenge = new Challenge(URI.create("https://acs.bank.kz/"), new Secret("pareq"), new Secret(""));
        return Checkout.open(
                id,
                KEY.payToken(id),
                terms(number, new Method.ThreeDs()),
                new PaymentId("700" + number),
                challenge,
                NOW);
    }

    /** The same checkout, were its state so. */
    static Checkout in(Checkout checkout, CheckoutState state, Optional<Attention> attention) {
        return new Checkout(
                checkout.id(),
                checkout.payToken(),
                checkout.terms(),
                state,
                checkout.payments(),
                checkout.operations(),
                attention,
                checkout.createdAt(),
                checkout.updatedAt(),
                checkout.version());
    }
}
