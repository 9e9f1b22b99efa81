package org.freedomcheckout.store;

import java.util.List;
import java.util.Locale;
import org.freedomcheckout.checkout.CheckoutId;
import org.freedomcheckout.checkout.TimelineEntry;
import org.freedomcheckout.checkout.TimelineEntry.Actor;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** What happened to each checkout, in order. */
public final class Timeline {

    private final Database database;

    public Timeline(Database database) {
        this.database = database;
    }

    /** Notes something that moved no checkout, such as a refused callback. */
    public void add(CheckoutId checkout, TimelineEntry entry) {
        database.write(handle -> {
            var insert = insert(handle);
            add(insert, checkout, entry);
            return insert.execute();
        });
    }

    /** All entries of a checkout, oldest first. */
    public List<TimelineEntry> of(CheckoutId checkout) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery(
                                "SELECT at, actor, type, details FROM event WHERE checkout_id = ? ORDER BY id")
                        .bind(0, checkout.value())
                        .map((row, _) -> new TimelineEntry(
                                Columns.instant(row, "at"),
                                Actor.valueOf(row.getString("actor").toUpperCase(Locale.ROOT)),
                                row.getString("type"),
                                Json.readMap(row.getString("details"))))
                        .list());
    }

    /** Begins to write some entries. */
    static PreparedBatch insert(Handle handle) {
        return handle.prepareBatch("INSERT INTO event (checkout_id, at, actor, type, details) VALUES (?, ?, ?, ?, ?)");
    }

    /** Goes on with it. */
    static void add(PreparedBatch insert, CheckoutId checkout, TimelineEntry entry) {
        insert.bind(0, checkout.value())
                .bind(1, Columns.time(entry.at()))
                .bind(2, entry.actor().name().toLowerCase(Locale.ROOT))
                .bind(3, entry.type())
                .bind(4, Json.write(entry.details()))
                .add();
    }
}
