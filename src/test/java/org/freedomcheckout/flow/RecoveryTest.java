package org.freedomcheckout.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.freedomcheckout.checkout.Challenge;
import org.freedomcheckout.checkout.Checkout;
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
import org.freedomcheckout.gateway.FreedomPay;
import org.freedomcheckout.gateway.GatewaySettings;
import org.freedomcheckout.store.CheckoutStore;
import org.freedomcheckout.store.CheckoutStore.News;
import org.freedomcheckout.store.DueChecks;
import org.freedomcheckout.store.StoredCheckouts;
import org.junit.jupiter.api.Test;

/** More is due than recovery can do at once: what it claims and cannot begin would be claimed again, and done twice. */
class RecoveryTest {

    private static final int PLACES = 100;
    private static final Instant NOW = Instant.parse("2026-11-21T10:15:30Z");
    private static final CheckoutKey KEY = new CheckoutKey(new Secret("r".repeat(32)), Optional.empty());

    private final Queue<CheckoutStore.Found> asks = new ArrayDeque<>();
    private final Queue<CheckoutId> overdue = new ArrayDeque<>();
    private final Map<CheckoutId, Checkout> stored = new HashMap<>();
    private final Set<CheckoutId> looked = new HashSet<>();
    private final Deque<Runnable> begun = new ArrayDeque<>();

    /** Nobody listens there. */
    private final FreedomPay freedomPay = new FreedomPay(
            new GatewaySettings(
                    URI.create("http://127.0.0.1:9"),
                    "570001",
                    () -> List.of(new Secret("never-used-secret")),
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(1),
                    false,
                    "pg_md",
                    false),
            () -> NOW,
            (_, _, _) -> {});

    private final SimulatedFlow flow = new SimulatedFlow(
            freedomPay, freedomPay.callbacks(), new Stored(), new Due(), KEY, new Begun(), () -> NOW, true);

    /** At the bank, or abandoned there. */
    private Checkout checkout(int number) {
        var id = CheckoutId.random();
        var terms = new Terms(
                "A" + number,
                new Money(150_000, Currency.KZT),
                "Order A" + number,
                List.of(new Method.ThreeDs()),
                CaptureMode.AUTOMATIC,
                URI.create("https://shop.kz/ok"),
                URI.create("https://shop.kz/fail"),
                Optional.empty(),
                new Customer(Optional.empty(), Optional.empty(), Optional.empty()),
                Map.of(),
                NOW.plus(Duration.ofMinutes(30)));
        var challenge = new Challenge(URI.create("https://acs.bank.kz/"), new Secret("PaReq"), Secret.EMPTY);
        var checkout = Checkout.open(id, KEY.payToken(id), terms, new PaymentId("" + number), challenge, NOW);
        stored.put(id, checkout);
        return checkout;
    }

    private void makeDue(int questions, int expiries) {
        for (int n = 0; n < questions; n++) {
            asks.add(new CheckoutStore.Found(checkout(n), 1));
        }
        for (int n = 0; n < expiries; n++) {
            overdue.add(checkout(n).id());
        }
    }

    private void end(int tasks) {
        for (int n = 0; n < tasks; n++) {
            begun.remove().run();
        }
    }

    @Test
    void nothingIsClaimedThatCannotBeginAtOnce() {
        makeDue(250, 0);
        flow.tick();
        assertThat(begun).hasSize(PLACES);
        flow.tick();
        assertThat(begun).hasSize(PLACES);
        end(30);
        flow.tick();
        assertThat(begun).hasSize(PLACES);
        assertThat(asks).hasSize(120);
    }

    @Test
    void expiriesTakeThePlacesThatQuestionsLeave() {
        makeDue(60, 60);
        flow.tick();
        assertThat(begun).hasSize(PLACES);
        assertThat(asks).isEmpty();
        assertThat(overdue).hasSize(20);
    }

    @Test
    void allComesToItsTurn() {
        makeDue(250, 0);
        var all = asks.stream().map(found -> found.checkout().id()).toList();
        while (!asks.isEmpty()) {
            flow.tick();
            end(begun.size());
        }
        assertThat(looked).containsExactlyInAnyOrderElementsOf(all);
    }

    /** As many may be claimed as places are free; what has ended, even by an error, is a place again. */
    private final class Due implements DueChecks {

        @Override
        public List<CheckoutStore.Found> claimAsks(Instant now, int limit) {
            return take(asks, limit);
        }

        @Override
        public List<CheckoutId> claimOverdue(Instant now, int limit) {
            return take(overdue, limit);
        }

        private <T> List<T> take(Queue<T> due, int limit) {
            assertThat(limit).isEqualTo(PLACES - begun.size());
            var claimed = new ArrayList<T>();
            while (claimed.size() < limit && !due.isEmpty()) {
                claimed.add(due.remove());
            }
            return claimed;
        }

        @Override
        public void schedule(CheckoutStore.Found asked, Instant claimed, Instant now) {
            looked.add(asked.checkout().id());
            if (looked.size() == 1) {
                throw new IllegalStateException("the database was away for a moment");
            }
        }

        @Override
        public Optional<CheckoutStore.Found> nextInDoubt(Instant now) {
            return Optional.empty();
        }

        @Override
        public int hasten(Instant now, int limit) {
            return 0;
        }
    }

    /** Nothing moves here. */
    private final class Stored implements StoredCheckouts {

        @Override
        public Optional<Checkout> find(CheckoutId id) {
            return Optional.ofNullable(stored.get(id));
        }

        @Override
        public <T> T alone(CheckoutId id, Supplier<T> task) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<CheckoutStore.Found> find(PaymentId payment) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<Checkout> save(Checkout before, Checkout after, Instant now, News news) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<Checkout> saveOnDisk(Checkout before, Checkout after, Instant now, News news) {
            throw new UnsupportedOperationException();
        }
    }

    /** Keeps what has begun until the test lets it end. */
    private final class Begun extends AbstractExecutorService {

        @Override
        public void execute(Runnable task) {
            begun.add(task);
        }

        @Override
        public void shutdown() {
            begun.clear();
        }

        @Override
        public List<Runnable> shutdownNow() {
            return List.copyOf(begun);
        }

        @Override
        public boolean isShutdown() {
            return false;
        }

        @Override
        public boolean isTerminated() {
            return begun.isEmpty();
        }

        @Override
        public boolean awaitTermination(long timeout, TimeUnit unit) {
            return begun.isEmpty();
        }
    }
}
