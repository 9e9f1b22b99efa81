package org.freedomcheckout.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.freedomcheckout.checkout.Checkout;
import org.freedomcheckout.checkout.CheckoutKey;
import org.freedomcheckout.checkout.TimelineEntry;
import org.freedomcheckout.store.CheckoutStore.News;
import org.jdbi.v3.core.Handle;

/** Writes checkouts with their payments, operations, timeline and webhooks; several at once, if they come at once. */
final class CheckoutWriter {

    private static final String INSERT = """
            INSERT INTO checkout (id, pay_token_hash, status, status_attempt, failure_code, failure_reason,
                attention, order_id, amount_minor, currency, description, methods, card_token, card_user_id,
                card_mask, capture_mode, success_url, failure_url, language, customer_email, customer_phone,
                customer_ip, metadata, expires_at, expire_at, created_at, updated_at, version)
            VALUES (:id, :payTokenHash, :status, :statusAttempt, :failureCode, :failureReason,
                :attention, :orderId, :amountMinor, :currency, :description, :methods, :cardToken, :cardUserId,
                :cardMask, :captureMode, :successUrl, :failureUrl, :language, :customerEmail, :customerPhone,
                :customerIp, :metadata, :expiresAt, :expireAt, :createdAt, :updatedAt, 0)
            """;

    private static final String UPDATE = """
            UPDATE checkout
               SET status = :status, status_attempt = :statusAttempt, failure_code = :failureCode,
                   failure_reason = :failureReason, attention = :attention,
                   card_token = CASE WHEN :needsCard THEN card_token END, expire_at = :expireAt,
                   updated_at = :updatedAt, version = version + 1
             WHERE id = :id AND version = :version
            """;

    /**
     * Whoever claims a question has locked a payment without its checkout, and if it stands still then, that could be for long.
     * The group waits for it for a second; who goes alone after that waits alone.
     */
    private static final String LOCK =
            "SELECT id, set_config('lock_timeout', '1s', TRUE) FROM checkout WHERE id = ANY(:ids) ";

    private final Database database;
    private final CheckoutRow checkoutRow;
    private final PaymentTable payments;
    private final GroupCommit<Opening, Checkout> openings;
    private final GroupCommit<Move, Optional<Checkout>> moves;

    CheckoutWriter(Database database, CheckoutKey key) {
        this.database = database;
        this.checkoutRow = new CheckoutRow(key);
        this.payments = new PaymentTable(key);
        this.openings = new GroupCommit<>(database, _ -> false, this::insert);
        this.moves = new GroupCommit<>(database, Move::onDisk, new Mover());
    }

    /** A new checkout and the beginning of its timeline. */
    record Opening(Checkout checkout, TimelineEntry entry) {}

    /**
     * A checkout as it was read, as it is to be, and what that has to tell.
     *
     * @param onDisk whether it must be on the disk before anything else is done
     */
    record Move(Checkout before, Checkout moved, News news, boolean onDisk) {}

    Checkout insert(Opening opening) {
        return openings.write(opening);
    }

    /** As stored; empty if somebody else moved it since it was read. */
    Optional<Checkout> update(Move move) {
        return moves.write(move);
    }

    private List<Checkout> insert(Handle handle, List<Opening> group) {
        var checkouts = group.stream().map(Opening::checkout).toList();
        var insert = handle.prepareBatch(INSERT);
        for (var checkout : checkouts) {
            insert.bind("payTokenHash", checkout.payToken().hash())
                    .bind("createdAt", Columns.time(checkout.createdAt()));
            checkoutRow.bindTerms(insert, checkout.id(), checkout.terms());
            CheckoutRow.bindState(insert, checkout);
            insert.add();
        }
        insert.execute();
        payments.insert(handle, checkouts);
        var timeline = Timeline.insert(handle);
        group.forEach(opening -> Timeline.add(timeline, opening.checkout().id(), opening.entry()));
        timeline.execute();
        return checkouts;
    }

    /** Moves checkouts; one that others are moving must not hold up the rest. */
    private final class Mover implements GroupCommit.Writer<Move, Optional<Checkout>> {

        @Override
        public Predicate<Move> lock(Handle handle, List<Move> group) {
            var unlocked = database.unlocked();
            if (unlocked.isEmpty()) {
                // Nobody else writes meanwhile.
                return _ -> true;
            }
            var locked = handle.createQuery(LOCK + unlocked)
                    .bindArray(
                            "ids",
                            String.class,
                            group.stream()
                                    .map(move -> move.moved().id().value())
                                    .toList())
                    .mapTo(String.class)
                    .set();
            return move -> locked.contains(move.moved().id().value());
        }

        @Override
        public List<Optional<Checkout>> write(Handle handle, List<Move> group) {
            return update(handle, group);
        }
    }

    private List<Optional<Checkout>> update(Handle handle, List<Move> group) {
        var counts = compareAndSet(handle, group);
        var results = new ArrayList<Optional<Checkout>>();
        var won = new ArrayList<Move>();
        for (int i = 0; i < counts.length; i++) {
            var move = group.get(i);
            results.add(counts[i] == 1 ? Optional.of(move.moved().stored()) : Optional.empty());
            if (counts[i] == 1) {
                won.add(move);
            }
        }
        payments.write(handle, won);
        OperationTable.write(handle, won);
        tell(handle, won);
        return results;
    }

    /** How many rows each has moved: one, or none if somebody else moved it since it was read. */
    private int[] compareAndSet(Handle handle, List<Move> group) {
        var update = handle.prepareBatch(UPDATE);
        for (var move : group) {
            update.bind("version", move.before().version());
            CheckoutRow.bindState(update, move.moved());
            update.add();
        }
        return update.execute();
    }

    private static void tell(Handle handle, List<Move> moves) {
        var timeline = Timeline.insert(handle);
        var webhooks = Outbox.insert(handle);
        for (var move : moves) {
            var id = move.moved().id();
            Timeline.add(timeline, id, move.news().entry());
            for (var webhook : move.news().webhooks()) {
                Outbox.add(webhooks, id, webhook, move.moved().updatedAt());
            }
        }
        timeline.execute();
        webhooks.execute();
    }
}
