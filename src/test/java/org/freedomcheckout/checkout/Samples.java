package org.freedomcheckout.checkout;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.freedomcheckout.checkout.CheckoutEvent.Learned;
import org.freedomcheckout.checkout.CheckoutEvent.PaymentCreated;
import org.freedomcheckout.checkout.CheckoutEvent.PaymentPlanned;
import org.freedomcheckout.checkout.Money.Currency;
import org.freedomcheckout.checkout.Terms.CaptureMode;
import org.freedomcheckout.checkout.Terms.Customer;

/** Checkouts of 1500.00 KZT, made and expiring half an hour later. */
public final class Samples {

    public static final Instant NOW = Instant.parse("2026-11-21T10:15:30Z");
    public static final Instant EXPIRY = NOW.plus(Duration.ofMinutes(30));
    public static final Secret CARD_TOKEN = new Secret("token");
    public static final Means CARD = new Means.SavedCard(CARD_TOKEN, CardFace.of("4716-04XX-XXXX-1981"));
    public static final Method SAVED_CARD = new Method.SavedCard(Optional.of(CARD_TOKEN), "u42", Optional.empty());
    public static final Method ANY_SAVED_CARD = new Method.SavedCard(Optional.empty(), "u42", Optional.empty());
    public static final Challenge CHALLENGE =
            new Challenge(URI.create("https://acs.bank.kz/"), new Secret("PaReq"), Secret.EMPTY);
    public static final BankAnswer ANSWER = new BankAnswer(Secret.EMPTY, new Secret("PaRes"));

    public static final Failure NO_MONEY = new Failure("10009", Reason.NOT_ENOUGH_MONEY);

    private Samples() {}

    public static Money tenge(long minor) {
        return new Money(minor, Currency.KZT);
    }

    public static Terms terms(CaptureMode capture, Method... methods) {
        return new Terms(
                "A1001",
                tenge(150_000),
                "Order A1001",
                List.of(methods),
                capture,
                URI.create("https://shop.kz/ok"),
                URI.create("https://shop.kz/fail"),
                Optional.empty(),
                new Customer(Optional.empty(), Optional.empty(), Optional.empty()),
                Map.of(),
                EXPIRY);
    }

    public static Checkout open(CaptureMode capture, Method... methods) {
        return Checkout.open(CheckoutId.at(NOW), new PayToken("t".repeat(43)), terms(capture, methods), NOW);
    }

    /** Flow B: the payment is there, the shopper has not seen the bank yet. */
    public static Checkout challenge() {
        return challenge("7999007771");
    }

    /** The same of another payment. */
    public static Checkout challenge(String payment) {
        return Checkout.open(
                CheckoutId.at(NOW),
                new PayToken("t".repeat(43)),
                terms(CaptureMode.AUTOMATIC, new Method.ThreeDs()),
                new PaymentId(payment),
                CHALLENGE,
                NOW);
    }

    /** The next payment waits for its CVC. */
    public static Checkout waiting(Checkout checkout) {
        var attempt = checkout.payments().size() + 1;
        return checkout.after(new PaymentPlanned("A1001", CARD, NOW))
                .after(new PaymentCreated(attempt, new PaymentId("" + attempt), "A1001", Optional.empty()));
    }

    public static Checkout held(CaptureMode capture) {
        return waiting(open(capture, SAVED_CARD)).after(new Learned(1, new Evidence.Held(Receipt.at(NOW)), NOW));
    }

    public static Checkout paid() {
        return waiting(open(CaptureMode.AUTOMATIC, SAVED_CARD)).after(new Learned(1, captured(0), NOW));
    }

    /** All was taken, and so much given back. */
    public static Evidence captured(long refunded, Refund... refunds) {
        return new Evidence.Captured(
                Receipt.at(NOW), Optional.of(new Settlement(tenge(150_000), tenge(refunded))), List.of(refunds));
    }

    /** Money was taken, and nothing said of how much. */
    public static Evidence capturedWithoutSums() {
        return new Evidence.Captured(Receipt.at(NOW), Optional.empty(), List.of());
    }
}
