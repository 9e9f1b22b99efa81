package org.freedomcheckout.store;

import static org.freedomcheckout.store.Columns.instant;
import static org.freedomcheckout.store.Columns.text;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.freedomcheckout.checkout.CheckoutId;
import org.jdbi.v3.core.Handle;

/**
 * The webhooks: written in the transaction of the move they tell of, claimed for sending row by row, in order for
 * each checkout. None is ever thrown away.
 */
public final class Outbox {

    /** Longer than a delivery can take: whoever dies with a claim delays a webhook, and loses none. */
    private static final Duration CLAIM = Duration.ofSeconds(30);

    private static final int MAX_ANSWER = 200;

    private final Database database;

    public Outbox(Database database) {
        this.database = database;
    }

    /** Where a webhook stands. */
    public enum State {
        /** To be sent, perhaps again. */
        PENDING,
        /** The merchant has it. */
        DELIVERED,
        /** Given up; can be sent again by hand. */
        DEAD
    }

    /**
     * A webhook with the story of its delivery.
     *
     * @param nextAt when the next try is due
     * @param roundAt from when the schedule counts, and roundTries: from how many tries
     * @param lastAnswer what the last try met, such as {@code 200} or {@code timeout}
     */
    public record Stored(
            long sequence,
            CheckoutId checkout,
            Webhook webhook,
            State state,
            Instant createdAt,
            Optional<Instant> nextAt,
            int tries,
            Instant roundAt,
            int roundTries,
            Optional<String> lastAnswer) {

        /** Whether this is the first try of its round. */
        public boolean isFirstTry() {
            return tries == roundTries;
        }

        Stored beginning(Instant now) {
            return new Stored(
                    sequence, checkout, webhook, state, createdAt, nextAt, tries, now, roundTries, lastAnswer);
        }
    }

    static void insert(Handle handle, CheckoutId checkout, Webhook webhook, Instant now) {
        handle.createUpdate("""
                INSERT INTO webhook (id, checkout_id, type, body, state, created_at, next_at, tries, round_at,
                    round_tries)
                VALUES (:id, :checkoutId, :type, :body, 'pending', :now, :now, 0, :now, 0)
                """)
                .bind("id", webhook.id())
                .bind("checkoutId", checkout.value())
                .bind("type", webhook.type())
                .bind("body", webhook.body())
                .bind("now", Columns.time(now))
                .execute();
    }

    /**
     * Claims webhooks that are due and have no earlier one of their checkout before them.
     *
     * @param firstTries whether those that were never tried in their round, or the others
     */
    public List<Stored> claim(boolean firstTries, Instant now, int limit) {
        return database.jdbi().inTransaction(handle -> {
            var due = handle.createQuery("""
                            SELECT * FROM webhook w
                             WHERE next_at > :epoch AND next_at <= :now
                               AND (tries = round_tries) = :firstTries
                               AND NOT EXISTS (SELECT 1 FROM webhook e
                                                WHERE e.checkout_id = w.checkout_id AND e.sequence < w.sequence
                                                  AND e.next_at IS NOT NULL)
                             ORDER BY next_at FETCH FIRST :limit ROWS ONLY FOR UPDATE SKIP LOCKED
                            """)
                    .bind("firstTries", firstTries)
                    .bind("epoch", Columns.time(Instant.EPOCH))
                    .bind("now", Columns.time(now))
                    .bind("limit", limit)
                    .map((row, _) -> read(row))
                    .list();
            return due.stream().map(webhook -> claim(handle, webhook, now)).toList();
        });
    }

    /** The schedule begins with the first try, which may have had to wait for the webhooks before it. */
    private static Stored claim(Handle handle, Stored webhook, Instant now) {
        var claimed = webhook.isFirstTry() ? webhook.beginning(now) : webhook;
        handle.createUpdate("UPDATE webhook SET next_at = :until, round_at = :roundAt WHERE sequence = :sequence")
                .bind("until", Columns.time(now.plus(CLAIM)))
                .bind("roundAt", Columns.time(claimed.roundAt()))
                .bind("sequence", claimed.sequence())
                .execute();
        return claimed;
    }

    /** Notes that the merchant has it. */
    public void delivered(Stored webhook, String answer) {
        ended(webhook, State.DELIVERED, Optional.empty(), answer);
    }

    /**
     * Notes that a try has failed.
     *
     * @param next when the next one is due; empty if there is none
     */
    public void failed(Stored webhook, Optional<Instant> next, String answer) {
        ended(webhook, next.isPresent() ? State.PENDING : State.DEAD, next, answer);
    }

    private void ended(Stored webhook, State state, Optional<Instant> next, String answer) {
        database.jdbi()
                .useHandle(handle -> handle.createUpdate("""
                        UPDATE webhook
                           SET state = :state, next_at = :next, tries = tries + 1, last_answer = :answer
                         WHERE sequence = :sequence AND tries = :tries
                        """)
                        .bind("state", word(state))
                        .bind("next", Columns.time(next))
                        .bind("answer", Columns.cut(Optional.of(answer), MAX_ANSWER))
                        .bind("sequence", webhook.sequence())
                        .bind("tries", webhook.tries())
                        .execute());
    }

    /** Sends a webhook again, whatever became of it, with a schedule that begins anew; false if there is none. */
    public boolean resend(String id, Instant now) {
        return database.jdbi()
                        .withHandle(handle -> handle.createUpdate("""
                                UPDATE webhook
                                   SET state = 'pending', next_at = :now, round_at = :now, tries = tries + 1,
                                       round_tries = tries + 1
                                 WHERE id = :id
                                """)
                                .bind("now", Columns.time(now))
                                .bind("id", id)
                                .execute())
                == 1;
    }

    public Optional<Stored> find(String id) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("SELECT * FROM webhook WHERE id = ?")
                        .bind(0, id)
                        .map((row, _) -> read(row))
                        .findOne());
    }

    /** The newest webhooks, the newest first. */
    public List<Stored> list(Optional<State> state, int limit) {
        var condition = state.isPresent() ? "WHERE state = :state " : "";
        return database.jdbi().withHandle(handle -> {
            var query = handle.createQuery("SELECT * FROM webhook " + condition
                            + "ORDER BY sequence DESC FETCH FIRST :limit ROWS ONLY")
                    .bind("limit", limit);
            state.ifPresent(wanted -> query.bind("state", word(wanted)));
            return query.map((row, _) -> read(row)).list();
        });
    }

    private static String word(State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    private static Stored read(ResultSet row) throws SQLException {
        return new Stored(
                row.getLong("sequence"),
                new CheckoutId(row.getString("checkout_id")),
                new Webhook(row.getString("id"), row.getString("type"), row.getString("body")),
                State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                instant(row, "created_at"),
                Optional.ofNullable(row.getObject("next_at", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant),
                row.getInt("tries"),
                instant(row, "round_at"),
                row.getInt("round_tries"),
                text(row, "last_answer"));
    }
}
