package org.freedomcheckout.store;

import static org.freedomcheckout.store.Columns.bytes;
import static org.freedomcheckout.store.Columns.flag;
import static org.freedomcheckout.store.Columns.instant;
import static org.freedomcheckout.store.Columns.text;

import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.freedomcheckout.checkout.BankAnswer;
import org.freedomcheckout.checkout.CardFace;
import org.freedomcheckout.checkout.Challenge;
import org.freedomcheckout.checkout.CheckoutId;
import org.freedomcheckout.checkout.CheckoutKey;
import org.freedomcheckout.checkout.Means;
import org.freedomcheckout.checkout.Money;
import org.freedomcheckout.checkout.Money.Currency;
import org.freedomcheckout.checkout.Payment;
import org.freedomcheckout.checkout.PaymentId;
import org.freedomcheckout.checkout.PaymentState;
import org.freedomcheckout.checkout.PaymentState.Abandoned;
import org.freedomcheckout.checkout.PaymentState.AwaitingAcs;
import org.freedomcheckout.checkout.PaymentState.AwaitingCard;
import org.freedomcheckout.checkout.PaymentState.AwaitingCvc;
import org.freedomcheckout.checkout.PaymentState.Captured;
import org.freedomcheckout.checkout.PaymentState.Checking;
import org.freedomcheckout.checkout.PaymentState.Confirming;
import org.freedomcheckout.checkout.PaymentState.Contested;
import org.freedomcheckout.checkout.PaymentState.Held;
import org.freedomcheckout.checkout.PaymentState.Planned;
import org.freedomcheckout.checkout.PaymentState.Refused;
import org.freedomcheckout.checkout.PaymentState.Released;
import org.freedomcheckout.checkout.PaymentState.Returned;
import org.freedomcheckout.checkout.PaymentState.Unsent;
import org.freedomcheckout.checkout.PaymentState.Withdrawing;
import org.freedomcheckout.checkout.Receipt;
import org.freedomcheckout.checkout.Secret;
import org.freedomcheckout.checkout.Settlement;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/** A payment's state as columns, and back. A column that a state has no fact for is null, so nothing outlives its use. */
final class PaymentRow {

    /** What {@link #read} reads, of a table {@code p}. */
    static final String COLUMNS = Columns.of(
            "p",
            "attempt",
            "order_id",
            "means",
            "means_mask",
            "means_brand",
            "means_expiry",
            "card_token",
            "page_url",
            "payment_id",
            "state",
            "since",
            "sends",
            "opened",
            "lost",
            "announced",
            "acs_url",
            "pa_req",
            "md",
            "pa_res",
            "failure_code",
            "failure_reason",
            "auth_code",
            "reference",
            "card_mask",
            "card_brand",
            "three_ds",
            "paid_at",
            "captured_minor",
            "refunded_minor",
            "created_at");

    private final CheckoutKey key;

    PaymentRow(CheckoutKey key) {
        this.key = key;
    }

    /**
     * What is sealed: each time with other bytes, so it is written only when it is not what it was.
     *
     * @param cardToken only until Freedom Pay has made the payment
     */
    private record Secrets(
            @Nullable Secret cardToken,
            @Nullable Secret page,
            @Nullable Secret paReq,
            @Nullable Secret md,
            @Nullable Secret paRes) {

        static final Secrets NONE = new Secrets(null, null, null, null, null);

        static Secrets of(Payment payment, PaymentFacts facts) {
            var cardToken = payment.state() instanceof Planned && payment.means() instanceof Means.SavedCard card
                    ? card.token()
                    : null;
            return new Secrets(cardToken, facts.page, facts.paReq, facts.md, facts.paRes);
        }
    }

    /** Binds all columns, for a new row. */
    void bind(SqlStatement<?> statement, CheckoutId checkout, Payment payment) {
        var facts = PaymentFacts.of(payment.state());
        bindSecrets(statement, owner(checkout, payment.attempt()), Secrets.of(payment, facts));
        bindOpen(statement, payment, facts);
    }

    /** Binds all columns, and {@code :reseal}: whether the sealed ones are other than before. */
    void bind(SqlStatement<?> statement, CheckoutId checkout, Payment before, Payment payment) {
        var facts = PaymentFacts.of(payment.state());
        var secrets = Secrets.of(payment, facts);
        var reseal = !secrets.equals(Secrets.of(before, PaymentFacts.of(before.state())));
        statement.bind("reseal", reseal);
        bindSecrets(statement, owner(checkout, payment.attempt()), reseal ? secrets : Secrets.NONE);
        bindOpen(statement, payment, facts);
    }

    private void bindSecrets(SqlStatement<?> statement, String owner, Secrets secrets) {
        statement
                .bind("cardToken", seal(secrets.cardToken, owner))
                .bind("pageUrl", seal(secrets.page, owner))
                .bind("paReq", seal(secrets.paReq, owner))
                .bind("md", seal(secrets.md, owner))
                .bind("paRes", seal(secrets.paRes, owner));
    }

    private static void bindOpen(SqlStatement<?> statement, Payment payment, PaymentFacts facts) {
        statement
                .bind("state", facts.name())
                .bind("means", means(payment.means()))
                .bind(
                        "capturedMinor",
                        facts.settlement == null
                                ? null
                                : facts.settlement.captured().minor())
                .bind(
                        "refundedMinor",
                        facts.settlement == null
                                ? null
                                : facts.settlement.refunded().minor())
                .bind("since", Columns.time(Optional.ofNullable(facts.since)))
                .bind("sends", facts.sends)
                .bind("opened", facts.opened)
                .bind("lost", facts.lost)
                .bind("announced", facts.announced)
                .bind("acsUrl", facts.acsUrl)
                .bind("failureCode", facts.failure == null ? null : facts.failure.code())
                .bind(
                        "failureReason",
                        facts.failure == null ? null : facts.failure.reason().name());
        bindFace(statement, payment.means().face());
        bindReceipt(statement, Optional.ofNullable(facts.receipt));
    }

