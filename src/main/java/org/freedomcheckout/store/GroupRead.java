package org.freedomcheckout.store;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.freedomcheckout.store.Gathering.Member;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;

/**
 * Reads what {@linkplain Gathering many} want to read at the same time by one statement, which begins after they have
 * come: what it reads is never older than the wish to know it. If it fails, each member of the group reads alone; without a
 * connection all fail.
 *
 * @param <T> what is read
 */
final class GroupRead<T> {

    /** Two keep the database busy; with more of them the groups become smaller. */
    static final int AT_ONCE = 2;

    private final Database database;
    private final Reader<T> reader;
    private final Gathering<String, Optional<T>> gathering =
            new Gathering<>(AT_ONCE, this::readTogether, this::readAlone);

    /** Reads by one statement, whatever the number of keys. */
    @FunctionalInterface
    interface Reader<T> {

        /** What was found, by its key. */
        Map<String, T> read(Handle handle, List<String> keys);
    }

    GroupRead(Database database, Reader<T> reader) {
        this.database = database;
        this.reader = reader;
    }

    /** Empty if there is none; within a {@linkplain Database#together transaction} as that sees it. */
    Optional<T> read(String key) {
        return database.isTogether() ? readAlone(key) : gathering.serve(key);
    }

    private Optional<T> readAlone(String key) {
        return Optional.ofNullable(read(List.of(key)).get(key));
    }

    private Runnable readTogether(List<Member<String, Optional<T>>> group) {
        try {
            var found = read(group.stream().map(Member::task).distinct().toList());
            return () -> group.forEach(member -> {
                var mine = Optional.ofNullable(found.get(member.task()));
                member.settle(() -> mine);
            });
        } catch (ConnectionException e) {
            return () -> Gathering.fail(group, e);
        } catch (RuntimeException _) {
            // Each reads alone, and meets what is its own.
            return () -> {};
        }
    }

    private Map<String, T> read(List<String> keys) {
        return database.jdbi().withHandle(handle -> reader.read(handle, keys));
    }
}
