package org.freedomcheckout.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.freedomcheckout.checkout.Attention;
import org.freedomcheckout.checkout.Challenge;
import org.freedomcheckout.checkout.Checkout;
import org.freedomcheckout.checkout.CheckoutId;
import org.freedomcheckout.checkout.CheckoutKey;
import org.freedomcheckout.checkout.Method;
import org.freedomcheckout.checkout.Money;
import org.freedomcheckout.checkout.Money.Currency;
import org.freedomcheckout.checkout.Operation;
import org.freedomcheckout.checkout.OperationState;
import org.freedomcheckout.checkout.Payment;
import org.freedomcheckout.checkout.PaymentId;
import org.freedomcheckout.checkout.PaymentState;
import org.freedomcheckout.checkout.PaymentState.AwaitingAcs;
import org.freedomcheckout.checkout.Secret;
import org.freedomcheckout.checkout.Terms;
import org.freedomcheckout.checkout.Terms.CaptureMode;
import org.freedomcheckout.checkout.Terms.Customer;
import org.freedomcheckout.checkout.TimelineEntry;
import org.freedomcheckout.checkout.TimelineEntry.Actor;
import org.freedomcheckout.store.CheckoutStore.News;
import org.freedomcheckout.testkit.RunningCheckout;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How checkouts are read. */
class CheckoutStoreTest {

    private static final Instant NOW = Instant.parse("2026-11-21T10:15:30Z");
    private static final CheckoutKey KEY =
            new CheckoutKey(new Secret("store-test-key-store-test-key-store-test"), Optional.empty());

    private static final TimelineEntry ENTRY = new TimelineEntry(NOW, Actor.MERCHANT, "checkout.created", Map.of());
    private static final int MOVES = 500;

    @TempDir
    Path directory;

    private static Checkout checkout(int number) {
        var terms = new Terms(
                "A" + number,
                new Money(100L * number, Currency.KZT),
                "Order",
                List.of(new Method.ThreeDs()),
                CaptureMode.AUTOMATIC,
                URI.create("https://shop.kz/ok"),
                URI.create("https://shop.kz/fail"),
                Optional.empty(),
                new Customer(Optional.empty(), Optional.empty(), Optional.empty()),
                Map.of(),
                NOW.plus(Duration.ofHours(1)));
        var id = CheckoutId.random();
        var challenge = new Challenge(URI.create("https://acs.bank.kz/"), new Secret("pareq"), new Secret(""));
        return Checkout.open(id, KEY.payToken(id), terms, new PaymentId("700" + number), challenge, NOW);
    }

    @Test
    void aPageOfCheckoutsTakesTwoQueries() throws Exception {
        var settings = new DatabaseSettings(RunningCheckout.newDatabase(directory), "", new Secret(""));
        try (var database = Database.open(settings)) {
            var store = new CheckoutStore(database, KEY);
            var stored = new ArrayList<Checkout>();
            for (int i = 1; i <= 20; i++) {
                stored.add(checkout(i));
                store.insert(stored.getLast(), ENTRY);
            }
            var queries = new ArrayList<String>();
            database.jdbi().getConfig(SqlStatements.class).setSqlLogger(new SqlLogger() {
                @Override
                public void logAfterExecution(StatementContext context) {
                    queries.add(context.getRawSql());
                }
            });
            var read = store.list(Optional.empty(), Optional.empty(), Optional.empty(), 20);
            assertThat(read)
                    .extracting(Checkout::id, Checkout::payments)
                    .containsExactlyElementsOf(stored.stream()
                            .sorted(Comparator.comparing(
                                            (Checkout checkout) -> checkout.id().value())
                                    .reversed())
                            .map(checkout -> tuple(checkout.id(), checkout.payments()))
                            .toList());
            assertThat(queries).hasSize(2);
        }
    }

    @Test
    void severalPaymentsBesideSeveralOperationsAreReadOnceEach() throws Exception {
        var settings = new DatabaseSettings(RunningCheckout.newDatabase(directory), "", new Secret(""));
        try (var database = Database.open(settings)) {
            var store = new CheckoutStore(database, KEY);
            var open = checkout(1);
            store.insert(open, ENTRY);
            var first = open.payment(1);
            var payments = List.of(
                    first, new Payment(2, "A1-2", first.means(), Optional.empty(), new PaymentState.Abandoned(), NOW));
            var amount = new Money(100L, Currency.KZT);
            var operations = List.of(
                    new Operation(1, Operation.Kind.REFUND, amount, new OperationState.Refused("9999"), NOW),
                    new Operation(2, Operation.Kind.REFUND, amount, new OperationState.NotDone(), NOW),
                    new Operation(3, Operation.Kind.REFUND, amount, new OperationState.Planned(), NOW));
            assertThat(store.save(open, open.with(payments, operations), NOW, new News(ENTRY, List.of())))
                    .isPresent();
            var byPayment = store.find(new PaymentId("7001")).orElseThrow();
            assertThat(byPayment.attempt()).isEqualTo(1);
            for (var read : List.of(store.find(open.id()).orElseThrow(), byPayment.checkout())) {
                assertThat(read.payments()).isEqualTo(payments);
                assertThat(read.operations()).isEqualTo(operations);
            }
        }
    }

    @Test
    void aCheckoutIsReadAsOfOneMomentWhileItIsMoved() throws Exception {
        var settings = new DatabaseSettings(RunningCheckout.newDatabase(directory), "", new Secret(""));
        try (var database = Database.open(settings)) {
            var store = new CheckoutStore(database, KEY);
            var now = checkout(1);
            store.insert(now, ENTRY);
            var id = now.id();
            var done = new AtomicBoolean();
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var mixed = threads.submit(() -> {
                    var found = 0;
                    while (!done.get()) {
                        var read = store.find(id).orElseThrow();
                        var opened = ((AwaitingAcs) read.payment(1).state()).opened();
                        found += opened == read.attention().isPresent() ? 0 : 1;
                    }
                    return found;
                });
                for (var i = 0; i < MOVES; i++) {
                    now = store.save(now, other(now), NOW, new News(ENTRY, List.of()))
                            .orElseThrow();
                }
                done.set(true);
                assertThat(mixed.get()).isZero();
            }
        }
    }

    /** Two rows say whether it is the one or the other. */
    private static Checkout other(Checkout checkout) {
        var payment = checkout.payment(1);
        var waiting = (AwaitingAcs) payment.state();
        var opened = !waiting.opened();
        return new Checkout(
                checkout.id(),
                checkout.payToken(),
                checkout.terms(),
                checkout.state(),
                List.of(new Payment(
                        1,
                        payment.orderId(),
                        payment.means(),
                        payment.id(),
                        new AwaitingAcs(waiting.challenge(), opened),
                        payment.createdAt())),
                List.of(),
                opened ? Optional.of(Attention.LATE_PAYMENT) : Optional.empty(),
                checkout.createdAt(),
                checkout.updatedAt(),
                checkout.version());
    }
}
