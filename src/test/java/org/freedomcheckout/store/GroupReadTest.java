package org.freedomcheckout.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.freedomcheckout.checkout.Secret;
import org.freedomcheckout.testkit.RunningCheckout;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many read by one statement, and each gets what it would have got alone. */
class GroupReadTest {

    private static final int READERS = 50;
    private static final List<String> BUSY = List.of("first", "second").subList(0, GroupRead.AT_ONCE);

    @TempDir
    private Path directory;

    private final Crowd<Optional<Integer>> crowd = new Crowd<>();
    private Database database;
    private GroupRead<Integer> reading;

    @BeforeEach
    void open() {
        database = Database.open(new DatabaseSettings(RunningCheckout.newDatabase(directory), "", Secret.EMPTY));
        database.jdbi().useHandle(handle -> handle.execute("CREATE TABLE written (name VARCHAR(20) PRIMARY KEY)"));
        reading = new GroupRead<>(database, this::read);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private Map<String, Integer> read(Handle handle, List<String> names) {
        crowd.served();
        if (names.contains("broken")) {
            throw new IllegalStateException("as if it could not be read");
        }
        if (names.contains("fatal") && names.size() > 1) {
            throw new AssertionError("as if the memory were full");
        }
        return handle
                .createQuery("SELECT name FROM written WHERE name = ANY(:names)")
                .bindArray("names", String.class, names)
                .mapTo(String.class)
                .stream()
                .collect(Collectors.toMap(Function.identity(), String::length));
    }

    private void write(String name) {
        database.jdbi().useHandle(handle -> handle.execute("INSERT INTO written (name) VALUES (?)", name));
    }

    private List<Future<Optional<Integer>>> allAtOnce(List<String> names) throws InterruptedException {
        return crowd.allAtOnce(BUSY, names, reading::read);
    }

    @Test
    void whoComesWhileOthersAreReadForGoesWithTheNextGroup() throws Exception {
        var names = new ArrayList<String>();
        for (var i = 0; i < READERS; i++) {
            names.add("reader " + i);
            write("reader " + i);
        }
        names.add("reader 7");
        names.add("nobody");
        var results = allAtOnce(names);
        assertThat(crowd.groups()).isEqualTo(BUSY.size() + 1);
        for (var i = 0; i < names.size(); i++) {
            var name = names.get(i);
            assertThat(results.get(i).get())
                    .as(name)
                    .isEqualTo(name.equals("nobody") ? Optional.empty() : Optional.of(name.length()));
        }
    }

    @Test
    void whoCannotBeReadFailsAlone() throws Exception {
        write("third");
        var results = allAtOnce(List.of("third", "broken"));
        assertThat(results.getFirst().get()).hasValue("third".length());
        assertThatThrownBy(results.get(1)::get).hasRootCauseMessage("as if it could not be read");
        assertThat(reading.read("third")).isPresent();
    }

    @Test
    void afterAnErrorNobodyWaitsForEver() throws Exception {
        write("third");
        for (var result : allAtOnce(List.of("third", "fatal"))) {
            assertThat(result.get()).isNotNull();
        }
        assertThat(reading.read("third")).isPresent();
    }

    @Test
    void withinATransactionItSeesWhatThatHasWritten() {
        crowd.letPass();
        assertThatThrownBy(() -> database.together(() -> {
                    database.write(handle -> handle.execute("INSERT INTO written (name) VALUES ('third')"));
                    assertThat(reading.read("third")).isPresent();
                    throw new IllegalStateException("changed its mind");
                }))
                .hasMessage("changed its mind");
        assertThat(reading.read("third")).isEmpty();
    }
}
