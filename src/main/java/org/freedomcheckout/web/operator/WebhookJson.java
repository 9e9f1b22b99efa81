package org.freedomcheckout.web.operator;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.freedomcheckout.store.Outbox.Stored;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** A webhook as operators see it. */
final class WebhookJson {

    private WebhookJson() {}

    static Map<String, @Nullable Object> summary(Stored stored) {
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("id", stored.webhook().id());
        json.put("type", stored.webhook().type());
        json.put("checkout_id", stored.checkout().value());
        json.put("state", stored.state().name().toLowerCase(Locale.ROOT));
        json.put("tries", stored.tries());
        json.put("last_answer", stored.lastAnswer().orElse(null));
        json.put("created_at", stored.createdAt().toString());
        json.put("next_at", stored.nextAt().map(Object::toString).orElse(null));
        return json;
    }

    static Map<String, @Nullable Object> whole(Stored stored) {
        var json = summary(stored);
        json.put("body", JsonMapper.shared().readTree(stored.webhook().body()));
        return json;
    }
}
