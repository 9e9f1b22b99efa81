package org.freedomcheckout.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.freedomcheckout.checkout.CheckoutKey;
import org.jdbi.v3.core.Handle;

/**
 * Chains all timeline entries: each carries an HMAC over itself and the one before, so that whoever changes or removes one
 * in the database is found out.
 *
 * <p>Entries are chained a moment after they were written, not while: a chain has one end, and writing must not wait for
 * it.
 */
public final class TimelineChain {

    private static final int BATCH = 500;

    private final Database database;
    private final CheckoutKey key;

    public TimelineChain(Database database, CheckoutKey key) {
        this.database = database;
        this.key = key;
    }

    /** The last entry's place, from 1, and its link. */
    public record End(long position, String link) {}

    /** An entry that is not what it was when it was chained, or the place where one is missing. */
    public record Break(long position, String what) {}

    /**
     * Chains what is not chained yet.
     *
     * @return how many entries; fewer than there are if another instance is at it, or there are many
     */
    public int chain() {
        return database.write(handle -> {
            var end = handle.createQuery("SELECT position, link FROM chain_end WHERE id = 1 " + database.unlocked())
                    .map((row, _) -> new End(row.getLong(1), row.getString(2)))
                    .findOne();
            return end.isEmpty() ? 0 : chain(handle, end.get());
        });
    }

    private int chain(Handle handle, End end) {
        // By the position, which is null, so that the index has them in order and nobody sorts all that are waiting.
        var entries = handle.createQuery("""
                        SELECT * FROM event WHERE position IS NULL ORDER BY position, id FETCH FIRST :limit ROWS ONLY
                        """)
                .bind("limit", BATCH)
                .map((row, _) -> new Entry(row.getLong("id"), canonical(row)))
                .list();
        if (entries.isEmpty()) {
            return 0;
        }
        var position = end.position();
        var link = end.link();
        var update = handle.prepareBatch("UPDATE event SET position = ?, link = ? WHERE id = ?");
        for (var entry : entries) {
            position++;
            link = key.link(link, entry.canonical());
            update.bind(0, position).bind(1, link).bind(2, entry.id()).add();
        }
        update.execute();
        handle.execute("UPDATE chain_end SET position = ?, link = ? WHERE id = 1", position, link);
        return entries.size();
    }

    /** The end of the chain: logged now and then, it tells later whether the chain was cut off. */
    public End end() {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("SELECT position, link FROM chain_end WHERE id = 1")
                        .map((row, _) -> new End(row.getLong(1), row.getString(2)))
                        .one());
    }

    /** The first place where the chain is broken; empty if it is whole. */
    public Optional<Break> verify() {
        var end = end();
        var before = new End(0, "");
        while (before.position() < end.position()) {
            var links = next(before.position());
            for (var link : links) {
                if (link.position() > end.position()) {
                    break;
                }
                if (link.position() != before.position() + 1) {
                    return Optional.of(new Break(before.position() + 1, "is missing"));
                }
                if (!key.isLink(before.link(), link.canonical(), link.link())) {
                    return Optional.of(new Break(link.position(), "was changed"));
                }
                before = new End(link.position(), link.link());
            }
            if (links.isEmpty()) {
                return Optional.of(new Break(before.position() + 1, "is missing"));
            }
        }
        return before.link().equals(end.link())
                ? Optional.empty()
                : Optional.of(new Break(end.position(), "was changed"));
    }

    private List<Link> next(long position) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("""
                                SELECT * FROM event WHERE position > ? ORDER BY position FETCH FIRST ? ROWS ONLY
                                """)
                        .bind(0, position)
                        .bind(1, BATCH)
                        .map((row, _) -> new Link(row.getLong("position"), row.getString("link"), canonical(row)))
                        .list());
    }

    private static String canonical(ResultSet row) throws SQLException {
        return String.join(
                "\n",
                Long.toString(row.getLong("id")),
                row.getString("checkout_id"),
                Columns.instant(row, "at").toString(),
                row.getString("actor"),
                row.getString("type"),
                row.getString("details"));
    }

    private record Entry(long id, String canonical) {}

    private record Link(long position, String link, String canonical) {}
}
