package org.freedomcheckout.web.preview;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.freedomcheckout.checkout.CardFace;
import org.freedomcheckout.checkout.Challenge;
import org.freedomcheckout.checkout.Checkout;
import org.freedomcheckout.checkout.CheckoutId;
import org.freedomcheckout.checkout.CheckoutState;
import org.freedomcheckout.checkout.CheckoutState.Open;
import org.freedomcheckout.checkout.Failure;
import org.freedomcheckout.checkout.Means;
import org.freedomcheckout.checkout.Method;
import org.freedomcheckout.checkout.Money;
import org.freedomcheckout.checkout.Money.Currency;
import org.freedomcheckout.checkout.PayToken;
import org.freedomcheckout.checkout.Payment;
import org.freedomcheckout.checkout.PaymentId;
import org.freedomcheckout.checkout.PaymentState;
import org.freedomcheckout.checkout.PaymentState.Captured;
import org.freedomcheckout.checkout.PaymentState.Refused;
import org.freedomcheckout.checkout.Receipt;
import org.freedomcheckout.checkout.Secret;
import org.freedomcheckout.checkout.Settlement;
import org.freedomcheckout.checkout.Terms;
import org.freedomcheckout.checkout.Terms.CaptureMode;
import org.freedomcheckout.checkout.Terms.Customer;
import org.freedomcheckout.flow.SavedCards.Choice;

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

    private static final PayToken PAY_TOKEN =
            PayToken.parse("sample-token-sample-token-sample-token-samp").orElseThrow();

    private static final CardFace VISA = face("4716-04XX-XXXX-1981", "VISA", "12/30");

    private static final Method USERS_CARDS = new Method.SavedCard(Optional.empty(), "u42", Optional.empty());

    private static final String LONG_WORDS = "Wwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwww "
            + "Холодильник двухкамерный с нижней морозильной камерой ".repeat(8);

    /** To be paid with a saved card. */
    Checkout card(CheckoutState state, PaymentState... payments) {
        var card = new Method.SavedCard(Optional.of(new Secret("sample")), "u42", Optional.of(VISA.mask()));
        return checkout(List.of(card), new Means.SavedCard(Secret.EMPTY, VISA), state, payments);
    }

    /** To be paid with a new card. */
    Checkout cardPage(CheckoutState state, PaymentState... payments) {
        return checkout(List.of(new Method.CardPage()), new Means.CardPage(), state, payments);
    }

    /** To be paid with one of the user's cards or a new one; {@link #VISA} was chosen if a payment was made. */
    Checkout choice(CheckoutState state, PaymentState... payments) {
        return checkout(
                List.of(USERS_CARDS, new Method.CardPage()), new Means.SavedCard(Secret.EMPTY, VISA), state, payments);
    }

    /** To be paid with one of the user's cards or a new one, and a new one was chosen. */
    Checkout newCardChosen(CheckoutState state, PaymentState... payments) {
        return checkout(List.of(USERS_CARDS, new Method.CardPage()), new Means.CardPage(), state, payments);
    }

    /** To be paid with one of the user's cards. */
    Checkout savedCards(CheckoutState state, PaymentState... payments) {
        return checkout(List.of(USERS_CARDS), new Means.SavedCard(Secret.EMPTY, VISA), state, payments);
    }

    /** Cards to choose among. */
    static List<Choice> cards() {
        return List.of(
                card("1", VISA),
                card("2", face("5335-21XX-XXXX-7703", "MASTERCARD", "01/28")),
                card("3", face("6224-46XX-XXXX-1278", "UNIONPAY", "07/29")));
    }

    private static Choice card(String ref, CardFace face) {
        return new Choice(ref, new Means.SavedCard(Secret.EMPTY, face));
    }

    private static CardFace face(String mask, String brand, String expiry) {
        return new CardFace(mask, Optional.of(brand), Optional.of(expiry));
    }

    /** Taken. */
    Captured captured() {
        return captured(100, 0);
    }

    /**
     * Taken, all or a part, and of that something given back.
     *
     * @param taken percent of the amount
     * @param refunded percent of what was taken
     */
    Captured captured(int taken, int refunded) {
        var captured = part(amount(), taken);
        return new Captured(receipt(), new Settlement(captured, part(captured, refunded)));
    }

    private static Money part(Money whole, int percent) {
        return new Money(whole.minor() * percent / 100, whole.currency());
    }

    /** To be confirmed at the bank. */
    Checkout threeDs(CheckoutState state, PaymentState... payments) {
        return checkout(List.of(new Method.ThreeDs()), new Means.ThreeDs(), state, payments);
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

    private Checkout checkout(List<Method> methods, Means means, CheckoutState state, PaymentState... states) {
        var payments = new Payment[states.length];
        for (int i = 0; i < states.length; i++) {
            payments[i] = new Payment(i + 1, "A1001", means, Optional.of(new PaymentId("7999007883")), states[i], now);
        }
        return new Checkout(
                new CheckoutId("co_0000000000000000000000"),
                PAY_TOKEN,
                terms(methods),
                state,
                List.of(payments),
                List.of(),
                Optional.empty(),
                now,
                now,
                1);
    }

    private Terms terms(List<Method> methods) {
        return new Terms(
                big ? "A".repeat(50) : "A1001",
                amount(),
                big ? LONG_WORDS : GOODS.getOrDefault(language, "Order A1001"),
                methods,
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
