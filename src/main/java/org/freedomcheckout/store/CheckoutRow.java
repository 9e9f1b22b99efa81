package org.freedomcheckout.store;

import static org.freedomcheckout.store.Columns.bytes;
import static org.freedomcheckout.store.Columns.instant;
import static org.freedomcheckout.store.Columns.text;

import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.freedomcheckout.checkout.Attention;
import org.freedomcheckout.checkout.Checkout;
import org.freedomcheckout.checkout.CheckoutId;
import org.freedomcheckout.checkout.CheckoutKey;
import org.freedomcheckout.checkout.CheckoutState;
import org.freedomcheckout.checkout.CheckoutState.Authorized;
import org.freedomcheckout.checkout.CheckoutState.Canceled;
import org.freedomcheckout.checkout.CheckoutState.Expired;
import org.freedomcheckout.checkout.CheckoutState.Failed;
import org.freedomcheckout.checkout.CheckoutState.Open;
import org.freedomcheckout.checkout.CheckoutState.Paid;
import org.freedomcheckout.checkout.CheckoutState.Processing;
import org.freedomcheckout.checkout.Failure;
import org.freedomcheckout.checkout.Method;
import org.freedomcheckout.checkout.Method.SavedCard;
import org.freedomcheckout.checkout.Money;
import org.freedomcheckout.checkout.Money.Currency;
import org.freedomcheckout.checkout.Terms;
import org.freedomcheckout.checkout.Terms.CaptureMode;
import org.freedomcheckout.checkout.Terms.Customer;
import org.jdbi.v3.core.statement.SqlStatement;

/** A checkout as columns, and back. */
final class CheckoutRow {

    private final CheckoutKey key;

    CheckoutRow(CheckoutKey key) {
        this.key = key;
    }

    /** Binds what the merchant asked for, which is written once. */
    void bindTerms(SqlStatement<?> statement, CheckoutId id, Terms terms) {
        var cardToken = terms.savedCard().flatMap(SavedCard::token).map(token -> key.seal(token, id.value()));
        statement
                .bind("cardToken", cardToken.orElse(null))
                .bind("orderId", terms.orderId())
                .bind("amountMinor", terms.amount().minor())
                .bind("currency", terms.amount().currency().name())
                .bind("description", terms.description())
                .bind("captureMode", terms.capture().name().toLowerCase(Locale.ROOT))
                .bind("successUrl", terms.successUrl().toString())
                .bind("failureUrl", terms.failureUrl().toString())
                .bind("language", terms.language().orElse(null))
                .bind("customerEmail", terms.customer().email().orElse(null))
                .bind("customerPhone", terms.customer().phone().orElse(null))
                .bind("customerIp", terms.customer().ip().orElse(null))
                .bind("metadata", Json.write(terms.metadata()))
                .bind("expiresAt", Columns.time(terms.expiresAt()))
                .bind("methods", terms.methods().stream().map(Method::word).collect(Collectors.joining(",")))
                .bind("cardUserId", terms.savedCard().map(SavedCard::userId).orElse(null))
                .bind("cardMask", terms.savedCard().flatMap(SavedCard::mask).orElse(null));
    }

    /** Binds what moves; a saved card's token only as long as a payment can still be made with it. */
    static void bindState(SqlStatement<?> statement, Checkout checkout) {
        var failure = failure(checkout.state());
        statement
                .bind("id", checkout.id().value())
                .bind("status", checkout.state().status())
                .bind("statusAttempt", attempt(checkout.state()).orElse(null))
                .bind("failureCode", failure.map(Failure::code).orElse(null))
                .bind("failureReason", failure.map(f -> f.reason().name()).orElse(null))
                .bind("attention", checkout.attention().map(Attention::name).orElse(null))
                .bind("needsCard", checkout.state() instanceof Open || checkout.state() instanceof Processing)
                .bind("expireAt", Columns.time(expireAt(checkout)))
                .bind("updatedAt", Columns.time(checkout.updatedAt()));
    }

    private static Optional<Instant> expireAt(Checkout checkout) {
        return checkout.state() instanceof Open ? Optional.of(checkout.terms().expiresAt()) : Optional.empty();
    }

    /** Without its payments and operations, which have rows of their own. */
    Checkout read(ResultSet row) throws SQLException {
        var id = new CheckoutId(row.getString("id"));
        return new Checkout(
                id,
                key.payToken(id, row.getString("pay_token_hash")),
                terms(row, id),
                state(row),
                List.of(),
                List.of(),
                text(row, "attention").map(Attention::valueOf),
                instant(row, "created_at"),
                instant(row, "updated_at"),
                row.getLong("version"));
    }

    private Terms terms(ResultSet row, CheckoutId id) throws SQLException {
        return new Terms(
                row.getString("order_id"),
                new Money(row.getLong("amount_minor"), Currency.valueOf(row.getString("currency"))),
                row.getString("description"),
                methods(row, id),
                CaptureMode.valueOf(row.getString("capture_mode").toUpperCase(Locale.ROOT)),
                URI.create(row.getString("success_url")),
                URI.create(row.getString("failure_url")),
                text(row, "language"),
                new Customer(text(row, "customer_email"), text(row, "customer_phone"), text(row, "customer_ip")),
                Json.readMap(row.getString("metadata")),
                instant(row, "expires_at"));
    }

    private List<Method> methods(ResultSet row, CheckoutId id) throws SQLException {
        var methods = new ArrayList<Method>();
        for (var word : row.getString("methods").split(",", -1)) {
            methods.add(
                    switch (word) {
                        case "saved_card" ->
                            new SavedCard(
                                    bytes(row, "card_token").map(kept -> key.open(kept, id.value())),
                                    row.getString("card_user_id"),
                                    text(row, "card_mask"));
                        case "card_page" -> new Method.CardPage();
                        case "three_ds" -> new Method.ThreeDs();
                        default -> throw new IllegalStateException("unknown method " + word);
                    });
        }
        return methods;
    }

    private static CheckoutState state(ResultSet row) throws SQLException {
        var attempt = row.getInt("status_attempt");
        return switch (row.getString("status")) {
            case "open" ->
                new Open(
                        row.getString("failure_code") == null
                                ? Optional.empty()
                                : Optional.of(Columns.failure(row, "failure_code", "failure_reason")));
            case "processing" -> new Processing();
            case "authorized" -> new Authorized(attempt);
            case "paid" -> new Paid(attempt);
            case "failed" -> new Failed(Columns.failure(row, "failure_code", "failure_reason"));
            case "expired" -> new Expired();
            case "canceled" -> new Canceled(attempt);
            case String other -> throw new IllegalStateException("unknown status " + other);
        };
    }

    private static Optional<Failure> failure(CheckoutState state) {
        return switch (state) {
            case Open(var lastFailure) -> lastFailure;
            case Failed(var failure) -> Optional.of(failure);
            case Processing _, Authorized _, Paid _, Expired _, Canceled _ -> Optional.empty();
        };
    }

    private static Optional<Integer> attempt(CheckoutState state) {
        return switch (state) {
            case Authorized(var attempt) -> Optional.of(attempt);
            case Paid(var attempt) -> Optional.of(attempt);
            case Canceled(var attempt) -> Optional.of(attempt);
            case Open _, Processing _, Failed _, Expired _ -> Optional.empty();
        };
    }
}
