package org.freedomcheckout.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.freedomcheckout.store.Samples.ENTRY;
import static org.freedomcheckout.store.Samples.KEY;
import static org.freedomcheckout.store.Samples.NEWS;
import static org.freedomcheckout.store.Samples.NOW;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.freedomcheckout.checkout.Checkout;
import org.freedomcheckout.checkout.TimelineEntry;
import org.freedomcheckout.checkout.TimelineEntry.Actor;
import org.freedomcheckout.store.CheckoutStore.News;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How checkouts are written: with all that belongs to them, and once. */
class CheckoutMovesTest {

    @TempDir
    private Path directory;

    private Database database;
    private CheckoutStore store;
    private Timeline timeline;
    private Checkout checkout;

    @BeforeEach
    void open() throws DuplicatePaymentException {
        database = Samples.database(directory);
        store = new CheckoutStore(database, KEY);
        timeline = new Timeline(database);
        checkout = Samples.challenge(1);
        store.insert(checkout, ENTRY);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void whoHasReadTooEarlyMovesNothing() {
        var webhook = new Webhook("msg_1", "checkout.paid", "{}");
        var moved = new TimelineEntry(NOW, Actor.SHOPPER, "moved", Map.of("attempt", "1"));
        assertThat(store.save(checkout, checkout, NOW.plusSeconds(9), new News(moved, List.of(webhook))))
                .map(Checkout::version)
                .hasValue(1L);

        var tooLate = new News(ENTRY, List.of(new Webhook("msg_2", "checkout.failed", "{}")));
        assertThat(store.save(checkout, checkout, NOW.plusSeconds(10), tooLate)).isEmpty();
        var found = store.find(checkout.id()).orElseThrow();
        assertThat(found.version()).isEqualTo(1);
        assertThat(found.updatedAt()).isEqualTo(NOW.plusSeconds(9));
        assertThat(timeline.of(checkout.id())).containsExactly(ENTRY, moved);
        var outbox = new Outbox(database);
        assertThat(outbox.find("msg_1")).map(Outbox.Stored::webhook).hasValue(webhook);
        assertThat(outbox.find("msg_2")).isEmpty();
    }

    @Test
    void aPaymentBelongsToOneCheckout() {
        assertThatThrownBy(() -> store.insert(Samples.challenge(1), ENTRY))
                .isInstanceOf(DuplicatePaymentException.class);
        // Another thing that is there once only is no duplicate payment.
        var bare = Samples.open(2, NOW);
        assertThatThrownBy(() -> {
                    store.insert(bare, ENTRY);
                    store.insert(bare, ENTRY);
                })
                .isInstanceOf(UnableToExecuteStatementException.class);
        assertThat(timeline.of(bare.id())).hasSize(1);
    }

    @Test
    void whatMustBeOnTheDiskIsWrittenLikeTheRest() {
        var stored = store.saveOnDisk(checkout, checkout, NOW, NEWS);
        assertThat(stored).map(Checkout::version).hasValue(1L);
        assertThat(store.saveOnDisk(checkout, checkout, NOW, NEWS)).isEmpty();
        assertThat(timeline.of(checkout.id())).containsExactly(ENTRY, NEWS.entry());
    }

    /** One who claimed a question and stands still has locked the payment, but not its checkout. */
    @Test
    void aGroupWaitsForALockLessLongThanOneAlone() {
        assumeTrue(!database.unlocked().isEmpty(), "on H2 nobody else writes meanwhile");
        database.jdbi().useHandle(handle -> handle.execute("""
                        CREATE TABLE patience (value TEXT);
                        CREATE FUNCTION note_patience() RETURNS TRIGGER LANGUAGE plpgsql AS '
                            BEGIN INSERT INTO patience VALUES (current_setting(''lock_timeout'')); RETURN NEW; END';
                        CREATE TRIGGER patience BEFORE UPDATE ON payment FOR EACH ROW EXECUTE FUNCTION note_patience()
                        """));
        var stored = store.save(checkout, checkout, NOW, NEWS).orElseThrow();
        store.alone(checkout.id(), () -> store.save(stored, stored, NOW, NEWS));
        assertThat(database.jdbi()
                        .<List<String>, RuntimeException>withHandle(
                                handle -> handle.createQuery("SELECT value FROM patience")
                                        .mapTo(String.class)
                                        .list()))
                .containsExactly("1s", "5s");
    }

    @Test
    void whatIsDoneAloneIsDoneWhollyOrNotAtAll() {
        assertThat(store.<String>alone(checkout.id(), () -> {
                    store.save(checkout, checkout, NOW, NEWS);
                    return "done";
                }))
                .isEqualTo("done");
        var before = store.find(checkout.id()).orElseThrow();
        assertThat(before.version()).isEqualTo(1);
        var done = new ArrayList<Checkout>();
        assertThatThrownBy(() -> store.alone(checkout.id(), () -> {
                    done.add(store.save(before, before, NOW, NEWS).orElseThrow());
                    throw new IllegalStateException("changed its mind");
                }))
                .hasMessage("changed its mind");
        assertThat(done).hasSize(1);
        assertThat(store.find(checkout.id())).map(Checkout::version).hasValue(before.version());
        assertThatThrownBy(() -> store.alone(Samples.open(3, NOW).id(), () -> "nobody's"))
                .isInstanceOf(IllegalStateException.class);
    }
}
