package org.freedomcheckout.sandbox;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Calls the merchant: the result notify, repeated until it is answered as it should be. */
final class Notifier implements AutoCloseable {

    private final SandboxSettings settings;
    private final Scenarios scenarios;
    private final MessageLog log;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
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
        var answer = send(question < 0 ? url : url.substring(0, question), fields);
        var accepted = "200".equals(answer.get("status").toString()) && isOurAnswer(script, answer.get("body"));
        if (accepted) {
            payment.notifiesAnswered++;
        }
        answer.put("accepted", accepted);
        return answer;
    }

    private Map<String, Object> send(String url, List<Field> fields) {
        var answer = new LinkedHashMap<String, Object>();
        var status = 0;
        var body = "";
        try {
            var response = client.send(
                    java.net.http.HttpRequest.newBuilder(URI.create(url))
                            .timeout(Duration.ofSeconds(10))
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(BodyPublishers.ofString(Forms.encoded(fields)))
                            .build(),
                    BodyHandlers.ofString());
            status = response.statusCode();
            body = response.body();
        } catch (IOException e) {
            body = e.toString();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        log.add("to merchant", "POST", url, fields, status, body);
        answer.put("status", (long) status);
        answer.put("body", body);
        return answer;
    }

    private boolean isOurAnswer(String script, Object body) {
        try {
            var fields = Xml.readFlat(body.toString());
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
        client.shutdownNow();
    }
}
