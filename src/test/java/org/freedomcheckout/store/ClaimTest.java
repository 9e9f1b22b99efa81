package org.freedomcheckout.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.freedomcheckout.checkout.CheckoutId;
import org.freedomcheckout.checkout.CheckoutKey;
import org.freedomcheckout.checkout.Secret;
import org.freedomcheckout.testkit.RunningCheckout;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A row that the database does not let us write holds up none of those that are due after it. */
class ClaimTest {

    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final int STORED = 40;
    private static final CheckoutId FIRST = ManyCheckouts.id(3);
    private static final CheckoutId SECOND = ManyCheckouts.id(4);
    private static final CheckoutId THIRD = ManyCheckouts.id(5);

    @TempDir
    private Path directory;

    private Database database;
    private CheckoutStore checkouts;

    @BeforeEach
    void fill() {
        var key = new CheckoutKey(new Secret("a-checkout-key-of-32-characters-"), Optional.empty());
        database = Database.open(new DatabaseSettings(RunningCheckout.newDatabase(directory), "", Secret.EMPTY));
        checkouts = new CheckoutStore(database, key);
        new ManyCheckouts(database, key, NOW).fillTo(STORED);
    }

    @AfterEach
    void close() {
        database.close();
    }

    /** Makes three rows due, one after the other, of which the first must stay as it is. */
    private void makeDue(String table, String idColumn, String timeColumn) {
        var at = NOW.minusSeconds(30);
        for (var id : List.of(FIRST, SECOND, THIRD)) {
            at = at.plusSeconds(1);
            execute("UPDATE " + table + " SET " + timeColumn + " = ? WHERE " + idColumn + " = ?", at, id);
        }
        database.jdbi()
                .useHandle(handle -> handle.execute("ALTER TABLE " + table
                        + " ADD CONSTRAINT stuck CHECK (" + idColumn + " <> '" + FIRST.value() + "' OR " + timeColumn
                        + " = TIMESTAMP WITH TIME ZONE '" + Columns.time(NOW.minusSeconds(29)) + "')"));
    }

    private void execute(String sql, Instant at, CheckoutId id) {
        database.jdbi().useHandle((Handle handle) -> handle.execute(sql, Columns.time(at), id.value()));
    }

    @Test
    void aPaymentToAskAbout() {
        makeDue("payment", "checkout_id", "ask_at");
        var due = new DueWork(database, checkouts);
        assertThat(due.claimAsks(NOW, 2))
                .extracting(found -> found.checkout().id())
                .containsExactly(SECOND, THIRD);
        assertThat(due.claimAsks(NOW, 2)).isEmpty();
        assertThat(due.claimAsks(NOW.plus(Duration.ofMinutes(2)), 10))
                .extracting(found -> found.checkout().id())
                .containsExactlyInAnyOrder(SECOND, THIRD);
    }

    @Test
    void aCheckoutWhoseTimeIsOver() {
        makeDue("checkout", "id", "expire_at");
        var due = new DueWork(database, checkouts);
        assertThat(due.claimOverdue(NOW, 1)).containsExactly(SECOND);
        assertThat(due.claimOverdue(NOW, 1)).containsExactly(THIRD);
        assertThat(due.claimOverdue(NOW, 1)).isEmpty();
    }

    @Test
    void aWebhook() {
        makeDue("webhook", "checkout_id", "next_at");
        var outbox = new Outbox(database);
        assertThat(outbox.claim(false, NOW, 10))
                .extracting(Outbox.Stored::checkout)
                .containsExactly(SECOND, THIRD);
        assertThat(outbox.claim(false, NOW, 10)).isEmpty();
    }

    @Test
    void whatIsMadeDueAtOnce() {
        makeDue("payment", "checkout_id", "ask_at");
        var due = new DueWork(database, checkouts);
        assertThat(due.hasten(NOW.minusSeconds(30), 10)).isEqualTo(2);
        assertThat(due.claimAsks(NOW.minusSeconds(30), 10))
                .extracting(found -> found.checkout().id())
                .containsExactlyInAnyOrder(SECOND, THIRD);
    }

    /** Three rows, of which one cannot be written and another is not as it was read. */
    private final class Odd extends Claim<String> {

        private final boolean refusing;

        Odd(boolean refusing) {
            super(database);
            this.refusing = refusing;
        }

        @Override
        List<String> due(Handle handle, Instant now, int limit, String lock) {
            return Stream.of("refused", "moved", "free", "late").limit(limit).toList();
        }

        @Override
        int[] move(Handle handle, List<String> rows, Instant now) {
            if (refusing && rows.contains("refused")) {
                handle.execute("UPDATE checkout SET id = NULL");
            }
            return rows.stream().mapToInt(row -> row.equals("moved") ? 0 : 1).toArray();
        }

        @Override
        String name(String row) {
            return row;
        }
    }

    @Test
    void whatAnotherHasTakenIsNotOurs() {
        assertThat(new Odd(false).take(NOW, 3)).containsExactly("refused", "free");
        assertThat(new Odd(true).take(NOW, 1)).containsExactly("free");
        assertThat(new Odd(true).take(NOW, 3)).containsExactly("free", "late");
    }

    @Test
    void theRowIsNotInTheError() {
        makeDue("checkout", "id", "expire_at");
        assertThatThrownBy(() -> execute("UPDATE checkout SET expire_at = ? WHERE id = ?", NOW, FIRST))
                .isInstanceOf(UnableToExecuteStatementException.class)
                .hasMessageMatching("(?is).*\\bstuck\\b.*")
                .satisfies(error -> assertThat(error.getMessage()).doesNotContain("Order of a shop", "4716-04XX"));
    }

    @Test
    void aClaimedRowIsTheClaimants() {
        makeDue("payment", "checkout_id", "ask_at");
        var due = new DueWork(database, checkouts);
        var claimed = due.claimAsks(NOW, 2);
        due.schedule(claimed.getFirst(), NOW, NOW.plusSeconds(1));
        // What is settled is asked about no more, and the other's claim is as it was.
        assertThat(due.claimAsks(NOW.plus(Duration.ofMinutes(2)), 10))
                .extracting(found -> found.checkout().id())
                .containsExactly(THIRD);
    }
}
