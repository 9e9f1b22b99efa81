package org.freedomcheckout.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.freedomcheckout.store.Samples.ENTRY;
import static org.freedomcheckout.store.Samples.KEY;
import static org.freedomcheckout.store.Samples.NEWS;
import static org.freedomcheckout.store.Samples.NOW;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.freedomcheckout.checkout.Attention;
import org.freedomcheckout.checkout.Checkout;
import org.freedomcheckout.checkout.CheckoutId;
import org.freedomcheckout.checkout.CheckoutState;
import org.freedomcheckout.checkout.Money;
import org.freedomcheckout.checkout.Money.Currency;
import org.freedomcheckout.checkout.Operation;
import org.freedomcheckout.checkout.OperationState;
import org.freedomcheckout.checkout.Payment;
import org.freedomcheckout.checkout.PaymentId;
import org.freedomcheckout.checkout.PaymentState;
import org.freedomcheckout.checkout.PaymentState.AwaitingAcs;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementContext;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How checkouts are read. */
class CheckoutStoreTest {

    private static final int MOVES = 500;

    @TempDir
    Path directory;

    @Test
    void aPageOfCheckoutsTakesTwoQueries() throws Exception {
        try (var database = Samples.database(directory)) {
            var store = new CheckoutStore(database, KEY);
            var stored = new ArrayList<Checkout>();
            for (int i = 1; i <= 20; i++) {
                stored.add(Samples.challenge(i));
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
        try (var database = Samples.database(directory)) {
            var store = new CheckoutStore(database, KEY);
            var open = Samples.challenge(1);
            store.insert(open, ENTRY);
            var first = open.payment(1);
            var payments = List.of(
                    first, new Payment(2, "A1-2", first.means(), Optional.empty(), new PaymentState.Abandoned(), NOW));
            var amount = new Money(100L, Currency.KZT);
            var operations = List.of(
                    new Operation(1, Operation.Kind.REFUND, amount, new OperationState.Refused("9999"), NOW),
                    new Operation(2, Operation.Kind.REFUND, amount, new OperationState.NotDone(), NOW),
                    new Operation(3, Operation.Kind.REFUND, amount, new OperationState.Planned(), NOW));
            assertThat(store.save(open, open.with(payments, operations), NOW, NEWS))
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
    void aCheckoutIsFoundByWhateverNamesIt() throws Exception {
        try (var database = Samples.database(directory)) {
            var store = new CheckoutStore(database, KEY);
            var stored = Samples.challenge(1);
            store.insert(stored, ENTRY);
            store.insert(Samples.challenge(2), ENTRY);
            assertThat(store.find(stored.id())).map(Checkout::payments).hasValue(stored.payments());
            assertThat(store.find(stored.payToken())).map(Checkout::id).hasValue(stored.id());
            for (var found : List.of(
                    store.find(KEY.returnToken(stored.id(), 1)).orElseThrow(),
                    store.find(new PaymentId("7001")).orElseThrow())) {
                assertThat(found.checkout().id()).isEqualTo(stored.id());
                assertThat(found.payment()).isEqualTo(stored.payment(1));
            }

            var other = Samples.challenge(3);
            assertThat(store.find(other.id())).isEmpty();
            assertThat(store.find(other.payToken())).isEmpty();
            assertThat(store.find(KEY.returnToken(other.id(), 1))).isEmpty();
            assertThat(store.find(new PaymentId("7003"))).isEmpty();
        }
    }

    @Test
    void aPageIsOfAnOrderAndAStatusAndGoesOnAfterACheckout() throws Exception {
        try (var database = Samples.database(directory)) {
            var store = new CheckoutStore(database, KEY);
            var all = new ArrayList<CheckoutId>();
            for (int second = 0; second < 4; second++) {
                var checkout = Samples.open(second % 2 + 1, NOW.plusSeconds(second));
                store.insert(checkout, ENTRY);
                all.addFirst(checkout.id());
            }
            var newest = store.find(all.getFirst()).orElseThrow();
            store.save(newest, Samples.in(newest, new CheckoutState.Expired(), Optional.empty()), NOW, NEWS);

            assertThat(ids(store, Optional.empty(), Optional.empty(), Optional.empty()))
                    .isEqualTo(all);
            assertThat(ids(store, Optional.of("A2"), Optional.empty(), Optional.empty()))
                    .containsExactly(all.get(0), all.get(2));
            assertThat(ids(store, Optional.of("A2"), Optional.of("open"), Optional.empty()))
                    .containsExactly(all.get(2));
            assertThat(ids(store, Optional.empty(), Optional.of("paid"), Optional.empty()))
                    .isEmpty();
            assertThat(ids(store, Optional.empty(), Optional.empty(), store.find(all.get(1))))
                    .containsExactly(all.get(2), all.get(3));
            assertThat(store.list(Optional.empty(), Optional.empty(), Optional.empty(), 3))
                    .hasSize(3);
        }
    }

    private static List<CheckoutId> ids(
            CheckoutStore store, Optional<String> orderId, Optional<String> status, Optional<Checkout> after) {
        return store.list(orderId, status, after, 10).stream().map(Checkout::id).toList();
    }

    @Tag("slow")
    @Test
    void aCheckoutIsReadAsOfOneMomentWhileItIsMoved() throws Exception {
        try (var database = Samples.database(directory)) {
            var store = new CheckoutStore(database, KEY);
            var now = Samples.challenge(1);
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
                    now = store.save(now, other(now), NOW, NEWS).orElseThrow();
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
