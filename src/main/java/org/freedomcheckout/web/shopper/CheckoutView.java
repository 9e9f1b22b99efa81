package org.freedomcheckout.web.shopper;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.freedomcheckout.checkout.CardFace;
import org.freedomcheckout.checkout.Checkout;
import org.freedomcheckout.checkout.Means;
import org.freedomcheckout.checkout.Money;
import org.freedomcheckout.checkout.Payment;
import org.freedomcheckout.checkout.PaymentState.Captured;
import org.freedomcheckout.checkout.PaymentState.Checking;
import org.freedomcheckout.checkout.PaymentState.Confirming;
import org.freedomcheckout.checkout.PaymentState.Contested;
import org.freedomcheckout.checkout.PaymentState.Held;
import org.freedomcheckout.checkout.PaymentState.Returned;
import org.freedomcheckout.checkout.Receipt;
import org.freedomcheckout.checkout.Settlement;
import org.jspecify.annotations.Nullable;

/**
 * A checkout as its pages show it.
 *
 * @param amount for people; once money was taken, how much of it
 * @param stayUrl this page without the way back by itself
 * @param cardMask of the card that paid, or with whose CVC the shopper is to pay, or that was refused
 * @param cardBrand its name
 * @param successUrl the way back to the shop after a payment
 * @param failureUrl the way back to the shop without one
 * @param shopUrl the shop's own first page, which says nothing about the payment
 * @param expiresIn minutes left, 0 or more
 * @param secondsLeft the same in seconds: the browser counts down from here, whatever its clock says
 * @param refunded what was given back, for people
 * @param notTaken what was held and not taken, for people
 * @param waited how long the outcome has been asked for
 * @param waitedSeconds the same in seconds
 * @param doubt seconds after which waiting becomes doubt, and the page says so
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
        @Nullable String cardBrand,
        String successUrl,
        String failureUrl,
        String shopUrl,
        long expiresIn,
        long secondsLeft,
        @Nullable String paidAt,
        @Nullable String authCode,
        @Nullable String reference,
        @Nullable String refunded,
        @Nullable String notTaken,
        @Nullable String waited,
        @Nullable Long waitedSeconds,
        long doubt) {

    private static final Duration DOUBT = Duration.ofMinutes(1);

    /** As the pages show it at this instant. */
    public static CheckoutView of(Checkout checkout, PayAddresses addresses, String language, Instant now) {
        var terms = checkout.terms();
        var receipt = checkout.mainPayment().flatMap(CheckoutView::receipt);
        var face = receipt.flatMap(CheckoutView::face).orElseGet(() -> face(checkout));
        var left = span(now, terms.expiresAt());
        var waited = checkout.payments().reversed().stream()
                .flatMap(payment -> inDoubtSince(payment).stream())
                .findFirst()
                .map(since -> span(since, now));
        return new CheckoutView(
                terms.orderId(),
                terms.description(),
                AmountText.of(checkout.settlement().map(Settlement::captured).orElse(terms.amount()), language),
                checkout.state().status(),
                addresses.pay(),
                addresses.stay(),
                addresses.status(),
                addresses.events(),
                face.mask().isEmpty() ? null : face.mask(),
                CardBrand.name(face.brand(), face.mask()).orElse(null),
                ShopUrls.success(checkout),
                ShopUrls.failure(checkout),
                ShopUrls.home(checkout),
                left.toMinutes(),
                left.toSeconds(),
                receipt.map(r -> TimeText.of(r.paidAt(), terms.amount().currency(), language))
                        .orElse(null),
                receipt.flatMap(Receipt::authCode).orElse(null),
                receipt.flatMap(Receipt::reference).orElse(null),
                some(checkout.settlement().map(Settlement::refunded), language),
                some(checkout.settlement().map(settlement -> notTaken(terms.amount(), settlement)), language),
                waited.map(TimeText::clock).orElse(null),
                waited.map(Duration::toSeconds).orElse(null),
                DOUBT.toSeconds());
    }

    /** Whether it is time to say that the outcome is not known. */
    public boolean inDoubt() {
        return waitedSeconds != null && waitedSeconds >= doubt;
    }

    private static Duration span(Instant from, Instant to) {
        return from.isBefore(to) ? Duration.between(from, to) : Duration.ZERO;
    }

    private static @Nullable String some(Optional<Money> amount, String language) {
        return amount.filter(money -> money.minor() > 0)
                .map(money -> AmountText.of(money, language))
                .orElse(null);
    }

    private static Money notTaken(Money held, Settlement settlement) {
        return new Money(Math.max(0, held.minor() - settlement.captured().minor()), held.currency());
    }

    /** The card of the latest payment, or the only one there is to pay with. */
    private static CardFace face(Checkout checkout) {
        return checkout.livePayment()
                .or(checkout::mainPayment)
                .map(Payment::means)
                .or(() -> checkout.terms().onlyMeans())
                .map(Means::face)
                .orElse(CardFace.UNKNOWN);
    }

    private static Optional<CardFace> face(Receipt receipt) {
        return receipt.cardMask().map(mask -> new CardFace(mask, receipt.cardBrand(), Optional.empty()));
    }

    private static Optional<Receipt> receipt(Payment payment) {
        return switch (payment.state()) {
            case Captured captured -> Optional.of(captured.receipt());
            case Held(var receipt) -> Optional.of(receipt);
            default -> Optional.empty();
        };
    }

    private static Optional<Instant> inDoubtSince(Payment payment) {
        return switch (payment.state()) {
            case Confirming confirming -> Optional.of(confirming.since());
            case Returned returned -> Optional.of(returned.since());
            case Checking(var since) -> Optional.of(since);
            case Contested contested -> Optional.of(contested.since());
            default -> Optional.empty();
        };
    }
}
