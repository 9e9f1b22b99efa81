package org.freedomcheckout.store;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/**
 * Writes what many want to write at the same time in one transaction, so that they share its statements and its commit.
 * Who comes while others are being written goes with the next group; who comes alone is written at once.
 *
 * <p>If a statement fails, nothing of the group is written, and each member goes alone and meets what is its own. A commit
 * that fails is everybody's failure: perhaps it was done, so it is not repeated.
 *
 * @param <T> what is written
 * @param <R> what comes of it
 */
final class GroupCommit<T, R> {

    private static final int MOST = 64;

    /** While one group waits for the disk, the next is on its way to it. */
    private static final int AT_ONCE = 2;

    private final Database database;
    private final Comparator<Member<T, R>> lockOrder;
    private final Writer<T, R> writer;
    private final LinkedBlockingQueue<Member<T, R>> waiting = new LinkedBlockingQueue<>();
    private final Semaphore turns = new Semaphore(AT_ONCE);

    /** Writes a group, with as many statements whatever the number of its members. */
    @FunctionalInterface
    interface Writer<T, R> {

        /** What came of each, in the same order. */
        List<R> write(Handle handle, List<T> group);
    }

    /**
     * Ready.
     *
     * @param lockOrder a name of what is locked: in its order, so that two groups do not wait for each other
     */
    GroupCommit(Database database, Function<T, String> lockOrder, Writer<T, R> writer) {
        this.database = database;
        this.lockOrder = Comparator.comparing(member -> lockOrder.apply(member.task));
        this.writer = writer;
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
            return alone(task);
        }
        var mine = new Member<T, R>(task, new CompletableFuture<>());
        waiting.add(mine);
        if (turns.tryAcquire()) {
            writeNext();
            if (!waiting.isEmpty()) {
                Thread.startVirtualThread(this::writeRest);
            }
        }
        return mine.outcome.join().get();
    }

    private R alone(T task) {
        return database.jdbi()
                .inTransaction(handle -> writer.write(handle, List.of(task)).getFirst());
    }

    private void writeRest() {
        while (!waiting.isEmpty() && turns.tryAcquire()) {
            writeNext();
        }
    }

    private void writeNext() {
        try {
            var group = new ArrayList<Member<T, R>>();
            waiting.drainTo(group, MOST);
            group.sort(lockOrder);
            write(group);
        } finally {
            turns.release();
        }
    }

    private void write(List<Member<T, R>> group) {
        try {
            var tasks = group.stream().map(Member::task).toList();
            var results = database.jdbi().inTransaction(handle -> writer.write(handle, tasks));
            for (int i = 0; i < group.size(); i++) {
                var result = results.get(i);
                group.get(i).outcome.complete(() -> result);
            }
        } catch (UnableToExecuteStatementException e) {
            group.forEach(member -> member.outcome.complete(() -> alone(member.task)));
        } catch (RuntimeException e) {
            group.forEach(member -> member.outcome.complete(() -> {
                throw e;
            }));
        }
    }
}
