package org.freedomcheckout.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.freedomcheckout.checkout.CheckoutKey;
import org.freedomcheckout.checkout.Secret;
import org.freedomcheckout.sandbox.Json;
import org.freedomcheckout.sandbox.SavedCard;
import org.freedomcheckout.testkit.MerchantApi;
import org.freedomcheckout.testkit.RunningCheckout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Measures how cost grows with what is stored: {@code -Dtest=ScaleTest -Dscale=1000,100000,1000000}, on PostgreSQL with
 * {@code -Dcheckout.database=postgresql} beside it. Prints a table row for each figure, and the plans.
 */
@EnabledIfSystemProperty(named = "scale", matches = "[0-9]+(,[0-9]+)*")
class ScaleTest {

    private static final int TIMES = 300;
    private static final int WARM_UP = 100;
    private static final Duration A_LONG_TIME = Duration.ofDays(3_650);

    @RegisterExtension
    static final RunningCheckout running = new RunningCheckout().with("CHECKOUT_RATE_LIMIT", "off");

    private final MerchantApi merchant = running.merchant();
    private final List<String> orders = new ArrayList<>();

    private interface Work {
        void run(int n);
    }

    @Test
    void costDoesNotGrowWithWhatIsStored() {
        var key = new CheckoutKey(new Secret(setting("CHECKOUT_KEY")), Optional.empty());
        var settings = new DatabaseSettings(setting("CHECKOUT_DATABASE_URL"), "", Secret.EMPTY);
        try (var database = Database.open(settings)) {
            var many = new ManyCheckouts(database, key, Instant.now());
            for (var total : sizes()) {
                var begun = System.nanoTime();
                many.fillTo(total);
                System.out.printf("%d checkouts after %.0f s%n", total, (System.nanoTime() - begun) / 1e9);
                measureApi(total);
                measureBackground(database, key, total);
            }
            var plans = QueryPlans.of(database);
            background(database, key).forEach(one -> one.work.run(0));
            plans.plans().forEach((sql, plan) -> System.out.printf("%s%n%s%n%n", sql, plan));
            assertThat(plans.plans()).isNotEmpty();
        }
    }

    private static String setting(String name) {
        return Objects.requireNonNull(running.settings().get(name));
    }

    private static int[] sizes() {
        return Arrays.stream(System.getProperty("scale").split(",", -1))
                .mapToInt(Integer::parseInt)
                .toArray();
    }

    private void measureApi(int total) {
        measure(
                total,
                "create",
                n -> orders.add(merchant.open(MerchantApi.savedCard(MerchantApi.newOrder(), SavedCard.PAID))
                        .id()));
        measure(total, "read", n -> get("/" + ManyCheckouts.id(1 + (int) (n * 7_919L % total))));
        measure(total, "list, first page", n -> get("?limit=100"));
        var middle = ManyCheckouts.id(total / 2);
        measure(total, "list, page in the middle", n -> get("?limit=100&after=" + middle));
        measure(total, "list by status", n -> get("?limit=100&status=failed"));
        measure(total, "list by status, middle", n -> get("?limit=100&status=failed&after=" + middle));
        measure(total, "list by order", n -> get("?limit=100&order_id=" + ManyCheckouts.REPEATED_ORDER));
        measure(total, "timeline", n -> get("/" + ManyCheckouts.id(1 + n % total) + "/events"));
    }

    private void get(String path) {
        var response = merchant.get("/api/v1/checkouts" + path);
        if (response.statusCode() != 200) {
            throw new AssertionError(response.body());
        }
        assertThat(Json.readObject(response.body())).isNotEmpty();
    }

    private static void measureBackground(Database database, CheckoutKey key, int total) {
        background(database, key).forEach(one -> measure(total, one.name, one.work));
    }

    private record Named(String name, Work work) {}

    private static List<Named> background(Database database, CheckoutKey key) {
        var due = new DueWork(database, new CheckoutStore(database, key));
        var outbox = new Outbox(database);
        var chain = new TimelineChain(database, key);
        var keys = new IdempotencyKeys(database);
        // Before anything can be due, so that nothing is claimed: what costs is to find that there is nothing.
        var early = Instant.now().minus(Duration.ofHours(1));
        return List.of(
                new Named("scan: payments to ask about", n -> due.claimAsks(early, 200)),
                new Named("scan: checkouts to expire", n -> due.claimOverdue(early, 200)),
                new Named("scan: webhooks, first tries", n -> outbox.claim(true, early, 100)),
                new Named("scan: webhooks, repeats", n -> outbox.claim(false, early, 100)),
                new Named("scan: entries to chain", n -> chain.chain()),
                new Named("scan: keys to forget", n -> keys.forget(Instant.now().minus(A_LONG_TIME))));
    }

    private static void measure(int total, String what, Work work) {
        for (int n = 0; n < WARM_UP; n++) {
            work.run(n);
        }
        var nanos = new long[TIMES];
        for (int n = 0; n < TIMES; n++) {
            var begun = System.nanoTime();
            work.run(WARM_UP + n);
            nanos[n] = System.nanoTime() - begun;
        }
        Arrays.sort(nanos);
        System.out.printf(
                Locale.ROOT,
                "| %d | %s | %.2f | %.2f |%n",
                total,
                what,
                nanos[TIMES / 2] / 1e6,
                nanos[TIMES * 99 / 100] / 1e6);
    }
}
