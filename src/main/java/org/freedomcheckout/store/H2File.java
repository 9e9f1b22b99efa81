package org.freedomcheckout.store;

import java.sql.SQLException;
import javax.sql.DataSource;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.message.DbException;
import org.h2.mvstore.MVStoreException;
import org.h2.mvstore.RandomAccessStore;

/**
 * What H2 leaves to us with {@code WRITE_DELAY=0}, without which it would not write each commit at once: to bring its file
 * onto the disk, and to keep it small.
 *
 * <p>A commit writes each page that it has touched anew, all in one chunk, at the end of the file. H2 could also put it
 * where an older chunk was; then a power cut may leave a file whose last chunk is not the latest, and after that H2 goes back to
 * one from before the last fsync (seen in seven of eighteen cuts). {@link OrderedFiles} would prevent that, with two fsyncs more for
 * each commit; so room is used again only in {@link H2Compaction}.
 */
final class H2File {

    private final DataSource connections;
    private final Runnable afterLoss;
    private final SharedSync syncs = new SharedSync(this::force);
    private final H2Compaction compaction = new H2Compaction();

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
     * Takes a {@linkplain H2Compaction#step step} to make the file smaller.
     *
     * @param small bytes; a file up to this stays as it is
     * @return whether there is a next step
     */
    boolean compact(long small) {
        var store = database().getStore().getMvStore();
        return store.getFileStore() instanceof RandomAccessStore file && compaction.step(store, file, small);
    }

    private org.h2.engine.Database database() {
        try (var connection = connections.getConnection()) {
            return ((SessionLocal) connection.unwrap(JdbcConnection.class).getSession()).getDatabase();
        } catch (SQLException e) {
            throw new IllegalStateException("H2 has no connection for its file", e);
        }
    }
}
