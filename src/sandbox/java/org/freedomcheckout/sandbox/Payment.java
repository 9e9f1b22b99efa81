package org.freedomcheckout.sandbox;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** One payment in the ledger. Whoever reads or changes it holds its monitor. */
final class Payment {

    /** Freedom Pay's words for where a payment stands. */
    enum Status {
        NEW,
        PROCESS,
        SUCCESS,
        ERROR,
        REVOKED
    }

    final String id;
    final String flow;
    final Map<String, String> request;
    final Instant createdAt = Instant.now();
    final boolean autoClearing;

    Status status = Status.NEW;
    String failureCode = "";
    String failureText = "";
    String authCode = "";
    String reference = "";
    String mask = "";
    boolean captured;
    BigDecimal capturedAmount = BigDecimal.ZERO;
    BigDecimal refunded = BigDecimal.ZERO;
    final List<Refund> refunds = new ArrayList<>();
    int authorizations;
    TestCard card;

    /** The kept card it is paid with. */
    SavedCard savedCard = SavedCard.PAID;

    /** 3-D Secure: what is sent to the bank, and what the bank answered. */
    String acsId = "";

    String md = "";
    String paReq = "";
    String usedPaRes = "";
    String storedAnswer = "";

    /** While it is processed: how many status calls still see that, and until when. */
    long pendingPolls;

    Instant pendingUntil = Instant.MIN;
    String pendingThen = "";
    Instant settledAt = Instant.MIN;
    long notFound;

    final Map<String, Integer> calls = new TreeMap<>();
    int notifiesSent;
    int notifiesAnswered;

    /** Money given back, under a number of its own. */
    record Refund(String id, BigDecimal amount, Instant at) {}

    Payment(String id, String flow, Map<String, String> request) {
        this.id = id;
        this.flow = flow;
        this.request = request;
        this.autoClearing = !"0".equals(request.get("pg_auto_clearing"));
    }

    String orderId() {
        return request.getOrDefault("pg_order_id", "");
    }

    BigDecimal amount() {
        return new BigDecimal(request.getOrDefault("pg_amount", "0"));
    }

    String currency() {
        return request.getOrDefault("pg_currency", "KZT");
    }

    boolean isOver() {
        return status == Status.SUCCESS || status == Status.ERROR || status == Status.REVOKED;
    }

    void called(String endpoint) {
        calls.merge(endpoint, 1, Integer::sum);
    }

    /** The bank says yes. */
    void authorize() {
        status = Status.SUCCESS;
        authorizations++;
        authCode = Random.digits(6);
        reference = Random.digits(12);
        captured = autoClearing;
        capturedAmount = autoClearing ? amount() : BigDecimal.ZERO;
        settledAt = Instant.now();
    }

    void refuse(String code) {
        status = Status.ERROR;
        failureCode = code;
        failureText = FailureTexts.of(code);
        settledAt = Instant.now();
    }

    /** For the control API. */
    Map<String, Object> json() {
        var json = new LinkedHashMap<String, Object>();
        json.put("id", id);
        json.put("flow", flow);
        json.put("order_id", orderId());
        json.put("amount", amount().toPlainString());
        json.put("currency", currency());
        json.put("status", status.name().toLowerCase(Locale.ROOT));
        json.put("captured", captured);
        json.put("authorizations", authorizations);
        json.put("authorized_amount", authorizations > 0 ? amount().toPlainString() : "0");
        json.put("captured_amount", capturedAmount.toPlainString());
        json.put("refunded_amount", refunded.toPlainString());
        json.put(
                "refunds",
                refunds.stream().map(refund -> refund.amount().toPlainString()).toList());
        json.put("failure_url", request.getOrDefault("pg_failure_url", ""));
        json.put("failure_code", failureCode);
        json.put("calls", Map.copyOf(calls));
        json.put("notifies_sent", notifiesSent);
        json.put("notifies_answered", notifiesAnswered);
        json.put("created_at", createdAt.toString());
        return json;
    }

    /** An amount as the real gateway likes to write it: without zeros at the end. */
    static String trimmed(BigDecimal amount) {
        var text = amount.stripTrailingZeros().toPlainString();
        return text.isEmpty() ? "0" : text;
    }

    static final List<String> SECRET_FIELDS =
            List.of("pg_card_pan", "pg_card_cvc", "pg_card_token", "pg_sig", "pg_pares", "pg_md", "cvc", "pan");
}
