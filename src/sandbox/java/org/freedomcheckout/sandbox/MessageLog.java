package org.freedomcheckout.sandbox;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The messages exchanged, the latest thousands of them, without secrets. */
final class MessageLog {

    private static final int KEPT = 10_000;

    private final Deque<Map<String, Object>> messages = new ArrayDeque<>();

    synchronized void add(String direction, String method, String url, List<Field> fields, int status, String answer) {
        var message = new LinkedHashMap<String, Object>();
        message.put("at", Instant.now().toString());
        message.put("direction", direction);
        message.put("method", method);
        message.put("url", url);
        message.put("order_id", value(fields, "pg_order_id"));
        message.put("payment_id", value(fields, "pg_payment_id"));
        message.put("fields", masked(fields));
        message.put("status", (long) status);
        message.put("answer", answer.length() > 4_000 ? answer.substring(0, 4_000) : answer);
        messages.addFirst(message);
        if (messages.size() > KEPT) {
            messages.removeLast();
        }
    }

    synchronized List<Map<String, Object>> latest(String orderId, int limit) {
        var found = new ArrayList<Map<String, Object>>();
        for (var message : messages) {
            if (found.size() < limit && (orderId.isEmpty() || orderId.equals(message.get("order_id")))) {
                found.add(message);
            }
        }
        return found;
    }

    synchronized void clear() {
        messages.clear();
    }

    private static String value(List<Field> fields, String name) {
        return fields.stream()
                .filter(f -> f.name().equals(name))
                .map(Field::value)
                .findFirst()
                .orElse("");
    }

    private static Map<String, Object> masked(List<Field> fields) {
        var masked = new LinkedHashMap<String, Object>();
        for (var field : fields) {
            var secret = Payment.SECRET_FIELDS.contains(field.name())
                    && !field.value().isEmpty();
            masked.put(field.name(), secret ? "***" : field.value());
        }
        return masked;
    }
}
