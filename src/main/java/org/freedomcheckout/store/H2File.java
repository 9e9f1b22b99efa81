package org.freedomcheckout.store;

import java.sql.SQLException;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.message.DbException;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.h2.mvstore.RandomAccessStore;

/**
 * What H2 leaves to us with {@code WRITE_DELAY=0}, without which it would not write each commit at once: to bring its file
 * onto the disk, and to keep it small.
 *
 * <p>A commit writes each page that it has touched anew, all in one chunk, at the end of the file. H2 could also put it
 * where an older chunk was; then a power cut may leave a file whose last chunk is not the latest, and after that H2 goes back to
 * one from before the last fsync (seen in seven of eighteen cuts). {@link OrderedFiles} would prevent that, with two fsyncs more for
 * each commit; so room is used again only in {@link #compact}.
 */
final class H2File {

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

    /** Bytes of chunks, to be moved in one step. */
    private static final int MOVE = 4 << 20;

    private final DataSource connections;
    private final Runnable afterLoss;
    private final SharedSync syncs = new SharedSync(this::force);
    private long smallEnough;
    private boolean underway;
    private long rewrites;
    private long moves;

    /**
     * The file behind these connections.
     *
     * @param afterLoss runs when the file was closed because the disk has not taken it
     */
    H2File(DataSource connections, Runnable afterLoss) {
        this.connections = connections;
        this.afterLoss = afterLoss;
    }

    /**
     * Brings onto the disk what was committed. That is written already; only its way from the operating system is left, and
     * others may write meanwhile. {@code CHECKPOINT SYNC} would write too, and so it would have to wait its turn.
     */
    void sync() {
        syncs.await();
    }

    private void force() {
        var database = database();
        try {
            database.getStore().getMvStore().sync();
        } catch (MVStoreException e) {
            // An operating system may give up what it could not write, and find nothing wrong the next time. Whoever
            // waits for that must not believe it: so the file is closed, and read anew.
            database.shutdownImmediately();
            afterLoss.run();
            throw new IllegalStateException("H2 cannot be brought onto the disk", DbException.toSQLException(e));
        }
    }

    /**
     * Makes a file of which little counts a step smaller. First it writes what counts of the sparsest chunks anew, at the end of the
     * file, which leaves most of them without anything that does; then it moves chunks into that room, and ends the file
     * where the last one is. Steps are small because nobody else may write meanwhile, and counted because those who write go on
     * between them.
     *
     * @param small bytes; a file up to this stays as it is
     * @return whether there is a next step
     */
    boolean compact(long small) {
        var store = store();
        if (!(store.getFileStore() instanceof RandomAccessStore file)) {
            return false;
        }
        var chunks = file.getChunksFillRate();
        if (!underway) {
            var used = file.size() * file.getFillRate() / 100;
            var counts = used * chunks / 100;
            underway = file.size() > Math.max(small, smallEnough) && counts * 100 < file.size() * SPARSE;
            rewrites = counts / REWRITE + 1;
            moves = 2 * used / MOVE + 2;
        }
        if (underway && rewrites > 0 && chunks < DENSE) {
            rewrites = rewrite(store, file) ? rewrites - 1 : 0;
        } else if (underway) {
            var before = file.size();
            move(store, file);
            rewrites = 0;
            moves--;
            underway = moves > 0 && file.size() > before / 2;
            // What could not be made smaller now is tried again when there is as much again.
            smallEnough = 2 * file.size();
        }
        return underway;
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

    private static void move(MVStore store, RandomAccessStore file) {
        reusing(file, () -> {
            file.compactMoveChunks(100, MOVE, store);
            return true;
        });
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

    private MVStore store() {
        return database().getStore().getMvStore();
    }

    private org.h2.engine.Database database() {
        try (var connection = connections.getConnection()) {
            return ((SessionLocal) connection.unwrap(JdbcConnection.class).getSession()).getDatabase();
        } catch (SQLException e) {
            throw new IllegalStateException("H2 has no connection for its file", e);
        }
    }
}
