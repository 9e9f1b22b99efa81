package org.freedomcheckout.store;

import static org.freedomcheckout.store.Columns.flag;
import static org.freedomcheckout.store.Columns.instant;
import static org.freedomcheckout.store.Columns.text;

import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.freedomcheckout.checkout.BankAnswer;
import org.freedomcheckout.checkout.CardFace;
import org.freedomcheckout.checkout.Challenge;
import org.freedomcheckout.checkout.CheckoutId;
import org.freedomcheckout.checkout.CheckoutKey;
import org.freedomcheckout.checkout.Failure;
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

    /** Binds {@code :state} and the columns of its facts. */
    void bind(SqlStatement<?> statement, CheckoutId checkout, Payment payment) {
        var owner = owner(checkout, payment.attempt());
        var facts = new Facts();
        var name = switch (payment.state()) {
            case Planned planned ->
                facts.lost(planned.lost())
                        .sent(planned.since(), planned.sends())
                        .named("planned");
            case AwaitingCvc _ -> facts.named("awaiting_cvc");
            case AwaitingCard(var page) -> facts.page(page).named("awaiting_card");
            case AwaitingAcs(var challenge, var opened) ->
                facts.challenge(challenge, opened).named("awaiting_acs");
            case Unsent(var answer) -> facts.answer(answer).named("unsent");
            case Confirming(var answer, var since, var sends) ->
                facts.answer(answer).sent(since, sends).named("confirming");
            case Withdrawing(var since, var page) ->
                facts.since(since).page(page.orElse(null)).named("withdrawing");
            case Returned(var since, var page) ->
                facts.since(since).page(page.orElse(null)).named("returned");
            case Checking(var since) -> facts.since(since).named("checking");
            case Held(var receipt) -> facts.receipt(receipt).named("held");
            case Captured(var receipt, var settlement) ->
                facts.receipt(receipt).settlement(settlement).named("captured");
            case Refused(var failure) -> facts.failure(failure).named("refused");
            case Released _ -> facts.named("released");
            case Abandoned _ -> facts.named("abandoned");
            case Contested(var since, var announced) ->
                facts.since(since).announced(announced).named("contested");
        };
        statement
                .bind("state", name)
                .bind("means", means(payment.means()))
                .bind("cardToken", seal(cardToken(payment), owner))
                .bind("pageUrl", seal(facts.page, owner))
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
                .bind("paReq", seal(facts.paReq, owner))
                .bind("md", seal(facts.md, owner))
                .bind("paRes", seal(facts.paRes, owner))
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

    /** Only until Freedom Pay has made the payment. */
    private static @Nullable Secret cardToken(Payment payment) {
        return payment.state() instanceof Planned && payment.means() instanceof Means.SavedCard card
                ? card.token()
                : null;
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
                        text(row, "p_card_token")
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
        return text(row, "p_page_url").map(kept -> key.open(kept, owner));
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
        return key.open(row.getString(column), owner);
    }

    private @Nullable String seal(@Nullable Secret text, String owner) {
        return text == null ? null : key.seal(text, owner);
    }

    private static String owner(CheckoutId checkout, int attempt) {
        return checkout + ":" + attempt;
    }

    /** The facts of one state, each null where the state has none. */
    private static final class Facts {
        private @Nullable Instant since;
        private @Nullable Integer sends;
        private @Nullable Boolean opened;
        private @Nullable Boolean lost;
        private @Nullable Boolean announced;
        private @Nullable String acsUrl;
        private @Nullable Secret paReq;
        private @Nullable Secret md;
        private @Nullable Secret paRes;
        private @Nullable Failure failure;
        private @Nullable Receipt receipt;
        private @Nullable Settlement settlement;
        private @Nullable Secret page;

        Facts since(Instant instant) {
            since = instant;
            return this;
        }

        Facts lost(boolean wasLost) {
            lost = wasLost;
            return this;
        }

        Facts announced(boolean wasAnnounced) {
            announced = wasAnnounced;
            return this;
        }

        Facts sent(Instant instant, int times) {
            sends = times;
            return since(instant);
        }

        Facts challenge(Challenge challenge, boolean wasOpened) {
            acsUrl = challenge.acsUrl().toString();
            paReq = challenge.paReq();
            md = challenge.md();
            opened = wasOpened;
            return this;
        }

        Facts answer(BankAnswer answer) {
            md = answer.md();
            paRes = answer.paRes();
            return this;
        }

        Facts failure(Failure why) {
            failure = why;
            return this;
        }

        Facts receipt(Receipt proof) {
            receipt = proof;
            return this;
        }

        Facts settlement(Settlement amounts) {
            settlement = amounts;
            return this;
        }

        Facts page(@Nullable Secret url) {
            page = url;
            return this;
        }

        String named(String state) {
            return state;
        }
    }
}
