package org.freedomcheckout.flow;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.freedomcheckout.checkout.Checkout;
import org.freedomcheckout.checkout.CheckoutState;
import org.freedomcheckout.checkout.CheckoutState.Authorized;
import org.freedomcheckout.checkout.CheckoutState.Canceled;
import org.freedomcheckout.checkout.CheckoutState.Expired;
import org.freedomcheckout.checkout.CheckoutState.Failed;
import org.freedomcheckout.checkout.CheckoutState.Open;
import org.freedomcheckout.checkout.CheckoutState.Paid;
import org.freedomcheckout.checkout.CheckoutState.Processing;
import org.freedomcheckout.checkout.RandomText;
import org.freedomcheckout.checkout.Settlement;
import org.freedomcheckout.store.Webhook;
import tools.jackson.databind.json.JsonMapper;

/** Which moves of a checkout the merchant is told of, and in which words. */
final class Announcements {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int ID_LENGTH = 22;

    private final CheckoutObject object;
    private final boolean wanted;

    /**
     * Ready.
     *
     * @param wanted whether there is anybody to be told
     */
    Announcements(CheckoutObject object, boolean wanted) {
        this.object = object;
        this.wanted = wanted;
    }

    /** The webhooks of one move, in order. */
    List<Webhook> of(Checkout before, Checkout after) {
        var webhooks = new ArrayList<Webhook>();
        if (!wanted) {
            return webhooks;
        }
        if (!before.state().status().equals(after.state().status())) {
            type(after.state()).ifPresent(type -> webhooks.add(webhook(type, after)));
        }
        if (refunded(after) > refunded(before)) {
            webhooks.add(webhook("checkout.refunded", after));
        }
        return webhooks;
    }

    private static Optional<String> type(CheckoutState state) {
        return switch (state) {
            case Open _, Processing _ -> Optional.empty();
            case Authorized _, Paid _, Failed _, Expired _, Canceled _ -> Optional.of("checkout." + state.status());
        };
    }

    private static long refunded(Checkout checkout) {
        return checkout.settlement()
                .map(Settlement::refunded)
                .map(refunded -> refunded.minor())
                .orElse(0L);
    }

    private Webhook webhook(String type, Checkout checkout) {
        var body = new LinkedHashMap<String, Object>();
        body.put("type", type);
        body.put("timestamp", time(checkout.updatedAt()));
        body.put("data", object.of(checkout));
        return new Webhook(
                "msg_" + RandomText.base62(checkout.updatedAt(), ID_LENGTH), type, JSON.writeValueAsString(body));
    }

    private static String time(Instant instant) {
        return instant.toString();
    }
}
