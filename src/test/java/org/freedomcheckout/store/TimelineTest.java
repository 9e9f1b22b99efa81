package org.freedomcheckout.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.freedomcheckout.store.Samples.ENTRY;
import static org.freedomcheckout.store.Samples.KEY;
import static org.freedomcheckout.store.Samples.NOW;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.freedomcheckout.checkout.CheckoutId;
import org.freedomcheckout.checkout.CheckoutKey;
import org.freedomcheckout.checkout.Secret;
import org.freedomcheckout.checkout.TimelineEntry;
import org.freedomcheckout.checkout.TimelineEntry.Actor;
import org.freedomcheckout.store.TimelineChain.Break;
import org.freedomcheckout.store.TimelineChain.End;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happened, and that nobody has changed what was written of it. */
class TimelineTest {

    private static final Secret OLD_KEY = new Secret("the-old-key-the-old-key-the-old-key");
    private static final Secret NEW_KEY = new Secret("the-new-key-the-new-key-the-new-key");

    @TempDir
    private Path directory;

    private Database database;
    private Timeline timeline;
    private TimelineChain chain;
    private CheckoutId checkout;

    @BeforeEach
    void open() throws DuplicatePaymentException {
        database = Samples.database(directory);
        timeline = new Timeline(database);
        chain = new TimelineChain(database, KEY);
        checkout = stored();
    }

    @AfterEach
    void close() {
        database.close();
    }

    /** A checkout with one entry. */
    private CheckoutId stored() throws DuplicatePaymentException {
        var open = Samples.open(1, NOW);
        new CheckoutStore(database, KEY).insert(open, ENTRY);
        return open.id();
    }

    private void add(int entries) {
        database.jdbi().useTransaction(handle -> {
            var insert = Timeline.insert(handle);
            for (int i = 0; i < entries; i++) {
                Timeline.add(
                        insert,
                        checkout,
                        new TimelineEntry(NOW, Actor.GATEWAY, "status.answered", Map.of("n", "" + i)));
            }
            insert.execute();
        });
    }

    /** What is found out after a change, which is then taken back. */
    private Optional<Break> after(String change) {
        var found = new ArrayList<Optional<Break>>();
        database.jdbi().useTransaction(handle -> {
            handle.execute(change);
            found.add(chain.verify());
            handle.rollback();
        });
        return found.getFirst();
    }

    @Test
    void entriesAreReadInTheirOrder() throws DuplicatePaymentException {
        var written = new ArrayList<>(List.of(ENTRY));
        for (var actor : Actor.values()) {
            var entry =
                    new TimelineEntry(NOW.minusSeconds(written.size()), actor, "card.chosen", Map.of("mask", "«1981»"));
            written.add(entry);
            timeline.add(checkout, entry);
        }
        assertThat(timeline.of(checkout)).isEqualTo(written);
        assertThat(timeline.of(stored())).containsExactly(ENTRY);
    }

    @Test
    void theChainGrowsByABatchAtATime() {
        assertThat(chain.end()).isEqualTo(new End(0, ""));
        assertThat(chain.verify()).isEmpty();
        add(500);
        assertThat(chain.chain()).isEqualTo(500);
        assertThat(chain.chain()).isEqualTo(1);
        assertThat(chain.chain()).isZero();
        assertThat(chain.end().position()).isEqualTo(501);
        assertThat(chain.verify()).isEmpty();
        // What is not chained yet, nobody can look at.
        add(1);
        assertThat(chain.verify()).isEmpty();
        assertThat(after("DELETE FROM event WHERE position = 500")).hasValue(new Break(500, "is missing"));
        assertThat(after("DELETE FROM event WHERE position = 501")).hasValue(new Break(501, "is missing"));
    }

    @Test
    void theFirstBadEntryIsNamed() {
        add(4);
        assertThat(chain.chain()).isEqualTo(5);
        for (var change : List.of(
                "details = '{}'",
                "actor = 'shopper'",
                "type = 'another'",
                "at = at + INTERVAL '1' SECOND",
                "link = (SELECT link FROM event WHERE position = 2)")) {
            assertThat(after("UPDATE event SET " + change + " WHERE position = 3"))
                    .as(change)
                    .hasValue(new Break(3, "was changed"));
        }
        assertThat(after("DELETE FROM event WHERE position = 3")).hasValue(new Break(3, "is missing"));
        assertThat(after("DELETE FROM event WHERE position > 3")).hasValue(new Break(4, "is missing"));
        assertThat(after("UPDATE chain_end SET link = 'another'")).hasValue(new Break(5, "was changed"));
        assertThat(chain.verify()).isEmpty();
    }

    /** The server goes on while somebody verifies. */
    @Test
    void whatIsChainedMeanwhileIsNotLookedAt() {
        add(2);
        assertThat(chain.chain()).isEqualTo(3);
        assertThat(after("UPDATE chain_end SET position = 2, link = (SELECT link FROM event WHERE position = 2)"))
                .isEmpty();
    }

    @Test
    void thePreviousKeysLinksAreGood() {
        assertThat(new TimelineChain(database, new CheckoutKey(OLD_KEY, Optional.empty())).chain())
                .isEqualTo(1);
        add(1);
        var rotated = new TimelineChain(database, new CheckoutKey(NEW_KEY, Optional.of(OLD_KEY)));
        assertThat(rotated.chain()).isEqualTo(1);
        assertThat(rotated.verify()).isEmpty();
        assertThat(new TimelineChain(database, new CheckoutKey(NEW_KEY, Optional.empty())).verify())
                .hasValue(new Break(1, "was changed"));
    }
}
