package org.freedomcheckout.store;

import static org.freedomcheckout.store.Columns.instant;
import static org.freedomcheckout.store.Columns.text;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.freedomcheckout.checkout.CheckoutId;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * The webhooks: written in the transaction of the move they tell of, claimed for sending in order for each checkout. None is
 * ever thrown away.
 */
public final class Outbox {

    /** Longer than a delivery can take: whoever dies with a claim delays a webhook, and loses none. */
    private static final Duration CLAIM = Duration.ofSeconds(30);

    private static final int MAX_ANSWER = 200;

    private final Database database;
    private final Claim<Stored> firstTries;
    private final Claim<Stored> repeats;
    private final GroupCommit<Ending, Integer> endings;

    public Outbox(Database database) {
        this.database = database;
        this.firstTries = new Tries(database, true);
        this.repeats = new Tries(database, false);
        this.endings = new GroupCommit<>(database, _ -> false, Outbox::end);
    }

    /** How a try ended, and the webhook with it or not. */
    private record Ending(Stored webhook, State state, Optional<Instant> next, String answer) {}

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

    /** Begins to write some webhooks. */
    static PreparedBatch insert(Handle handle) {
        return handle.prepareBatch("""
                INSERT INTO webhook (id, checkout_id, type, body, state, created_at, next_at, tries, round_at,
                    round_tries)
                VALUES (:id, :checkoutId, :type, :body, 'pending', :now, :now, 0, :now, 0)
                """);
    }

    /** Goes on with it. */
    static void add(PreparedBatch insert, CheckoutId checkout, Webhook webhook, Instant now) {
        insert.bind("id", webhook.id())
                .bind("checkoutId", checkout.value())
                .bind("type", webhook.type())
                .bind("body", webhook.body())
                .bind("now", Columns.time(now))
                .add();
    }

    /**
     * Claims webhooks that are due and have no earlier one of their checkout before them.
     *
     * @param first whether those that were never tried in their round, or the others
     */
    public List<Stored> claim(boolean first, Instant now, int limit) {
        return (first ? firstTries : repeats)
                .take(now, limit).stream().map(webhook -> begun(webhook, now)).toList();
    }

    /** The schedule begins with the first try, which may have had to wait for the webhooks before it. */
    private static Stored begun(Stored webhook, Instant now) {
        return webhook.isFirstTry() ? webhook.beginning(now) : webhook;
    }

    /** Notes that the merchant has it. */
    public void delivered(Stored webhook, String answer) {
        endings.write(new Ending(webhook, State.DELIVERED, Optional.empty(), answer));
    }

    /**
     * Notes that a try has failed.
     *
     * @param next when the next one is due; empty if there is none
     */
    public void failed(Stored webhook, Optional<Instant> next, String answer) {
        endings.write(new Ending(webhook, next.isPresent() ? State.PENDING : State.DEAD, next, answer));
    }

    private static List<Integer> end(Handle handle, List<Ending> group) {
        var update = handle.prepareBatch("""
                UPDATE webhook
                   SET state = :state, next_at = :next, tries = tries + 1, last_answer = :answer
                 WHERE sequence = :sequence AND tries = :tries
                """);
        for (var ending : group) {
            update.bind("state", word(ending.state()))
                    .bind("next", Columns.time(ending.next()))
                    .bind("answer", Columns.cut(Optional.of(ending.answer()), MAX_ANSWER))
                    .bind("sequence", ending.webhook().sequence())
                    .bind("tries", ending.webhook().tries())
                    .add();
        }
        return Arrays.stream(update.execute()).boxed().toList();
    }

    /** Sends a webhook again, whatever became of it, with a schedule that begins anew; false if there is none. */
    public boolean resend(String id, Instant now) {
        return database.write(handle -> handle.createUpdate("""
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
                Columns.maybeInstant(row, "next_at"),
                row.getInt("tries"),
                instant(row, "round_at"),
                row.getInt("round_tries"),
                text(row, "last_answer"));
    }

    /** Those that were never tried in their round, or the others. */
    private static final class Tries extends Claim<Stored> {

        private final boolean first;

        Tries(Database database, boolean first) {
            super(database);
            this.first = first;
        }

        @Override
        List<Stored> due(Handle handle, Instant now, int limit, String lock) {
            return handle.createQuery("""
                            SELECT * FROM webhook w
                             WHERE next_at > :epoch AND next_at <= :now
                               AND (tries = round_tries) = :first
                               AND NOT EXISTS (SELECT 1 FROM webhook e
                                                WHERE e.checkout_id = w.checkout_id AND e.sequence < w.sequence
                                                  AND e.next_at IS NOT NULL)
                             ORDER BY next_at FETCH FIRST :limit ROWS ONLY
                            """ + lock)
                    .bind("first", first)
                    .bind("epoch", Columns.time(Instant.EPOCH))
                    .bind("now", Columns.time(now))
                    .bind("limit", limit)
                    .map((row, _) -> read(row))
                    .list();
        }

        @Override
        int[] move(Handle handle, List<Stored> webhooks, Instant now) {
            var update = handle.prepareBatch("""
                    UPDATE webhook SET next_at = :until, round_at = :roundAt
                     WHERE sequence = :sequence AND next_at = :at
                    """);
            for (var webhook : webhooks) {
                update.bind("until", Columns.time(now.plus(CLAIM)))
                        .bind("roundAt", Columns.time(begun(webhook, now).roundAt()))
                        .bind("sequence", webhook.sequence())
                        .bind("at", Columns.time(webhook.nextAt()))
                        .add();
            }
            return update.execute();
        }

        @Override
        String name(Stored webhook) {
            return webhook.webhook().id();
        }
    }
}
