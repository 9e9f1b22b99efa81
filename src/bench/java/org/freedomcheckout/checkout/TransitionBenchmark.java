package org.freedomcheckout.checkout;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.freedomcheckout.checkout.CheckoutEvent.ConfirmationSent;
import org.freedomcheckout.checkout.CheckoutEvent.Learned;
import org.freedomcheckout.checkout.Money.Currency;
import org.freedomcheckout.checkout.Terms.CaptureMode;
import org.freedomcheckout.checkout.Terms.Customer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The rules alone. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class TransitionBenchmark {

    private static final Instant NOW = Instant.parse("2026-11-21T10:15:30Z");

    private final Checkout open = Checkout.open(
            CheckoutId.at(NOW),
            new PayToken("t".repeat(43)),
            new Terms(
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
                    NOW.plus(Duration.ofMinutes(30))),
            new PaymentId("7999007771"),
            new Challenge(URI.create("https://acs.bank.kz/"), new Secret("PaReq"), Secret.EMPTY),
            NOW);
    private final CheckoutEvent sent = new ConfirmationSent(1, new BankAnswer(Secret.EMPTY, new Secret("PaRes")), NOW);
    private final CheckoutEvent captured =
            new Learned(1, new Evidence.Captured(Receipt.at(NOW), Optional.empty(), List.of()), NOW);

    /** Confirmation sent, money taken. */
    @Benchmark
    public Checkout twoMoves() {
        return open.after(sent).after(captured);
    }
}
