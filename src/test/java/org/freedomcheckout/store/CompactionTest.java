package org.freedomcheckout.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.freedomcheckout.store.Samples.ENTRY;
import static org.freedomcheckout.store.Samples.KEY;
import static org.freedomcheckout.store.Samples.NEWS;
import static org.freedomcheckout.store.Samples.NOW;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.freedomcheckout.checkout.Checkout;
import org.freedomcheckout.checkout.CheckoutEvent.ChallengeOpened;
import org.freedomcheckout.checkout.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file of H2 while many write into it. */
class CompactionTest {

    private static final long SMALL = 1 << 20;
    private static final int SYNC_EACH = 10;
    private static final int CUTS = Integer.getInteger("compaction.cuts", 40);

    @TempDir
    private Path directory;

    private static Database open(String url) {
        return Database.open(new DatabaseSettings(url, "", Secret.EMPTY));
    }

    private static Checkout write(CheckoutStore store, int number) throws DuplicatePaymentException {
        var checkout = Samples.challenge(number);
        store.insert(checkout, ENTRY);
        return store.save(checkout, checkout.after(new ChallengeOpened(1)), NOW, NEWS)
                .orElseThrow();
    }

    @Test
    void theFileStaysAFewTimesAsLargeAsWhatCounts() throws DuplicatePaymentException, IOException {
        var file = directory.resolve("checkout.mv.db");
        var written = new ArrayList<Checkout>();
        try (var database = open("jdbc:h2:file:" + directory.resolve("checkout"))) {
            var store = new CheckoutStore(database, KEY);
            for (int number = 1; number <= 200; number++) {
                written.add(write(store, number));
            }
            var grown = Files.size(file);
            assertThat(grown).isGreaterThan(4 * SMALL);
            assertThat(database.compact(10 * grown)).isFalse();
            compact(database);
            var compact = Files.size(file);
            assertThat(compact).isLessThan(grown / 4);

            for (int number = 201; number <= 400; number++) {
                written.add(write(store, number));
            }
            compact(database);
            assertThat(Files.size(file)).isLessThan(3 * compact);
            assertThat(written)
                    .allSatisfy(checkout -> assertThat(store.find(checkout.id()))
                            .map(Checkout::payments)
                            .hasValue(checkout.payments()));
        }
    }

    @Test
    void whatCannotBeMadeSmallerIsTriedAgainButLessAndLessOften() throws IOException {
        var file = directory.resolve("checkout.mv.db");
        try (var database = open("jdbc:h2:file:" + directory.resolve("checkout"))) {
            // Pages of which every fourth counts, in chunks too large to be written anew.
            database.jdbi().useHandle(handle -> {
                handle.execute("CREATE TABLE large (id INT PRIMARY KEY, text VARCHAR(1000))");
                handle.execute("INSERT INTO large SELECT x, REPEAT('x', 1000) FROM SYSTEM_RANGE(1, 16000)");
                handle.execute("DELETE FROM large WHERE MOD(id / 1000, 4) <> 0");
            });
            assertThat(rounds(database, 30)).isBetween(4, 10);
            assertThat(rounds(database, 270)).isBetween(2, 6);
            assertThat(Files.size(file)).isGreaterThan(4 * 4_000_000);

            database.jdbi().useHandle(handle -> handle.execute("DROP TABLE large"));
            assertThat(rounds(database, 300)).isPositive();
            assertThat(Files.size(file)).isLessThan(SMALL);
        }
    }

    private static int rounds(Database database, int calls) {
        return (int)
                IntStream.range(0, calls).filter(_ -> compact(database) > 0).count();
    }

    private static int compact(Database database) {
        int steps = 0;
        while (database.compact(SMALL)) {
            steps++;
        }
        return steps;
    }

    @Test
    void aPowerCutInTheMiddleOfItLosesNothing() throws Exception {
        var file = directory.resolve("checkout.mv.db");
        var written = new CopyOnWriteArrayList<String>();
        var steps = new AtomicInteger();
        try (var database = open(FilesWithoutPower.url(directory.resolve("checkout")));
                var threads = Executors.newFixedThreadPool(2)) {
            var store = new CheckoutStore(database, KEY);
            var writer = threads.submit(() -> {
                var unsynced = new ArrayList<String>();
                for (int number = 1; !Thread.currentThread().isInterrupted() && number <= 50 * CUTS; number++) {
                    unsynced.add(write(store, number).id().toString());
                    if (number % SYNC_EACH == 0) {
                        database.sync();
                        written.addAll(unsynced);
                        unsynced.clear();
                    }
                }
                return written.size();
            });
            var compactor = threads.submit(() -> {
                while (!writer.isDone()) {
                    steps.addAndGet(compact(database));
                }
            });
            var chance = new Random(CUTS);
            for (int cut = 1; cut <= CUTS; cut++) {
                awaitRows(written, writer, 50 * cut - chance.nextInt(50));
                var acknowledged = List.copyOf(written);
                assertAllIsThere(file, chance, cut, acknowledged);
            }
            writer.get();
            compactor.get();
        }
        assertThat(steps).hasValueGreaterThan(10);
    }

    @Test
    void aPowerCutBeforeAnyOfItsFsyncsLosesNothing() throws DuplicatePaymentException {
        var file = directory.resolve("checkout.mv.db");
        var written = new ArrayList<String>();
        var chance = new Random(CUTS);
        var cuts = new AtomicInteger();
        try (var database = open(FilesWithoutPower.url(directory.resolve("checkout")))) {
            var store = new CheckoutStore(database, KEY);
            for (int number = 1; number <= 20 * CUTS; number++) {
                written.add(write(store, number).id().toString());
            }
            database.sync();
            FilesWithoutPower.beforeSync(file, () -> {
                for (int each = 0; each < 5; each++) {
                    assertAllIsThere(file, chance, cuts.incrementAndGet(), written);
                }
            });
            assertThat(compact(database)).isPositive();
            FilesWithoutPower.beforeSync(file, () -> {});
        }
        assertThat(cuts).hasValueGreaterThan(30);
    }

    private void assertAllIsThere(Path file, Random chance, int cut, List<String> written) {
        var left = directory.resolve("cut-" + cut);
        try {
            Files.write(Path.of(left + ".mv.db"), FilesWithoutPower.afterCut(file, chance));
            assertThat(checkouts(left)).as("cut %d", cut).containsAll(written);
            Files.delete(Path.of(left + ".mv.db"));
        } catch (IOException | SQLException e) {
            throw new AssertionError("cut " + cut, e);
        }
    }

    private static void awaitRows(List<String> written, Future<?> writer, int rows) throws InterruptedException {
        while (written.size() < rows && !writer.isDone()) {
            Thread.sleep(1);
        }
    }

    /** All that is in a database, each table of which is read to its end. */
    private static Set<String> checkouts(Path database) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:h2:file:" + database + ";IFEXISTS=TRUE");
                var statement = connection.createStatement()) {
            statement.execute("SCRIPT TO '" + database + ".sql'");
            var ids = new HashSet<String>();
            try (var rows = statement.executeQuery("SELECT id FROM checkout")) {
                while (rows.next()) {
                    ids.add(rows.getString(1));
                }
            }
            return ids;
        }
    }
}
