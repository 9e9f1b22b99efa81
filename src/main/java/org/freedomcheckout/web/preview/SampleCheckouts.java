package org.freedomcheckout.web.preview;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.freedomcheckout.checkout.Challenge;
import org.freedomcheckout.checkout.Checkout;
import org.freedomcheckout.checkout.CheckoutId;
import org.freedomcheckout.checkout.CheckoutState;
import org.freedomcheckout.checkout.CheckoutState.Open;
import org.freedomcheckout.checkout.Failure;
import org.freedomcheckout.checkout.Method;
import org.freedomcheckout.checkout.Money;
import org.freedomcheckout.checkout.Money.Currency;
import org.freedomcheckout.checkout.Payment;
import org.freedomcheckout.checkout.PaymentId;
import org.freedomcheckout.checkout.PaymentState;
import org.freedomcheckout.checkout.PaymentState.Refused;
import org.freedomcheckout.checkout.Receipt;
import org.freedomcheckout.checkout.Secret;
import org.freedomcheckout.checkout.Terms;
import org.freedomcheckout.checkout.Terms.CaptureMode;
import org.freedomcheckout.checkout.Terms.Customer;

/**
 * Checkouts as they might be.
 *
 * @param language decides the currency and what is bought
 * @param shop where the way back leads
 * @param expiresAt the same for all
 */
record SampleCheckouts(String language, URI shop, Instant now, Instant expiresAt, boolean big) {

    private static final Map<String, String> GOODS = Map.of(
            "ru", "Два билета на субботу, вечерний сеанс",
            "kk", "Сенбі кешіне екі билет",
            "en", "Two tickets for Saturday evening",
            "uz", "Shanba oqshomiga ikkita chipta",
            "ky", "Ишемби кечине эки билет");

    private static final String LONG_WORDS = "Wwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwww "
            + "Холодильник двухкамерный с нижней морозильной камерой ".repeat(8);

    /** To be paid with a saved card. */
    Checkout card(CheckoutState state, PaymentState... payments) {
        return checkout(
                new Method.SavedCard(new Secret("sample"), "u42", Optional.of("4716-04XX-XXXX-1981")), state, payments);
    }

    /** To be confirmed at the bank. */
    Checkout threeDs(CheckoutState state, PaymentState... payments) {
        return checkout(new Method.ThreeDs(), state, payments);
    }

    /** Refused in a way that the shopper can mend. */
    Checkout refused(Failure failure) {
        return card(new Open(Optional.of(failure)), new Refused(failure));
    }

    static Challenge challenge() {
        return new Challenge(URI.create("https://acs.bank.example/"), new Secret("eJxVUstu"), new Secret(""));
    }

    Receipt receipt() {
        return new Receipt(
                Optional.of("243412"),
                Optional.of("241107063029"),
                Optional.of("4716-04XX-XXXX-1981"),
                Optional.of("VI"),
                Optional.of(true),
                now);
    }

    private Checkout checkout(Method method, CheckoutState state, PaymentState... states) {
        var payments = new Payment[states.length];
        for (int i = 0; i < states.length; i++) {
            payments[i] = new Payment(i + 1, "A1001", Optional.of(new PaymentId("7999007883")), states[i], now);
        }
        return new Checkout(
                new CheckoutId("co_0000000000000000000000"),
                terms(method),
                state,
                List.of(payments),
                Optional.empty(),
                now,
                now,
                1);
    }

    private Terms terms(Method method) {
        return new Terms(
                big ? "A".repeat(50) : "A1001",
                amount(),
                big ? LONG_WORDS : GOODS.getOrDefault(language, "Order A1001"),
                method,
                CaptureMode.AUTOMATIC,
                shop,
                shop,
                Optional.empty(),
                new Customer(Optional.empty(), Optional.empty(), Optional.empty()),
                Map.of(),
                expiresAt);
    }

    private Money amount() {
        return switch (language) {
            case "uz" -> new Money(big ? 9_999_999_950L : 25_000_000, Currency.UZS);
            case "ky" -> new Money(big ? 9_999_999_950L : 345_050, Currency.KGS);
            default -> new Money(big ? 9_999_999_950L : 150_000, Currency.KZT);
        };
    }
}
