package org.freedomcheckout.store;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/**
 * Writes what many want to write at the same time in one transaction, so that they share its statements and its commit.
 * Who comes while others are being written goes with the next group; who comes alone is written at once.
 *
 * <p>A group waits for nobody: a member whose rows others have locked goes alone, and waits alone. If a statement fails,
 * nothing of the group is written, and each member goes alone and meets what is its own. A commit that fails is everybody's
 * failure: perhaps it was done, so it is not repeated.
 *
 * @param <T> what is written
 * @param <R> what comes of it
 */
final class GroupCommit<T, R> {

    private static final int MOST = 64;

    private final Database database;
    private final Predicate<T> onDisk;
    private final Writer<T, R> writer;
    private final LinkedBlockingQueue<Member<T, R>> waiting = new LinkedBlockingQueue<>();
    private final Semaphore turns;

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
        this.turns = new Semaphore(database.writersAtOnce());
    }

    /**
     * Somebody who waits.
     *
     * @param outcome what the one who waits does in the end: returns a result, throws, or writes alone
     */
    private record Member<T, R>(T task, CompletableFuture<Supplier<R>> outcome) {}

    /** Returns when it is committed; or at once, as a part of the {@linkplain Database#together transaction} it is in. */
    R write(T task) {
        if (database.isTogether()) {
            return commit(List.of(task)).getFirst();
        }
        var mine = new Member<T, R>(task, new CompletableFuture<>());
        waiting.add(mine);
        writeNext();
        return mine.outcome.join().get();
    }

    private List<R> commit(List<T> tasks) {
        return database.write(handle -> writer.write(handle, tasks));
    }

    /** What came of those who are left in the group; the others go alone. */
    private List<R> commitTogether(List<Member<T, R>> group) {
        return database.write(handle -> {
            var free = writer.lock(handle, tasks(group));
            group.removeIf(member -> !free.test(member.task) && member.outcome.complete(() -> alone(member.task)));
            return writer.write(handle, tasks(group));
        });
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

    /** Writes a group of those who wait, unless enough others are at it: they see to the rest. */
    private void writeNext() {
        if (!turns.tryAcquire()) {
            return;
        }
        var group = new ArrayList<Member<T, R>>();
        try {
            writeNext(group);
        } finally {
            // After an Error too nobody waits for ever.
            fail(group, new IllegalStateException("the group was not written to its end"));
        }
    }

    private void writeNext(List<Member<T, R>> group) {
        var results = List.<R>of();
        try {
            waiting.drainTo(group, MOST);
            results = group.isEmpty() ? results : commitTogether(group);
        } catch (UnableToExecuteStatementException e) {
            group.forEach(member -> member.outcome.complete(() -> alone(member.task)));
        } catch (RuntimeException e) {
            fail(group, e);
        } finally {
            turns.release();
            if (!waiting.isEmpty()) {
                Thread.startVirtualThread(this::writeNext);
            }
        }
        tell(group, results, false);
        if (!results.isEmpty() && group.stream().anyMatch(member -> onDisk.test(member.task))) {
            sync(group);
            tell(group, results, true);
        }
    }

    private void tell(List<Member<T, R>> group, List<R> results, boolean onDiskOnly) {
        for (int i = 0; i < results.size(); i++) {
            var member = group.get(i);
            var result = results.get(i);
            if (onDisk.test(member.task) == onDiskOnly) {
                member.outcome.complete(() -> result);
            }
        }
    }

    private void sync(List<Member<T, R>> group) {
        try {
            database.sync();
        } catch (RuntimeException e) {
            fail(group, e);
        }
    }

    /** Those who have no outcome yet. */
    private void fail(List<Member<T, R>> group, RuntimeException why) {
        group.forEach(member -> member.outcome.complete(() -> {
            throw why;
        }));
    }
}
