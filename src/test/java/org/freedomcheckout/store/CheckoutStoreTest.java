package org.freedomcheckout.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.freedomcheckout.checkout.Challenge;
import org.freedomcheckout.checkout.Checkout;
import org.freedomcheckout.checkout.CheckoutEvent;
import org.freedomcheckout.checkout.CheckoutId;
import org.freedomcheckout.checkout.CheckoutKey;
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
    void aPageOfCheckoutsTakesOneQueryForEachTable() throws Exception {
        var settings = new DatabaseSettings(RunningCheckout.newDatabase(directory), "", new Secret(""));
        try (var database = Database.open(settings)) {
            var store = new CheckoutStore(database, KEY);
            var stored = new ArrayList<Checkout>();
            for (int i = 1; i <= 20; i++) {
                stored.add(checkout(i));
                store.insert(stored.getLast(), new TimelineEntry(NOW, Actor.MERCHANT, "checkout.created", Map.of()));
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
                    .containsExactlyInAnyOrderElementsOf(stored.stream()
                            .map(checkout -> tuple(checkout.id(), checkout.payments()))
                            .toList());
            assertThat(queries).hasSize(4);
        }
    }

    @Test
    void aCheckoutThatIsMovedWhileItIsReadIsReadAgain() throws Exception {
        var settings = new DatabaseSettings(RunningCheckout.newDatabase(directory), "", new Secret(""));
        try (var database = Database.open(settings)) {
            var store = new CheckoutStore(database, KEY);
            var open = checkout(1);
            var entry = new TimelineEntry(NOW, Actor.MERCHANT, "checkout.created", Map.of());
            store.insert(open, entry);
            var moved = open.after(new CheckoutEvent.SuccessNotified(1, NOW));
            var turn = new AtomicBoolean();
            database.jdbi().getConfig(SqlStatements.class).setSqlLogger(new SqlLogger() {
                @Override
                public void logBeforeExecution(StatementContext context) {
                    if (context.getRawSql().contains("FROM payment") && turn.compareAndSet(false, true)) {
                        store.save(open, moved, NOW, new News(entry, List.of()));
                    }
                }
            });
            var read = store.find(open.id()).orElseThrow();
            assertThat(turn).isTrue();
            assertThat(read.state()).isEqualTo(moved.state()).isNotEqualTo(open.state());
            assertThat(read.payments()).isEqualTo(moved.payments()).isNotEqualTo(open.payments());
        }
    }
}
