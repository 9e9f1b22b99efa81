package org.freedomcheckout.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.freedomcheckout.checkout.CheckoutKey;
import org.freedomcheckout.checkout.PaymentId;
import org.freedomcheckout.checkout.Secret;
import org.freedomcheckout.testkit.RunningCheckout;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No statement that runs all the time, or for each request, reads a whole table: what is stored does not slow it down. */
class QueryPlansTest {

    private static final int STORED = 10_000;
    private static final int FIRST = 20;
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    /** The end of the chain is a table of one row. */
    private static final Pattern WHOLE_TABLE = Pattern.compile("tableScan|Seq Scan on (?!chain_end\\b)");

    private static final List<Optional<String>> ORDERS =
            List.of(Optional.empty(), Optional.of(ManyCheckouts.REPEATED_ORDER));
    private static final List<Optional<String>> STATUSES = List.of(Optional.empty(), Optional.of("paid"));

    @TempDir
    private Path directory;

    @Tag("slow")
    @Test
    void nothingReadsAWholeTable() throws IOException {
        nothingReadsAWholeTable(STORED);
    }

    /** PostgreSQL keeps the plans that it has made on the first day, until it has counted what is stored. */
    @Test
    void norDoesItOnTheFirstDay() throws IOException {
        nothingReadsAWholeTable(FIRST);
    }

    private void nothingReadsAWholeTable(int stored) throws IOException {
        var key = new CheckoutKey(new Secret("a-checkout-key-of-32-characters-"), Optional.empty());
        var settings = new DatabaseSettings(RunningCheckout.newDatabase(directory), "", Secret.EMPTY);
        try (var database = Database.open(settings)) {
            new ManyCheckouts(database, key, NOW).fillTo(stored);
            var plans = QueryPlans.of(database);
            runEveryStatement(database, key, stored);
            assertThat(plans.plans())
                    .hasSizeGreaterThan(20)
                    .allSatisfy(
                            (sql, plan) -> assertThat(WHOLE_TABLE.matcher(plan).find())
                                    .as("%s%n%s", sql, plan)
                                    .isFalse());
        }
    }

    private static void runEveryStatement(Database database, CheckoutKey key, int stored) {
        var checkouts = new CheckoutStore(database, key);
        var id = ManyCheckouts.id(stored - 5);
        var checkout = checkouts.find(id).orElseThrow();
        background(database, checkouts);
        checkouts.find(checkout.payToken());
        checkouts.find(key.returnToken(id, 1));
        checkouts.find(new PaymentId("0000000000000000009995"));
        checkouts.alone(id, () -> id);
        for (var order : ORDERS) {
            for (var status : STATUSES) {
                checkouts.list(order, status, Optional.empty(), 100);
                checkouts.list(order, status, Optional.of(checkout), 100);
            }
        }
        new Timeline(database).of(id);
        var keys = new IdempotencyKeys(database);
        keys.take("scope", "request", NOW, NOW.minus(Duration.ofDays(31)));
        keys.find("scope", NOW.minus(Duration.ofDays(31)));
        keys.concerns("scope", id, 1);
        keys.answered("scope", new IdempotencyKeys.Response(200, Optional.empty(), "{}"));
        keys.release("scope");
    }

    /** So that there is something to claim. */
    private static void makeDue(Database database) {
        var at = Columns.time(NOW.minusSeconds(1));
        var id = ManyCheckouts.id(7).value();
        database.jdbi().useHandle(handle -> {
            handle.execute("UPDATE payment SET ask_at = ? WHERE checkout_id = ?", at, id);
            handle.execute("UPDATE checkout SET expire_at = ? WHERE id = ?", at, id);
            handle.execute("UPDATE webhook SET next_at = ? WHERE checkout_id = ?", at, id);
        });
    }

    private static void background(Database database, CheckoutStore checkouts) {
        var due = new DueWork(database, checkouts);
        makeDue(database);
        due.claimAsks(NOW, 200);
        due.nextInDoubt(NOW);
        due.hasten(NOW, 200);
        due.claimOverdue(NOW, 200);
        var outbox = new Outbox(database);
        outbox.claim(true, NOW, 100);
        outbox.claim(false, NOW, 100);
        outbox.list(Optional.of(Outbox.State.PENDING), 100);
        outbox.list(Optional.empty(), 100);
        new TimelineChain(database, new CheckoutKey(new Secret("a-checkout-key-of-32-characters-"), Optional.empty()))
                .chain();
        new IdempotencyKeys(database).forget(NOW.minus(Duration.ofDays(3_650)));
    }
}
