package org.freedomcheckout.store;

import java.util.function.BooleanSupplier;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.RandomAccessStore;

/**
 * Makes a file of H2's of which little counts smaller, in rounds of small steps. A round first writes what counts of the sparsest
 * chunks anew, at the end of the file, which leaves most of them without anything that does; then it moves chunks into that
 * room, and ends the file where the last one is. Steps are small because nobody else may write meanwhile, and a round has so
 * many because those who write go on between them.
 *
 * <p>Not for several threads at once.
 */
final class H2Compaction {

    /** Percent of the file that counts; with less it is made smaller. */
    private static final int SPARSE = 33;

    /** Percent of the chunks that counts; with more none is worth writing anew. */
    private static final int DENSE = 66;

    /** Bytes that count, to be written anew in one step. */
    private static final int REWRITE = 256 << 10;

    /**
     * Bytes that count, in a chunk that is still written anew. As pages in memory they take ten times as much; with more than 19 MiB
     * of those H2 commits in the middle of a step.
     */
    private static final int MOST_REWRITTEN = 1 << 20;

    /** Bytes of chunks, to be moved in one step at least. */
    private static final int LEAST_MOVED = 4 << 20;

    /** Bytes of chunks, to be moved in one step at most: what needs the lock for longer is called late. */
    private static final int MOST_MOVED = 32 << 20;

    /**
     * The part of the file that one step moves, between these two. The larger it has become, the longer may writers wait for a step:
     * they write faster than small ones can make room.
     */
    private static final int MOVED_PART = 64;

    /** The part by which a round has to make the file smaller, to be worth another at once. */
    private static final int WORTHWHILE = 10;

    /** Calls after which what could not be made smaller is tried again, at most. */
    private static final int LONGEST_REST = 1 << 12;

    /** Bytes of the file when the round began, and when the last one ended. */
    private long begunWith;

    private long endedWith;

    /** What is left of the round: steps that write anew, and bytes to be moved. */
    private long rewrites;

    private long toMove;

    /** Calls until the next try, and after the next one that is in vain. */
    private int rest;

    private int nextRest = 1;

    /**
     * Takes the next step of a round, or begins one if little of the file counts.
     *
     * @param small bytes; a file up to this stays as it is
     * @return whether there is a next step
     */
    boolean step(MVStore store, RandomAccessStore file, long small) {
        try {
            return tryStep(store, file, small);
        } catch (RuntimeException e) {
            // On a full disk, say, the same step would fail again each time, and H2 closes its file each time.
            end(begunWith);
            throw e;
        }
    }

    private boolean tryStep(MVStore store, RandomAccessStore file, long small) {
        var chunks = file.getChunksFillRate();
        if (toMove <= 0 && !begin(file, chunks, small)) {
            return false;
        }
        if (rewrites > 0 && chunks < DENSE) {
            rewrites = rewrite(store, file) ? rewrites - 1 : 0;
        } else {
            rewrites = 0;
            move(store, file);
        }
        return toMove > 0;
    }

    private boolean begin(RandomAccessStore file, int chunks, long small) {
        var size = file.size();
        var used = size * file.getFillRate() / 100;
        var counts = used * chunks / 100;
        if (size <= small || counts * 100 >= size * SPARSE) {
            rest = 0;
            nextRest = 1;
            return false;
        }
        if (rest > 0 && size < 2 * endedWith) {
            rest--;
            return false;
        }
        begunWith = size;
        rewrites = counts / REWRITE + 1;
        toMove = 2 * used + 2 * LEAST_MOVED;
        return true;
    }

    private static boolean rewrite(MVStore store, RandomAccessStore file) {
        var done = reusing(file, () -> {
            for (int bytes = REWRITE; bytes <= MOST_REWRITTEN; bytes *= 2) {
                if (store.compact(100, bytes)) {
                    return true;
                }
            }
            return false;
        });
        store.commit();
        return done;
    }

    private void move(MVStore store, RandomAccessStore file) {
        var before = file.size();
        var bytes = Math.clamp(before / MOVED_PART, LEAST_MOVED, MOST_MOVED);
        reusing(file, () -> {
            file.compactMoveChunks(100, bytes, store);
            return true;
        });
        toMove -= bytes;
        if (toMove <= 0 || file.size() <= before / 2) {
            end(file.size());
        }
    }

    /** What could not be made smaller is left alone for a while, and for longer each time, unless it doubles. */
    private void end(long size) {
        var worthwhile = size < begunWith - begunWith / WORTHWHILE;
        endedWith = size;
        toMove = 0;
        rest = worthwhile ? 0 : nextRest;
        nextRest = worthwhile ? 1 : Math.min(2 * nextRest, LONGEST_REST);
    }

    /** Lets H2 use old room, however lately it was written. */
    private static boolean reusing(RandomAccessStore file, BooleanSupplier task) {
        file.setRetentionTime(0);
        file.setReuseSpace(true);
        try {
            return task.getAsBoolean();
        } finally {
            file.setReuseSpace(false);
        }
    }
}
