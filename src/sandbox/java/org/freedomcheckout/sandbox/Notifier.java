package org.freedomcheckout.sandbox;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Calls the merchant: the result notify, repeated until it is answered as it should be. */
final class Notifier implements AutoCloseable {

    private static final String FORM = "application/x-www-form-urlencoded";
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final SandboxSettings settings;
    private final Scenarios scenarios;
    private final MessageLog log;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    Notifier(SandboxSettings settings, Scenarios scenarios, MessageLog log) {
        this.settings = settings;
        this.scenarios = scenarios;
        this.log = log;
    }

    /** Tells the merchant what became of a payment, in the way testers wish; holds the payment's monitor only to read. */
    void resultOf(Payment payment) {
        if (payment.request.getOrDefault("pg_result_url", "").isEmpty()) {
            return;
        }
        var wishes = scenarios.forPayment(payment.orderId(), payment.id);
        var result = result(payment);
        var delay = wishes.number("notify_delay_ms", 0);
        switch (wishes.text("notify", "after")) {
            case "none" -> {}
            case "before" -> deliver(payment, Map.of("pg_result", result));
            case "twice" -> {
                later(payment, delay, Map.of("pg_result", result));
                later(payment, delay + 50, Map.of("pg_result", result));
            }
            case "pending_first" -> {
                later(payment, delay, Map.of("pg_result", "2"));
                later(payment, delay + 300, Map.of("pg_result", result));
            }
            default -> later(payment, delay, Map.of("pg_result", result));
        }
    }

    private static String result(Payment payment) {
        return switch (payment.status) {
            case SUCCESS -> "1";
            case ERROR, REVOKED -> "0";
            case NEW, PROCESS -> "2";
        };
    }

    private void later(Payment payment, long delayMillis, Map<String, String> overrides) {
        threads.execute(() -> {
            HttpWriter.pause(delayMillis);
            for (int i = 0; i <= settings.notifyRetries(); i++) {
                if (deliver(payment, overrides).get("accepted").equals(true)) {
                    return;
                }
                HttpWriter.pause(settings.notifyRetryInterval().toMillis());
            }
        });
    }

    /** One delivery, signed anew. */
    Map<String, Object> deliver(Payment payment, Map<String, String> overrides) {
        var url = payment.request.getOrDefault("pg_result_url", "");
        var script = Signature.scriptOf(url);
        var fields = fields(payment, overrides);
        var question = url.indexOf('?');
        if (question >= 0) {
            fields.addAll(0, Forms.urlencoded(url.substring(question + 1)));
        }
        var signature = Signature.of(script, fields, settings.secretKey());
        fields.add(new Field("pg_sig", overrides.getOrDefault("pg_sig", signature)));
        payment.notifiesSent++;
        var format = scenarios.forPayment(payment.orderId(), payment.id).text("notify_format", "form");
        var answer = send(question < 0 ? url : url.substring(0, question), fields, format);
        var accepted = "200".equals(answer.get("status").toString()) && isOurAnswer(script, answer.get("body"));
        if (accepted) {
            payment.notifiesAnswered++;
        }
        answer.put("accepted", accepted);
        return answer;
    }

    /** Asks the merchant whether a payment may go on, if it wants to be asked. */
    boolean check(Payment payment) {
        var url = payment.request.getOrDefault("pg_check_url", "");
        if (url.isEmpty()) {
            return true;
        }
        var script = Signature.scriptOf(url);
        var fields = new ArrayList<>(List.of(
                new Field("pg_order_id", payment.orderId()),
                new Field("pg_payment_id", payment.id),
                new Field("pg_amount", Payment.trimmed(payment.amount())),
                new Field("pg_currency", payment.currency()),
                new Field("pg_ps_amount", Payment.trimmed(payment.amount())),
                new Field("pg_ps_currency", payment.currency()),
                new Field("pg_ps_full_amount", Payment.trimmed(payment.amount())),
                new Field("pg_salt", Random.letters(16))));
        fields.add(new Field("pg_sig", Signature.of(script, List.copyOf(fields), settings.secretKey())));
        var answer = send(url, fields, "form");
        return isOurAnswer(script, answer.get("body"));
    }

