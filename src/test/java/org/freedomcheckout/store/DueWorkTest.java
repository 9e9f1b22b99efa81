package org.freedomcheckout.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.freedomcheckout.store.Samples.ENTRY;
import static org.freedomcheckout.store.Samples.KEY;
import static org.freedomcheckout.store.Samples.NEWS;
import static org.freedomcheckout.store.Samples.NOW;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.freedomcheckout.checkout.CheckoutId;
import org.freedomcheckout.checkout.Means;
import org.freedomcheckout.checkout.Payment;
import org.freedomcheckout.checkout.PaymentState;
import org.freedomcheckout.store.CheckoutStore.Found;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A payment in doubt since now, about which is asked two seconds later, and then five. */
class DueWorkTest {

    @TempDir
    private Path directory;

    private Database database;
    private CheckoutStore store;
    private DueWork due;
    private CheckoutId inDoubt;

    @BeforeEach
    void fill() throws DuplicatePaymentException {
        database = Samples.database(directory);
        store = new CheckoutStore(database, KEY);
        due = new DueWork(database, store);
        inDoubt = stored(new PaymentState.Planned(NOW, 1, false));
    }

    @AfterEach
    void close() {
        database.close();
    }

    private CheckoutId stored(PaymentState state) throws DuplicatePaymentException {
        var open = Samples.open(1, NOW);
        store.insert(open, ENTRY);
        var payment = new Payment(1, "A1", new Means.CardPage(), Optional.empty(), state, NOW);
        assertThat(store.save(open, open.with(List.of(payment), List.of()), NOW, NEWS))
                .isPresent();
        return open.id();
    }

    private static CheckoutId id(Found found) {
        return found.checkout().id();
    }

    @Test
    void theNextQuestionIsAboutAPaymentInDoubt() throws DuplicatePaymentException {
        // Its shopper is only on the way.
        stored(new PaymentState.AwaitingCvc());
        assertThat(due.nextInDoubt(NOW)).map(DueWorkTest::id).hasValue(inDoubt);
        assertThat(due.nextInDoubt(NOW.plusSeconds(1))).map(Found::attempt).hasValue(1);
        assertThat(due.nextInDoubt(NOW.plusSeconds(2))).isEmpty();
        assertThat(due.nextInDoubt(NOW.minusSeconds(600))).isEmpty();
    }

    @Test
    void aQuestionIsAskedInItsTimeAndThenByTheSchedule() {
        assertThat(due.claimAsks(NOW.plusSeconds(1), 10)).isEmpty();
        var claimed = NOW.plusSeconds(2);
        var asked = due.claimAsks(claimed, 10).getFirst();
        assertThat(id(asked)).isEqualTo(inDoubt);
        assertThat(due.claimAsks(claimed.plusSeconds(29), 10)).isEmpty();
        due.schedule(asked, claimed, NOW.plusSeconds(3));
        assertThat(due.claimAsks(NOW.plusSeconds(4), 10)).isEmpty();
        assertThat(due.claimAsks(NOW.plusSeconds(5), 10))
                .extracting(DueWorkTest::id)
                .containsExactly(inDoubt);
    }

    @Test
    void whoHasClaimedAnewIsNotDisturbed() {
        var asked = due.claimAsks(NOW.plusSeconds(2), 10).getFirst();
        assertThat(due.claimAsks(NOW.plusSeconds(32), 10)).hasSize(1);
        due.schedule(asked, NOW.plusSeconds(2), NOW.plusSeconds(3));
        assertThat(due.claimAsks(NOW.plusSeconds(61), 10)).isEmpty();
        assertThat(due.claimAsks(NOW.plusSeconds(62), 10)).hasSize(1);
    }

    @Test
    void aQuestionIsMadeDueAtOnce() {
        assertThat(due.hasten(NOW, 10)).isEqualTo(1);
        assertThat(due.claimAsks(NOW, 10)).extracting(DueWorkTest::id).containsExactly(inDoubt);
    }

    @Test
    void aRowThatCannotBeReadHoldsUpNoOther() throws DuplicatePaymentException {
        var other = stored(new PaymentState.Planned(NOW, 1, true));
        database.jdbi()
                .useHandle(handle -> handle.execute(
                        "UPDATE payment SET state = 'planned', since = NULL WHERE checkout_id = ?", inDoubt.value()));
        assertThat(due.claimAsks(NOW.plusSeconds(2), 10))
                .extracting(DueWorkTest::id)
                .containsExactly(other);
    }

    @Test
    void anOpenCheckoutIsOverAtItsTime() {
        var end = NOW.plusSeconds(3600);
        assertThat(due.claimOverdue(end.minusSeconds(1), 10)).isEmpty();
        assertThat(due.claimOverdue(end, 10)).containsExactly(inDoubt);
        assertThat(due.claimOverdue(end.plusSeconds(29), 10)).isEmpty();
        assertThat(due.claimOverdue(end.plusSeconds(30), 10)).containsExactly(inDoubt);
    }
}
