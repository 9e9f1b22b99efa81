package org.freedomcheckout.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.freedomcheckout.checkout.Secret;
import org.freedomcheckout.testkit.RunningCheckout;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jdbi.v3.core.transaction.TransactionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many write in one transaction, and each gets what he would have got alone. */
class GroupCommitTest {

    private static final int WRITERS = 50;

    @TempDir
    private Path directory;

    private final Crowd<Integer> crowd = new Crowd<>();
    private List<String> busy = List.of();
    private Database database;
    private GroupCommit<String, Integer> commit;

    @BeforeEach
    void open() {
        database = Database.open(new DatabaseSettings(RunningCheckout.newDatabase(directory), "", Secret.EMPTY));
        database.jdbi().useHandle(handle -> handle.execute("CREATE TABLE written (name VARCHAR(20) PRIMARY KEY)"));
        commit = new GroupCommit<>(database, name -> name.contains("durable"), new Writer());
        busy = List.of("first", "second").subList(0, database.writersAtOnce());
    }

    @AfterEach
    void close() {
        database.close();
    }

    private final class Writer implements GroupCommit.Writer<String, Integer> {

        @Override
        public Predicate<String> lock(Handle handle, List<String> group) {
            return name -> !name.contains("locked");
        }

        @Override
        public List<Integer> write(Handle handle, List<String> group) {
            return GroupCommitTest.this.write(handle, group);
        }
    }

    private List<Integer> write(Handle handle, List<String> names) {
        crowd.served();
        var insert = handle.prepareBatch("INSERT INTO written (name) VALUES (?)");
        names.forEach(name -> insert.bind(0, name).add());
        insert.execute();
        if (names.contains("broken")) {
            throw new AssertionError("as if the memory were full");
        }
        if (names.contains("wrong")) {
            throw new IllegalArgumentException("it cannot be bound");
        }
        if (names.contains("cut off")) {
            try {
                handle.getConnection().close();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
        return names.stream().map(String::length).toList();
    }

    private List<String> written() {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("SELECT name FROM written ORDER BY name")
                        .mapTo(String.class)
                        .list());
    }

    private List<String> busyAnd(String... names) {
        return Stream.concat(busy.stream(), Stream.of(names)).toList();
    }

    private List<Future<Integer>> allAtOnce(List<String> names) throws InterruptedException {
        return crowd.allAtOnce(busy, names, commit::write);
    }

    @Test
    void whoComesWhileOthersAreWrittenGoesWithTheNextGroup() throws Exception {
        var names = new ArrayList<String>();
        for (var i = 0; i < WRITERS; i++) {
            names.add("writer " + i);
        }
        for (var result : allAtOnce(names)) {
            assertThat(result.get()).isBetween("writer 0".length(), "writer 10".length());
        }
        assertThat(crowd.groups()).isEqualTo(busy.size() + 1);
        assertThat(written()).hasSize(WRITERS + busy.size()).containsAll(names);
    }

    @Test
    void whoseRowsOthersHaveLockedGoesAlone() throws Exception {
        for (var result : allAtOnce(List.of("third", "locked", "fourth"))) {
            assertThat(result.get()).isPositive();
        }
        assertThat(crowd.groups()).isEqualTo(busy.size() + 2);
        assertThat(written()).containsExactlyInAnyOrderElementsOf(busyAnd("third", "fourth", "locked"));
    }

    @Test
    void afterAnErrorNobodyWaitsForEver() throws Exception {
        var results = allAtOnce(List.of("third", "broken"));
        for (var result : results) {
            assertThatThrownBy(result::get).hasRootCauseInstanceOf(IllegalStateException.class);
        }
        assertThat(commit.write("fifth")).isPositive();
        assertThat(written()).containsExactlyInAnyOrderElementsOf(busyAnd("fifth"));
    }

    @Test
    void whoCannotBeWrittenFailsAlone() throws Exception {
        var results = allAtOnce(List.of("third", "fourth", "fourth"));
        assertThat(results.getFirst().get()).isEqualTo("third".length());
        assertThat(results.subList(1, 3))
                .filteredOn(result -> result.state() == Future.State.SUCCESS)
                .hasSize(1);
        assertThat(results.subList(1, 3))
                .filteredOn(result -> result.state() == Future.State.FAILED)
                .extracting(Future::exceptionNow)
                .singleElement()
                .isInstanceOf(UnableToExecuteStatementException.class);
        assertThat(written()).containsExactlyInAnyOrderElementsOf(busyAnd("third", "fourth"));
    }

    @Test
    void whatFailsBeforeTheCommitIsTheFailureOfOne() throws Exception {
        var results = allAtOnce(List.of("third", "wrong"));
        assertThat(results.getFirst().get()).isEqualTo("third".length());
        assertThatThrownBy(results.getLast()::get).hasCauseInstanceOf(IllegalArgumentException.class);
        assertThat(written()).containsExactlyInAnyOrderElementsOf(busyAnd("third"));
    }

    @Test
    void aCommitThatFailsIsEverybodysFailureAndNotRepeated() throws Exception {
        var results = allAtOnce(List.of("third", "cut off"));
        assertThat(crowd.groups()).isEqualTo(busy.size() + 1);
        for (var result : results) {
            assertThatThrownBy(result::get).hasCauseInstanceOf(TransactionException.class);
        }
        assertThat(written()).containsExactlyInAnyOrderElementsOf(busy);
    }

    @Test
    void whoMustBeOnTheDiskGetsItsResult() throws Exception {
        var results = allAtOnce(List.of("durable", "third", "locked, durable"));
        assertThat(results.get(0).get()).isEqualTo("durable".length());
        assertThat(results.get(1).get()).isEqualTo("third".length());
        assertThat(results.get(2).get()).isEqualTo("locked, durable".length());
    }

    @Test
    void withinATransactionItIsAPartOfIt() {
        crowd.letPass();
        assertThatThrownBy(() -> database.together(() -> {
                    commit.write("first");
                    throw new IllegalStateException("changed its mind");
                }))
                .hasMessage("changed its mind");
        assertThat(written()).isEmpty();
        assertThat(database.<Integer>together(() -> commit.write("first"))).isEqualTo("first".length());
        assertThat(written()).containsExactly("first");
    }
}
