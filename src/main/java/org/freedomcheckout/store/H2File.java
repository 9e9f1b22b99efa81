package org.freedomcheckout.store;

import java.sql.SQLException;
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
 * one from before the last fsync (seen in seven of eighteen cuts). So chunks only move forward in {@link #compact}, step by
 * step with an fsync.
 */
final class H2File {

    /** Percent of the file that counts; with less it is made smaller. */
    private static final int SPARSE = 33;

    /** Percent of the chunks that counts; with more none is worth writing anew. */
    private static final int DENSE = 66;

    /** Bytes that count, to be written anew in a small step. */
    private static final int STEP = 256 << 10;

    /** Bytes that count, to be written anew before chunks are moved. */
    private static final int LAST_STEP = 4 << 20;

    /** Bytes to be moved. */
    private static final int MOVE = 32 << 20;

    private final DataSource connections;
    private final Runnable afterLoss;
    private final SharedSync force = new SharedSync(this::force);
    private boolean underway;
    private int chunksBefore;

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
        force.await();
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
            throw lost(DbException.toSQLException(e));
        }
    }

    /**
     * Makes a file of which little counts a step smaller. First it writes what counts of the sparsest chunks anew, in small steps
     * because nobody else may write meanwhile; and when that brings no more, it moves what is left into the room of the
     * chunks that no longer count, and ends the file there.
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
            underway = file.size() > small && chunks * file.getFillRate() < SPARSE * 100;
            chunksBefore = 0;
        }
        if (underway) {
            if (chunks > chunksBefore && chunks < DENSE) {
                chunksBefore = chunks;
                reusing(file, () -> store.compact(100, STEP));
                store.commit();
            } else {
                underway = false;
                reusing(file, () -> move(store, file));
            }
        }
        return underway;
    }

    /** At each fsync the file is whole, and only room that did not count at the one before is taken. */
    private void move(MVStore store, RandomAccessStore file) {
        force();
        store.compact(100, LAST_STEP);
        store.commit();
        force();
        file.compactMoveChunks(100, MOVE, store);
        force();
    }

    private static void reusing(RandomAccessStore file, Runnable task) {
        file.setRetentionTime(0);
        file.setReuseSpace(true);
        try {
            task.run();
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
            throw lost(e);
        }
    }

    private static IllegalStateException lost(SQLException e) {
        return new IllegalStateException("H2 cannot be brought onto the disk", e);
    }
}