    /** Tells what became of saving a card, as XML. */
    void cardOf(Payment saving, Optional<Wallet.Kept> kept) {
        var url = saving.request.getOrDefault("pg_post_link", "");
        if (url.isEmpty()) {
            return;
        }
        var script = Signature.scriptOf(url);
        var fields = new ArrayList<>(List.of(
                new Field("pg_payment_id", saving.id),
                new Field("pg_order_id", saving.orderId()),
                new Field("pg_card_hash", kept.map(card -> card.card().mask).orElse("")),
                new Field("pg_card_hhash", Random.letters(32)),
                new Field("pg_card_month", "12"),
                new Field("pg_card_year", "31"),
                new Field("pg_bank", ""),
                new Field("pg_country", "KZ"),
                new Field("pg_card_3ds", "0"),
                new Field("pg_status", kept.isPresent() ? "success" : "error"),
                new Field("pg_card_id", Random.digits(6)),
                new Field("pg_card_token", kept.map(Wallet.Kept::token).orElse("")),
                new Field("pg_user_id", saving.request.get("pg_user_id")),
                new Field("pg_recurring_profile_id", ""),
                new Field("pg_type", "approve"),
                new Field("pg_salt", Random.letters(16))));
        fields.add(new Field("pg_sig", Signature.of(script, List.copyOf(fields), settings.secretKey())));
        threads.execute(() -> {
            for (int i = 0; i <= settings.notifyRetries(); i++) {
                var answer = send(url, fields, "xml");
                saving.notifiesSent++;
                if (isOurAnswer(script, answer.get("body"))) {
                    saving.notifiesAnswered++;
                    return;
                }
                HttpWriter.pause(settings.notifyRetryInterval().toMillis());
            }
        });
    }

    private Map<String, Object> send(String url, List<Field> fields, String format) {
        var answer = new LinkedHashMap<String, Object>();
        var status = 0;
        var body = "";
        try {
            var given = call(url, fields, format);
            status = given.status();
            body = given.body();
        } catch (IOException e) {
            body = e.toString();
        }
        log.add("to merchant", format, url, fields, status, body);
        answer.put("status", (long) status);
        answer.put("body", body);
        return answer;
    }

    private static HttpCall.Answer call(String url, List<Field> fields, String format) throws IOException {
        var boundary = "sandbox" + Random.letters(16);
        return switch (format) {
            case "get" -> to(url + "?" + Forms.encoded(fields)).get();
            case "multipart" ->
                to(url).post("multipart/form-data; boundary=" + boundary, Forms.multipart(fields, boundary));
            case "xml" -> to(url).post(FORM, Forms.encoded(List.of(new Field("pg_xml", Xml.response(fields)))));
            default -> to(url).post(FORM, Forms.encoded(fields));
        };
    }

    private static HttpCall to(String url) {
        return HttpCall.to(URI.create(url), PATIENCE);
    }

    private boolean isOurAnswer(String script, Object body) {
        try {
            var fields = Xml.read(body.toString());
            return Signature.isRight(script, fields, settings.secretKey())
                    && fields.stream()
                            .anyMatch(f ->
                                    f.name().equals("pg_status") && f.value().equals("ok"));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static List<Field> fields(Payment payment, Map<String, String> overrides) {
        var fields = new LinkedHashMap<String, String>();
        fields.put("pg_order_id", payment.orderId());
        fields.put("pg_payment_id", payment.id);
        fields.put("pg_amount", Payment.trimmed(payment.amount()));
        fields.put("pg_currency", payment.currency());
        fields.put("pg_net_amount", Payment.trimmed(payment.amount()));
        fields.put("pg_ps_amount", Payment.trimmed(payment.amount()));
        fields.put("pg_ps_full_amount", Payment.trimmed(payment.amount()));
        fields.put("pg_ps_currency", payment.currency());
        fields.put("pg_description", payment.request.getOrDefault("pg_description", ""));
        fields.put("pg_payment_date", "2026-11-21 15:44:53");
        fields.put("pg_can_reject", "0");
        fields.put("pg_user_phone", payment.request.getOrDefault("pg_user_phone", ""));
        fields.put("pg_need_phone_notification", "0");
        fields.put("pg_user_contact_email", "");
        fields.put("pg_need_email_notification", "0");
        fields.put("pg_payment_method", "bankcard");
        fields.put("pg_reference", payment.reference);
        fields.put("pg_captured", payment.captured ? "1" : "0");
        fields.put("pg_card_pan", payment.mask);
        fields.put("pg_card_owner", "TEST CARD");
        fields.put("pg_auth_code", payment.authCode);
        if (payment.status == Payment.Status.ERROR) {
            fields.put("pg_failure_code", payment.failureCode);
            fields.put("pg_failure_description", payment.failureText);
        }
        fields.put("pg_salt", Random.letters(16));
        fields.putAll(overrides);
        fields.remove("pg_sig");
        var list = new ArrayList<Field>();
        fields.forEach((name, value) -> list.add(new Field(name, value)));
        return list;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
