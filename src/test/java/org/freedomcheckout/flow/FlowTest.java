package org.freedomcheckout.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.freedomcheckout.checkout.Samples.CHALLENGE;
import static org.freedomcheckout.checkout.Samples.SAVED_CARD;

import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import org.freedomcheckout.checkout.Checkout;
import org.freedomcheckout.checkout.CheckoutState.Expired;
import org.freedomcheckout.checkout.Method;
import org.freedomcheckout.checkout.PaymentId;
import org.freedomcheckout.checkout.RandomText;
import org.freedomcheckout.checkout.Samples;
import org.freedomcheckout.checkout.Secret;
import org.freedomcheckout.checkout.Terms;
import org.freedomcheckout.checkout.Terms.CaptureMode;
import org.freedomcheckout.checkout.TimelineEntry;
import org.freedomcheckout.checkout.TimelineEntry.Actor;
import org.freedomcheckout.store.Database;
import org.freedomcheckout.store.DatabaseSettings;
import org.freedomcheckout.store.DuplicatePaymentException;
import org.freedomcheckout.store.IdempotencyKeys;
import org.freedomcheckout.store.Outbox;
import org.freedomcheckout.store.TimelineChain;
import org.freedomcheckout.testkit.Eventually;
import org.freedomcheckout.testkit.RunningCheckout;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole flow over a real database, beside a Freedom Pay that is away. */
class FlowTest {

    private static final FlowSettings SETTINGS = new FlowSettings(
            URI.create("https://checkout.shop.kz"),
            true,
            Duration.ofSeconds(3),
            true,
            true,
            true,
            SimulatedFlow.CALL_ENDS);
    private static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);

    @TempDir
    private static Path directory;

    private static Database database;
    private static Flow flow;

    @BeforeAll
    static void open() {
        database = Database.open(new DatabaseSettings(RunningCheckout.newDatabase(directory), "", Secret.EMPTY));
        flow = flow(() -> Samples.NOW);
    }

    @AfterAll
    static void close() {
        flow.close();
        database.close();
    }

    private static Flow flow(InstantSource clock) {
        return new Flow(
                SETTINGS, database, FlowInMemory.KEY, SimulatedFlow.NOWHERE, clock, new CompositeMeterRegistry());
    }

    private static Terms cardTerms() {
        return Samples.terms(CaptureMode.AUTOMATIC, SAVED_CARD);
    }

    private static Checkout open(PaymentId payment) throws DuplicatePaymentException {
        return flow.checkouts.open(Samples.terms(CaptureMode.AUTOMATIC, new Method.ThreeDs()), payment, CHALLENGE);
    }

    private static String[] types(Checkout checkout) {
        return flow.checkouts.timeline(checkout).stream()
                .map(TimelineEntry::type)
                .toArray(String[]::new);
    }

    @Test
    void aCheckoutIsFoundByAllItsNames() throws Exception {
        var checkout = open(new PaymentId("1"));
        var found = new ArrayList<Checkout>();
        flow.checkouts.find(checkout.id()).ifPresent(found::add);
        flow.checkouts.find(checkout.payToken()).ifPresent(found::add);
        flow.checkouts
                .find(FlowInMemory.KEY.returnToken(checkout.id(), 1))
                .ifPresent(payment -> found.add(payment.checkout()));
        found.addAll(flow.checkouts.list(Optional.of("A1001"), Optional.of("open"), Optional.empty(), 100).stream()
                .filter(listed -> listed.payments().equals(checkout.payments()))
                .toList());
        assertThat(found).hasSize(4).extracting(Checkout::id).containsOnly(checkout.id());
        assertThat(flow.checkouts.timeline(checkout))
                .containsExactly(
                        new TimelineEntry(Samples.NOW, Actor.MERCHANT, "checkout.created", Map.of("status", "open")));
    }

    @Test
    void aPaymentHasOneCheckout() throws Exception {
        open(new PaymentId("2"));
        assertThatThrownBy(() -> open(new PaymentId("2"))).isInstanceOf(DuplicatePaymentException.class);
    }

    @Test
    void whatIsRefusedAtTheDoorIsNoted() {
        var checkout = flow.checkouts.open(cardTerms());
        flow.checkouts.note(checkout, Actor.SHOPPER, "return.refused", Map.of());
        assertThat(types(checkout)).containsExactly("checkout.created", "return.refused");
    }

    @Test
    void whatIsOverIsClosedAndToldOnItsOwn() {
        var checkout = flow.checkouts.open(cardTerms());
        var key = Idempotency.Key.of(Secret.EMPTY, "/", RandomText.base62(22), new byte[0]);
        new IdempotencyKeys(database).take(key.scopeHash(), key.requestHash(), Samples.NOW, Samples.NOW);
        try (var later = flow(() -> Samples.NOW.plus(Duration.ofDays(40)))) {
            later.start();
            var closed = Eventually.look(
                    () -> flow.checkouts.find(checkout.id()).orElseThrow(), now -> now.state() instanceof Expired);
            assertThat(closed.state()).isEqualTo(new Expired());
            assertThat(types(checkout)).containsExactly("checkout.created", "checkout.expired");
            assertThat(new Outbox(database).list(Optional.empty(), 100))
                    .filteredOn(webhook -> webhook.checkout().equals(checkout.id()))
                    .extracting(stored -> stored.webhook().type())
                    .containsExactly("checkout.expired");
            var chain = new TimelineChain(database, FlowInMemory.KEY);
            assertThat(Eventually.look(chain::end, end -> end.position() > 1).position())
                    .isGreaterThan(1);
            assertThat(Eventually.look(
                            () -> new IdempotencyKeys(database).find(key.scopeHash(), Instant.EPOCH),
                            Optional::isEmpty))
                    .isEmpty();
        }
    }

    @Test
    void theTimeIsTheDatabases() {
        try (var clock = new DatabaseClock(database, InstantSource.system())) {
            assertIsNear(clock, Duration.ZERO);
            var read = clock.instant();
            assertThat(read).isEqualTo(read.truncatedTo(ChronoUnit.MILLIS));
        }
    }

    @Test
    void whatATestHasSetAheadIsAhead() {
        try (var clock = new DatabaseClock(database, InstantSource.offset(InstantSource.system(), HALF_AN_HOUR))) {
            assertIsNear(clock, HALF_AN_HOUR);
        }
    }

    /** Up to what a busy machine may lose between two lines. */
    private static void assertIsNear(DatabaseClock clock, Duration ahead) {
        var before = database.now().plus(ahead);
        var read = clock.instant();
        var after = database.now().plus(ahead);
        assertThat(read).isBetween(before.minusSeconds(10), after.plusSeconds(10));
    }
}
