package org.freedomcheckout.store;

import static org.freedomcheckout.store.Columns.instant;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.freedomcheckout.checkout.CheckoutId;
import org.freedomcheckout.checkout.Money;
import org.freedomcheckout.checkout.Money.Currency;
import org.freedomcheckout.checkout.Operation;
import org.freedomcheckout.checkout.Operation.Kind;
import org.freedomcheckout.checkout.OperationState;
import org.freedomcheckout.checkout.OperationState.Done;
import org.freedomcheckout.checkout.OperationState.NotDone;
import org.freedomcheckout.checkout.OperationState.Planned;
import org.freedomcheckout.checkout.OperationState.Refused;
import org.freedomcheckout.checkout.OperationState.Sent;
import org.freedomcheckout.store.CheckoutWriter.Move;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/** The rows of operations. */
final class OperationTable {

    /** What {@link #read} reads, of a table {@code o}. */
    static final String COLUMNS = Columns.of(
            "o",
            "number",
            "kind",
            "amount_minor",
            "state",
            "since",
            "refunded_before_minor",
            "refunds_before",
            "missed_at",
            "code",
            "created_at");

    private OperationTable() {}

    /** Writes the operations that are new or have moved. */
    static void write(Handle handle, List<Move> moves) {
        var insert = handle.prepareBatch("""
                INSERT INTO operation (checkout_id, number, kind, amount_minor, state, since, refunded_before_minor,
                    refunds_before, missed_at, code, created_at, sent_slot)
                VALUES (:checkoutId, :number, :kind, :amountMinor, :state, :since, :refundedBeforeMinor,
                    :refundsBefore, :missedAt, :code, :createdAt, :sentSlot)
                """);
        var update = handle.prepareBatch("""
                UPDATE operation
                   SET state = :state, since = :since, refunded_before_minor = :refundedBeforeMinor,
                       refunds_before = :refundsBefore,
                       missed_at = :missedAt, code = :code, sent_slot = :sentSlot
                 WHERE checkout_id = :checkoutId AND number = :number
                """);
        for (var move : moves) {
            for (var operation : move.moved().operations()) {
                if (operation.number() > move.before().operations().size()) {
                    insert.bind("kind", operation.kind().word())
                            .bind("amountMinor", operation.amount().minor())
                            .bind("createdAt", Columns.time(operation.createdAt()));
                    bind(insert, move.moved().id(), operation);
                    insert.add();
                } else if (!operation.equals(move.before().operation(operation.number()))) {
                    bind(update, move.moved().id(), operation);
                    update.add();
                }
            }
        }
        update.execute();
        insert.execute();
    }

    private static void bind(SqlStatement<?> statement, CheckoutId checkout, Operation operation) {
        var sent = operation.state() instanceof Sent state ? Optional.of(state) : Optional.<Sent>empty();
        var code = operation.state() instanceof Refused(var refusal) ? Columns.cut(Optional.of(refusal), 32) : null;
        statement
                .bind("checkoutId", checkout.value())
                .bind("number", operation.number())
                .bind("state", word(operation.state()))
                .bind("since", Columns.time(sent.map(Sent::since)))
                .bind(
                        "refundedBeforeMinor",
                        sent.map(state -> state.refundedBefore().minor()).orElse(null))
                .bind(
                        "refundsBefore",
                        sent.map(state -> String.join(" ", state.refundsBefore()))
                                .orElse(null))
                .bind("missedAt", Columns.time(sent.flatMap(Sent::missedAt)))
                .bind("code", code)
                .bind("sentSlot", sent.isPresent() ? checkout.value() : null);
    }

    private static String word(OperationState state) {
        return switch (state) {
            case Planned _ -> "planned";
            case Sent _ -> "sent";
            case Done _ -> "done";
            case Refused _ -> "refused";
            case NotDone _ -> "not_done";
        };
    }

    static Operation read(ResultSet row, Currency currency) throws SQLException {
        return new Operation(
                row.getInt("o_number"),
                Kind.valueOf(row.getString("o_kind").toUpperCase(Locale.ROOT)),
                new Money(row.getLong("o_amount_minor"), currency),
                state(row, currency),
                instant(row, "o_created_at"));
    }

    private static OperationState state(ResultSet row, Currency currency) throws SQLException {
        return switch (row.getString("o_state")) {
            case "planned" -> new Planned();
            case "sent" ->
                new Sent(
                        instant(row, "o_since"),
                        new Money(row.getLong("o_refunded_before_minor"), currency),
                        words(row.getString("o_refunds_before")),
                        Columns.maybeInstant(row, "o_missed_at"));
            case "done" -> new Done();
            case "refused" -> new Refused(row.getString("o_code"));
            case "not_done" -> new NotDone();
            case String other -> throw new IllegalStateException("unknown operation state " + other);
        };
    }

    private static Set<String> words(String text) {
        return text.isEmpty() ? Set.of() : Set.of(text.split(" ", -1));
    }
}
