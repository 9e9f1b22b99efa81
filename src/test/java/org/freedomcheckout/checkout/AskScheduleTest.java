package org.freedomcheckout.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.freedomcheckout.checkout.CheckoutEvent.ChallengeOpened;
import org.freedomcheckout.checkout.CheckoutEvent.ConfirmationSent;
import org.freedomcheckout.checkout.Money.Currency;
import org.freedomcheckout.checkout.Terms.CaptureMode;
import org.freedomcheckout.checkout.Terms.Customer;
import org.junit.jupiter.api.Test;

class AskScheduleTest {

    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    private static Checkout challenge() {
        var terms = new Terms(
                "A1001",
                new Money(150_000, Currency.KZT),
                "Order A1001",
                List.of(new Method.ThreeDs()),
                CaptureMode.AUTOMATIC,
                URI.create("https://shop.kz/ok"),
                URI.create("https://shop.kz/fail"),
                Optional.empty(),
                new Customer(Optional.empty(), Optional.empty(), Optional.empty()),
                Map.of(),
                NOW.plus(Duration.ofMinutes(5)));
        var challenge = new Challenge(URI.create("https://acs.bank.kz/"), new Secret("PaReq"), Secret.EMPTY);
        return Checkout.open(
                CheckoutId.random(), new PayToken("t".repeat(43)), terms, new PaymentId("1"), challenge, NOW);
    }

    @Test
    void aPaymentInDoubtIsAskedAboutLessAndLessForThreeDays() {
        var checkout = challenge().after(new ConfirmationSent(1, new BankAnswer(Secret.EMPTY, new Secret("x")), NOW));
        var asks = new ArrayList<Duration>();
        var next = AskSchedule.next(checkout, checkout.payment(1), NOW);
        while (next.isPresent()) {
            asks.add(Duration.between(NOW, next.get()));
            next = AskSchedule.next(checkout, checkout.payment(1), next.get());
        }
        assertThat(asks.subList(0, 6))
                .containsExactly(
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(30),
                        Duration.ofMinutes(1),
                        Duration.ofMinutes(2));
        assertThat(asks)
                .contains(Duration.ofMinutes(59), Duration.ofMinutes(70))
                .doesNotContain(Duration.ofMinutes(65));
        assertThat(asks.getLast()).isEqualTo(Duration.ofDays(3));
    }

    @Test
    void aShopperAtTheBankIsAskedAboutUntilTheExpiry() {
        var checkout = challenge().after(new ChallengeOpened(1));
        var payment = checkout.payment(1);
        assertThat(AskSchedule.next(checkout, payment, NOW)).hasValue(NOW.plus(Duration.ofMinutes(1)));
        assertThat(AskSchedule.next(checkout, payment, NOW.plusSeconds(230))).hasValue(NOW.plus(Duration.ofMinutes(4)));
        assertThat(AskSchedule.next(checkout, payment, NOW.plusSeconds(250))).isEmpty();
    }

    @Test
    void aChallengeThatNobodyOpenedIsNotAskedAbout() {
        var checkout = challenge();
        assertThat(AskSchedule.next(checkout, checkout.payment(1), NOW)).isEmpty();
    }

    @Test
    void aPageThatMayStillBeOpenIsAskedAboutThreeTimesAfterTheEnd() {
        var terms = challenge().terms();
        var page = new Payment(
                1, "A1001", new Means.CardPage(), Optional.of(new PaymentId("1")), new PaymentState.Abandoned(), NOW);
        var asks = new ArrayList<Duration>();
        var next = AskSchedule.next(challenge(), page, NOW);
        while (next.isPresent()) {
            asks.add(Duration.between(terms.expiresAt(), next.get()));
            next = AskSchedule.next(challenge(), page, next.get());
        }
        assertThat(asks).containsExactly(Duration.ofMinutes(10), Duration.ofHours(1), Duration.ofDays(1));
    }
}
