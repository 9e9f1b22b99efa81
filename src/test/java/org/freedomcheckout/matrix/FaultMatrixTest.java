package org.freedomcheckout.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.freedomcheckout.testkit.Checkout;
import org.freedomcheckout.testkit.Eventually;
import org.freedomcheckout.testkit.Http;
import org.freedomcheckout.testkit.MerchantApi;
import org.freedomcheckout.testkit.RunningCheckout;
import org.freedomcheckout.testkit.WebhookReceiver;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.LoggerFactory;

/**
 * The fault matrix, on the real server and the real sandbox. {@code -Dmatrix.scenarios=all} plays all of it, a number so
 * many; {@code -Dmatrix.seed=5} takes others; {@code -Dmatrix.scenario=NAME,NAME} plays these.
 */
@Order(1)
@Isolated("its clock leaps, which a busy machine would notice")
class FaultMatrixTest {

    private static final int BATCH = 1_000;

    /** So many play at a time: a shopper who has to wait for the database is another test's. */
    private static final int MOST_TRIES = 3;

    private static final Semaphore PLACES = new Semaphore(64);

    /** In these steps time goes on, longer than it takes to give up an operation that never arrived. */
    private static final List<Duration> STEPS = Stream.concat(
                    Stream.of(5, 5, 20), Stream.generate(() -> 60).limit(8))
            .map(Duration::ofSeconds)
            .toList();

    private static final Duration QUIET = Duration.ofMillis(1_500);
    private static final Duration LOOK = Duration.ofMillis(100);

    private static final Pattern CALLS = Pattern.compile("(?m)^gateway_calls_seconds_count\\{.*} (\\S+)$");

    private static final Duration BEYOND_EXPIRY = Duration.ofMinutes(31);

    private static final WebhookReceiver receiver = WebhookReceiver.start();
    private static final Logger LOGGER = (Logger) LoggerFactory.getLogger("org.freedomcheckout");
    private static final Logger MISTAKES = (Logger) LoggerFactory.getLogger("org.freedomcheckout.web");

    @RegisterExtension
    static final RunningCheckout running = new RunningCheckout()
            .with("CHECKOUT_RATE_LIMIT", "off")
            .withWebhooks(receiver)
            .with("FREEDOMPAY_RESPONSE_TIMEOUT", "PT4S");

    private final Stage stage = new Stage(running, receiver);

    @BeforeAll
    static void quiet() {
        // Payments in doubt are what this is about; not what the server calls its own mistake.
        LOGGER.setLevel(Level.OFF);
        MISTAKES.setLevel(Level.ERROR);
    }

    @AfterAll
    static void close() {
        LOGGER.setLevel(null);
        MISTAKES.setLevel(null);
        receiver.close();
    }

    @Test
    void everythingEndsAsTheLedgerSays() throws Exception {
        var seed = Long.getLong("matrix.seed", 1);
        var one = System.getProperty("matrix.scenario", "");
        var scenarios =
                one.isEmpty() ? Matrix.some(System.getProperty("matrix.scenarios", "100"), seed) : Matrix.named(one);
        assertThat(scenarios).isNotEmpty();
        var started = System.nanoTime();
        var problems = new ArrayList<String>();
        for (int first = 0; first < scenarios.size(); first += BATCH) {
            problems.addAll(play(scenarios.subList(first, Math.min(scenarios.size(), first + BATCH))));
        }
        System.out.printf(
                "%d of %d fault scenarios in %.0f s, %d ended wrong (seed %d)%n",
                scenarios.size(), Matrix.all().size(), (System.nanoTime() - started) / 1e9, problems.size(), seed);
        problems.forEach(System.out::println);
        assertThat(problems).isEmpty();
    }

    /** Plays scenarios at the same time; what would take hours is due a little later by the checkout's clock. */
    private List<String> play(List<Scenario> scenarios) throws Exception {
        var played = new ConcurrentLinkedQueue<Played>();
        var problems = forEach(
                scenarios,
                scenario -> attempt(scenario, () -> {
                    played.add(new Played(scenario, begun(scenario)));
                    return List.of();
                }));
        for (var step : STEPS) {
            running.clock().forward(step);
            awaitQuiet();
        }
        problems.addAll(judged(played, one -> one.scenario.problems(stage, one.checkout)));
        running.clock().forward(BEYOND_EXPIRY);
        problems.addAll(judged(played, one -> one.scenario.problemsAfterExpiry(stage, one.checkout)));
        running.sandbox().reset();
        return problems;
    }

    /** On a busy machine a shopper is told to try again before a payment has got as far as its fault: then with another order. */
    private Checkout begun(Scenario scenario) {
        for (int tries = 1; tries < MOST_TRIES; tries++) {
            try {
                return scenario.play(stage, MerchantApi.newOrder());
            } catch (AssertionError e) {
                System.out.println(scenario.name() + " is played again: " + e.getMessage());
            }
        }
        return scenario.play(stage, MerchantApi.newOrder());
    }

    /** Time must not leap while a call is about to leave: it would be taken for one that comes too late. */
    private static void awaitQuiet() {
        var seen = calls();
        var since = System.nanoTime();
        while (System.nanoTime() - since < QUIET.toNanos()) {
            LockSupport.parkNanos(LOOK.toNanos());
            var now = calls();
            if (now != seen) {
                seen = now;
                since = System.nanoTime();
            }
        }
    }

    /** How many calls to the gateway have ended. */
    private static double calls() {
        return CALLS.matcher(Http.get(running.management() + "/metrics").body())
                .results()
                .mapToDouble(count -> Double.parseDouble(count.group(1)))
                .sum();
    }

    /** What is still wrong after a while. */
    private static List<String> judged(Collection<Played> played, Function<Played, List<String>> judge)
            throws Exception {
        return forEach(
                played, one -> attempt(one.scenario, () -> Eventually.look(() -> judge.apply(one), List::isEmpty)));
    }

    private static List<String> attempt(Scenario scenario, Supplier<List<String>> part) {
        PLACES.acquireUninterruptibly();
        try {
            return part.get();
        } catch (RuntimeException | AssertionError e) {
            return List.of(scenario.name() + " cannot be played: " + e);
        } finally {
            PLACES.release();
        }
    }

    private static <T> List<String> forEach(Collection<T> all, Function<T, List<String>> part) throws Exception {
        var parts = all.stream()
                .<Callable<List<String>>>map(one -> () -> part.apply(one))
                .toList();
        var problems = new ArrayList<String>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var done : threads.invokeAll(parts)) {
                problems.addAll(done.get());
            }
        }
        return problems;
    }

    private record Played(Scenario scenario, Checkout checkout) {}
}
