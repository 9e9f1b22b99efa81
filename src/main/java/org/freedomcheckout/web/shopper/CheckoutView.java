package org.freedomcheckout.web.shopper;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import java.util.Optional;
import org.freedomcheckout.checkout.Checkout;
import org.freedomcheckout.checkout.Method;
import org.freedomcheckout.checkout.Money.Currency;
import org.freedomcheckout.checkout.Payment;
import org.freedomcheckout.checkout.PaymentState.Captured;
import org.freedomcheckout.checkout.PaymentState.Checking;
import org.freedomcheckout.checkout.PaymentState.Confirming;
import org.freedomcheckout.checkout.PaymentState.Held;
import org.freedomcheckout.checkout.PaymentState.Returned;
import org.freedomcheckout.checkout.Receipt;
import org.jspecify.annotations.Nullable;

/**
 * A checkout as its pages show it.
 *
 * @param amount for people
 * @param stayUrl this page without the way back by itself
 * @param successUrl the way back to the shop after a payment
 * @param failureUrl the way back to the shop without one
 * @param expiresIn minutes left, 0 or more
 * @param since when the outcome began to be asked for, ISO 8601
 */
public record CheckoutView(
        String orderId,
        String description,
        String amount,
        String status,
        String payUrl,
        String stayUrl,
        String statusUrl,
        String eventsUrl,
        @Nullable String cardMask,
        String successUrl,
        String failureUrl,
        String expiresAt,
        long expiresIn,
        @Nullable String paidAt,
        @Nullable String authCode,
        @Nullable String reference,
        @Nullable String since) {

    static CheckoutView of(Checkout checkout, Addresses addresses, String language, Instant now) {
        var terms = checkout.terms();
        var receipt = checkout.mainPayment().flatMap(CheckoutView::receipt);
        var savedMask = terms.methods().size() == 1
                ? terms.savedCard().flatMap(Method.SavedCard::mask)
                : Optional.<String>empty();
        return new CheckoutView(
                terms.orderId(),
                terms.description(),
                AmountText.of(terms.amount(), language),
                checkout.state().status(),
                addresses.pay(),
                addresses.pay() + (addresses.pay().contains("?") ? "&stay" : "?stay"),
                addresses.status(),
                addresses.events(),
                receipt.flatMap(Receipt::cardMask).or(() -> savedMask).orElse(null),
                ShopUrls.success(checkout),
                ShopUrls.failure(checkout),
                terms.expiresAt().toString(),
                Math.max(0, Duration.between(now, terms.expiresAt()).toMinutes()),
                receipt.map(r -> time(r.paidAt(), terms.amount().currency(), language))
                        .orElse(null),
                receipt.flatMap(Receipt::authCode).orElse(null),
                receipt.flatMap(Receipt::reference).orElse(null),
                checkout.livePayment()
                        .flatMap(CheckoutView::since)
                        .map(Instant::toString)
                        .orElse(null));
    }

    /** The pages' own addresses, with the shopper's choice of language. */
    record Addresses(String pay, String status, String events) {}

    private static Optional<Receipt> receipt(Payment payment) {
        return switch (payment.state()) {
            case Captured captured -> Optional.of(captured.receipt());
            case Held(var receipt) -> Optional.of(receipt);
            default -> Optional.empty();
        };
    }

    private static Optional<Instant> since(Payment payment) {
        return switch (payment.state()) {
            case Confirming confirming -> Optional.of(confirming.since());
            case Returned(var since) -> Optional.of(since);
            case Checking(var since) -> Optional.of(since);
            default -> Optional.empty();
        };
    }

    private static String time(Instant instant, Currency currency, String language) {
        var zone = switch (currency) {
            case UZS -> "Asia/Tashkent";
            case KGS -> "Asia/Bishkek";
            case KZT, USD, EUR, RUB -> "Asia/Almaty";
        };
        var format = DateTimeFormatter.ofLocalizedDateTime(FormatStyle.LONG, FormatStyle.SHORT)
                .withLocale(Locale.of(language));
        return format.format(instant.atZone(ZoneId.of(zone)));
    }
}