    private static void bindFace(SqlStatement<?> statement, CardFace face) {
        statement
                .bind("meansMask", face.mask().isEmpty() ? null : Columns.cut(Optional.of(face.mask()), 40))
                .bind("meansBrand", Columns.cut(face.brand(), 40))
                .bind("meansExpiry", Columns.cut(face.expiry(), 5));
    }

    private static String means(Means means) {
        return switch (means) {
            case Means.SavedCard _ -> "saved_card";
            case Means.CardPage _ -> "card_page";
            case Means.ThreeDs _ -> "three_ds";
        };
    }

    private static void bindReceipt(SqlStatement<?> statement, Optional<Receipt> receipt) {
        statement
                .bind("authCode", Columns.cut(receipt.flatMap(Receipt::authCode), 64))
                .bind("reference", Columns.cut(receipt.flatMap(Receipt::reference), 64))
                .bind("cardMask", Columns.cut(receipt.flatMap(Receipt::cardMask), 40))
                .bind("cardBrand", Columns.cut(receipt.flatMap(Receipt::cardBrand), 40))
                .bind("threeDs", receipt.flatMap(Receipt::threeDs).orElse(null))
                .bind("paidAt", Columns.time(receipt.map(Receipt::paidAt)));
    }

    Payment read(ResultSet row, CheckoutId checkout, Currency currency) throws SQLException {
        var attempt = row.getInt("p_attempt");
        var owner = owner(checkout, attempt);
        return new Payment(
                attempt,
                row.getString("p_order_id"),
                means(row, owner),
                text(row, "p_payment_id").map(PaymentId::new),
                state(row, owner, currency),
                instant(row, "p_created_at"));
    }

    private Means means(ResultSet row, String owner) throws SQLException {
        return switch (row.getString("p_means")) {
            case "saved_card" ->
                new Means.SavedCard(
                        bytes(row, "p_card_token")
                                .map(kept -> key.open(kept, owner))
                                .orElse(Secret.EMPTY),
                        new CardFace(
                                text(row, "p_means_mask").orElse(""),
                                text(row, "p_means_brand"),
                                text(row, "p_means_expiry")));
            case "card_page" -> new Means.CardPage();
            case "three_ds" -> new Means.ThreeDs();
            case String other -> throw new IllegalStateException("unknown means " + other);
        };
    }

    private PaymentState state(ResultSet row, String owner, Currency currency) throws SQLException {
        return switch (row.getString("p_state")) {
            case "planned" -> new Planned(instant(row, "p_since"), row.getInt("p_sends"), row.getBoolean("p_lost"));
            case "awaiting_cvc" -> new AwaitingCvc();
            case "awaiting_card" -> new AwaitingCard(open(row, "p_page_url", owner));
            case "awaiting_acs" -> new AwaitingAcs(challenge(row, owner), row.getBoolean("p_opened"));
            case "unsent" -> new Unsent(answer(row, owner));
            case "confirming" -> new Confirming(answer(row, owner), instant(row, "p_since"), row.getInt("p_sends"));
            case "withdrawing" -> new Withdrawing(instant(row, "p_since"), page(row, owner));
            case "returned" -> new Returned(instant(row, "p_since"), page(row, owner));
            case "checking" -> new Checking(instant(row, "p_since"));
            case "held" -> new Held(receipt(row));
            case "captured" -> new Captured(receipt(row), settlement(row, currency));
            case "refused" -> new Refused(Columns.failure(row, "p_failure_code", "p_failure_reason"));
            case "released" -> new Released();
            case "abandoned" -> new Abandoned();
            case "contested" -> new Contested(instant(row, "p_since"), row.getBoolean("p_announced"));
            case String other -> throw new IllegalStateException("unknown payment state " + other);
        };
    }

    private Optional<Secret> page(ResultSet row, String owner) throws SQLException {
        return bytes(row, "p_page_url").map(kept -> key.open(kept, owner));
    }

    private Challenge challenge(ResultSet row, String owner) throws SQLException {
        return new Challenge(
                URI.create(row.getString("p_acs_url")), open(row, "p_pa_req", owner), open(row, "p_md", owner));
    }

    private BankAnswer answer(ResultSet row, String owner) throws SQLException {
        return new BankAnswer(open(row, "p_md", owner), open(row, "p_pa_res", owner));
    }

    private static Settlement settlement(ResultSet row, Currency currency) throws SQLException {
        return new Settlement(
                new Money(row.getLong("p_captured_minor"), currency),
                new Money(row.getLong("p_refunded_minor"), currency));
    }

    private static Receipt receipt(ResultSet row) throws SQLException {
        return new Receipt(
                text(row, "p_auth_code"),
                text(row, "p_reference"),
                text(row, "p_card_mask"),
                text(row, "p_card_brand"),
                flag(row, "p_three_ds"),
                instant(row, "p_paid_at"));
    }

    private Secret open(ResultSet row, String column, String owner) throws SQLException {
        return key.open(row.getBytes(column), owner);
    }

    private byte @Nullable [] seal(@Nullable Secret text, String owner) {
        return text == null ? null : key.seal(text, owner);
    }

    private static String owner(CheckoutId checkout, int attempt) {
        return checkout + ":" + attempt;
    }
}
