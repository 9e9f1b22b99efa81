package org.freedomcheckout.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.freedomcheckout.store.Samples.ENTRY;
import static org.freedomcheckout.store.Samples.KEY;
import static org.freedomcheckout.store.Samples.NEWS;
import static org.freedomcheckout.store.Samples.NOW;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.freedomcheckout.checkout.CardFace;
import org.freedomcheckout.checkout.Failure;
import org.freedomcheckout.checkout.Means;
import org.freedomcheckout.checkout.Payment;
import org.freedomcheckout.checkout.PaymentState;
import org.freedomcheckout.checkout.Reason;
import org.freedomcheckout.checkout.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One card in the checkouts of many. */
class CardRefusalsTest {

    private static final Secret CARD = new Secret("card-token");
    private static final PaymentState REFUSED = new PaymentState.Refused(new Failure("10009", Reason.CARD_BLOCKED));

    @TempDir
    private Path directory;

    private static void store(CheckoutStore store, Secret card, Instant begun, PaymentState state)
            throws DuplicatePaymentException {
        var open = Samples.open(1, begun);
        store.insert(open, ENTRY);
        var means = new Means.SavedCard(card, CardFace.UNKNOWN);
        var payment = new Payment(1, "A1", means, Optional.empty(), state, begun);
        assertThat(store.save(open, open.with(List.of(payment), List.of()), begun, NEWS))
                .isPresent();
    }

    @Test
    void thoseThatBroughtNoMoneyAreTold() throws DuplicatePaymentException {
        try (var database = Samples.database(directory)) {
            var store = new CheckoutStore(database, KEY);
            store(store, CARD, NOW, REFUSED);
            store(store, CARD, NOW.plusSeconds(1), new PaymentState.AwaitingCvc());
            store(store, CARD, NOW.plusSeconds(2), REFUSED);
            store(store, CARD, NOW.plusSeconds(3), new PaymentState.Abandoned());
            store(store, new Secret("another"), NOW.plusSeconds(4), REFUSED);

            var refusals = new CardRefusals(database, KEY);
            assertThat(refusals.since(CARD, NOW.minusMillis(1), 10))
                    .containsExactly(NOW.plusSeconds(2), NOW.plusSeconds(1), NOW);
            assertThat(refusals.since(CARD, NOW, 1)).containsExactly(NOW.plusSeconds(2));
            assertThat(refusals.since(CARD, NOW.plusSeconds(2), 10)).isEmpty();
        }
    }
}
