package org.freedomcheckout.store;

import java.util.List;
import java.util.function.Predicate;
import org.freedomcheckout.store.Gathering.Member;
import org.jdbi.v3.core.Handle;

/**
 * Writes what {@linkplain Gathering many} want to write at the same time in one transaction, so that they share its
 * statements and its commit.
 *
 * <p>A group waits for nobody: a member whose rows others have locked goes alone, and waits alone. If something fails before
 * the commit, nothing of the group is written, and each member goes alone and meets what is its own. A commit that fails is everybody's
 * failure: perhaps it was done, so it is not repeated.
 *
 * @param <T> what is written
 * @param <R> what comes of it
 */
final class GroupCommit<T, R> {

    private final Database database;
    private final Predicate<T> onDisk;
    private final Writer<T, R> writer;
    private final Gathering<T, R> gathering;

    /** Writes a group, with as many statements whatever the number of its members. */
    @FunctionalInterface
    interface Writer<T, R> {

        /** Locks what nobody else has locked, and tells who can be written so. */
        default Predicate<T> lock(Handle handle, List<T> group) {
            return _ -> true;
        }

        /** What came of each, in the same order. */
        List<R> write(Handle handle, List<T> group);
    }

    /**
     * Ready.
     *
     * @param onDisk what must be {@linkplain Database#sync on the disk} too before it counts as written
     */
    GroupCommit(Database database, Predicate<T> onDisk, Writer<T, R> writer) {
        this.database = database;
        this.onDisk = onDisk;
        this.writer = writer;
        this.gathering = new Gathering<>(database.writersAtOnce(), this::writeTogether, _ -> {
            throw new IllegalStateException("the group was not written to its end");
        });
    }

    /** Returns when it is committed; or at once, as a part of the {@linkplain Database#together transaction} it is in. */
    R write(T task) {
        return database.isTogether() ? commit(List.of(task)).getFirst() : gathering.serve(task);
    }

    private List<R> commit(List<T> tasks) {
        return database.write(handle -> writer.write(handle, tasks));
    }

    /** The transaction was not committed, and will not be. */
    private static final class NotWrittenException extends RuntimeException {

        private static final long serialVersionUID = 1;

        NotWrittenException(RuntimeException cause) {
            super(cause);
        }
    }

    private List<R> commitTogether(List<Member<T, R>> group) throws NotWrittenException {
        return database.write(handle -> {
            try {
                return writeTogether(handle, group);
            } catch (RuntimeException e) {
                throw new NotWrittenException(e);
            }
        });
    }

    /** What came of those who are left in the group; the others go alone. */
    private List<R> writeTogether(Handle handle, List<Member<T, R>> group) {
        var free = writer.lock(handle, tasks(group));
        group.removeIf(member -> !free.test(member.task()) && member.settle(() -> alone(member.task())));
        return writer.write(handle, tasks(group));
    }

    private List<T> tasks(List<Member<T, R>> group) {
        return group.stream().map(Member::task).toList();
    }

    private R alone(T task) {
        var result = commit(List.of(task)).getFirst();
        if (onDisk.test(task)) {
            database.sync();
        }
        return result;
    }

    /** Writes a group; while it is brought onto the disk of H2, the next one is written. */
    private Runnable writeTogether(List<Member<T, R>> group) {
        try {
            var results = commitTogether(group);
            return () -> tell(group, results);
        } catch (NotWrittenException _) {
            return () -> group.forEach(member -> member.settle(() -> alone(member.task())));
        } catch (RuntimeException e) {
            return () -> Gathering.fail(group, e);
        }
    }

    private void tell(List<Member<T, R>> group, List<R> results) {
        tell(group, results, false);
        if (group.stream().anyMatch(member -> onDisk.test(member.task()))) {
            sync(group);
            tell(group, results, true);
        }
    }

    private void tell(List<Member<T, R>> group, List<R> results, boolean onDiskOnly) {
        for (int i = 0; i < results.size(); i++) {
            var member = group.get(i);
            var result = results.get(i);
            if (onDisk.test(member.task()) == onDiskOnly) {
                member.settle(() -> result);
            }
        }
    }

    private void sync(List<Member<T, R>> group) {
        try {
            database.sync();
        } catch (RuntimeException e) {
            Gathering.fail(group, e);
        }
    }
}
