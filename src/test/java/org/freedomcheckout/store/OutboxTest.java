package org.freedomcheckout.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.freedomcheckout.store.Samples.ENTRY;
import static org.freedomcheckout.store.Samples.KEY;
import static org.freedomcheckout.store.Samples.NOW;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.freedomcheckout.store.CheckoutStore.News;
import org.freedomcheckout.store.Outbox.State;
import org.freedomcheckout.store.Outbox.Stored;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two webhooks of one checkout, and one of another. */
class OutboxTest {

    private static final Instant CLAIM_IS_OVER = NOW.plusSeconds(30);

    @TempDir
    private Path directory;

    private Database database;
    private Outbox outbox;

    @BeforeEach
    void fill() throws DuplicatePaymentException {
        database = Samples.database(directory);
        outbox = new Outbox(database);
        write("first", "second");
        write("other");
    }

    @AfterEach
    void close() {
        database.close();
    }

    private void write(String... ids) throws DuplicatePaymentException {
        var store = new CheckoutStore(database, KEY);
        var checkout = Samples.open(1, NOW);
        store.insert(checkout, ENTRY);
        var webhooks = Stream.of(ids)
                .map(id -> new Webhook(id, "checkout.paid", "{\"id\":\"" + id + "\"}"))
                .toList();
        assertThat(store.save(checkout, checkout, NOW, new News(ENTRY, webhooks)))
                .isPresent();
    }

    /** Claims all that are due, and tells their names. */
    private List<String> claim(boolean first, Instant now) {
        return names(outbox.claim(first, now, 10));
    }

    private static List<String> names(List<Stored> webhooks) {
        return webhooks.stream().map(stored -> stored.webhook().id()).toList();
    }

    private Stored find(String id) {
        return outbox.find(id).orElseThrow();
    }

    @Test
    void oneAfterTheOtherOfEachCheckout() {
        assertThat(find("second"))
                .extracting(Stored::webhook, Stored::state, Stored::createdAt, Stored::nextAt, Stored::isFirstTry)
                .containsExactly(
                        new Webhook("second", "checkout.paid", "{\"id\":\"second\"}"),
                        State.PENDING,
                        NOW,
                        Optional.of(NOW),
                        true);
        assertThat(claim(true, NOW.minusMillis(1))).isEmpty();
        assertThat(claim(false, NOW)).isEmpty();
        assertThat(claim(true, NOW)).containsExactlyInAnyOrder("first", "other");
        assertThat(claim(true, NOW)).isEmpty();

        outbox.delivered(find("first"), "204");
        assertThat(find("first"))
                .extracting(Stored::state, Stored::nextAt, Stored::tries, Stored::lastAnswer)
                .containsExactly(State.DELIVERED, Optional.empty(), 1, Optional.of("204"));
        assertThat(claim(true, NOW)).containsExactly("second");
    }

    @Test
    void whoDiesWithAClaimDelaysIt() {
        assertThat(claim(true, NOW)).contains("first");
        assertThat(claim(true, CLAIM_IS_OVER.minusMillis(1))).isEmpty();
        assertThat(claim(true, CLAIM_IS_OVER)).containsExactlyInAnyOrder("first", "other");
    }

    @Test
    void aFailedTryIsRepeatedAndGivenUpInTheEnd() {
        var begun = outbox.claim(true, NOW.plusSeconds(5), 1).getFirst();
        var name = begun.webhook().id();
        assertThat(begun.roundAt()).isEqualTo(NOW.plusSeconds(5));
        outbox.failed(begun, Optional.of(NOW.plusSeconds(60)), "timeout");
        assertThat(find(name))
                .extracting(Stored::state, Stored::nextAt, Stored::tries, Stored::isFirstTry, Stored::lastAnswer)
                .containsExactly(State.PENDING, Optional.of(NOW.plusSeconds(60)), 1, false, Optional.of("timeout"));

        assertThat(claim(false, NOW.plusSeconds(59))).isEmpty();
        var repeated = outbox.claim(false, NOW.plusSeconds(60), 10);
        // The schedule counts from the first try.
        assertThat(repeated).singleElement().extracting(Stored::roundAt).isEqualTo(NOW.plusSeconds(5));
        outbox.failed(repeated.getFirst(), Optional.empty(), "a".repeat(201));
        assertThat(find(name))
                .extracting(Stored::state, Stored::nextAt, Stored::tries, Stored::lastAnswer)
                .containsExactly(State.DEAD, Optional.empty(), 2, Optional.of("a".repeat(200)));
    }

    @Test
    void anEndThatComesLateChangesNothing() {
        var early = find("first");
        outbox.failed(early, Optional.of(NOW.plusSeconds(60)), "500");
        outbox.delivered(early, "204");
        assertThat(find("first")).extracting(Stored::state, Stored::tries).containsExactly(State.PENDING, 1);
    }

    @Test
    void oneIsSentAgainWhateverBecameOfIt() {
        outbox.delivered(find("first"), "204");
        assertThat(outbox.resend("first", NOW.plusSeconds(100))).isTrue();
        assertThat(outbox.resend("none", NOW.plusSeconds(100))).isFalse();
        assertThat(find("first"))
                .extracting(Stored::state, Stored::nextAt, Stored::roundAt, Stored::tries, Stored::isFirstTry)
                .containsExactly(State.PENDING, Optional.of(NOW.plusSeconds(100)), NOW.plusSeconds(100), 2, true);
        assertThat(outbox.find("none")).isEmpty();
    }

    @Test
    void theNewestAreListedFirst() {
        outbox.delivered(find("first"), "204");
        outbox.failed(find("other"), Optional.empty(), "410");
        assertThat(names(outbox.list(Optional.empty(), 10))).containsExactly("other", "second", "first");
        assertThat(names(outbox.list(Optional.empty(), 2))).containsExactly("other", "second");
        assertThat(names(outbox.list(Optional.of(State.PENDING), 10))).containsExactly("second");
        assertThat(names(outbox.list(Optional.of(State.DELIVERED), 10))).containsExactly("first");
        assertThat(names(outbox.list(Optional.of(State.DEAD), 10))).containsExactly("other");
    }
}
