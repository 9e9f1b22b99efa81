package org.freedomcheckout.web.merchant;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.Set;
import org.freedomcheckout.checkout.Checkout;
import org.freedomcheckout.checkout.CheckoutId;
import org.freedomcheckout.flow.Flow;
import org.freedomcheckout.store.DuplicatePaymentException;
import org.freedomcheckout.store.IdempotencyKeys.Response;
import org.freedomcheckout.web.limit.RateLimits;
import org.jspecify.annotations.Nullable;

/** {@code /api/v1/checkouts}: opens a checkout, lists them. */
public final class CheckoutsServlet extends MerchantServlet {

    private static final Set<String> STATUSES =
            Set.of("open", "processing", "authorized", "paid", "failed", "expired", "canceled");
    private static final int MAX_LIMIT = 100;
    private static final int DEFAULT_LIMIT = 20;

    private final ApiSettings settings;
    private final InstantSource clock;

    CheckoutsServlet(Flow flow, ApiKeys keys, RateLimits limits, ApiSettings settings, InstantSource clock) {
        super(flow, keys, limits);
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var query = new Query(request);
        var orderId = query.optional("order_id", Rules::isOrderId, "must be 1 to 50 of A-Z a-z 0-9 _ . -");
        var status = query.optional("status", STATUSES::contains, "must be a status of a checkout");
        var after = query.optional("after", text -> CheckoutId.parse(text).isPresent(), "must be a checkout's id");
        var limit = query.optional("limit", CheckoutsServlet::isLimit, "must be a whole number from 1 to 100")
                .map(Integer::valueOf)
                .orElse(DEFAULT_LIMIT);
        query.check();
        var found = flow.checkouts.list(orderId, status, after.map(this::known), limit + 1);
        var page = found.subList(0, Math.min(limit, found.size()));
        var next = found.size() > limit ? Optional.of(page.getLast()) : Optional.<Checkout>empty();
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("data", page.stream().map(flow.checkoutObject::of).toList());
        json.put("next", next.map(last -> last.id().value()).orElse(null));
        json(response, HttpServletResponse.SC_OK, JSON.writeValueAsString(json));
    }

    private Checkout known(String id) {
        return flow.checkouts.find(new CheckoutId(id)).orElseThrow(() -> ApiRefusal.field("after", "is no checkout"));
    }

    private static boolean isLimit(String text) {
        return text.matches("[0-9]{1,3}") && Integer.parseInt(text) >= 1 && Integer.parseInt(text) <= MAX_LIMIT;
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var body = body(request);
        var wanted = new CheckoutRequest(json(request, body, false), settings, clock.instant());
        answer(response, flow.idempotency.once(idempotencyKey(request, body), () -> created(open(wanted))));
    }

    private Response created(Checkout checkout) {
        var location = flow.urls.checkout(checkout.id().value()).toString();
        return new Response(HttpServletResponse.SC_CREATED, Optional.of(location), flow.checkoutObject.json(checkout));
    }

    private Checkout open(CheckoutRequest request) {
        var terms = request.terms();
        if (request.challenge().isEmpty()) {
            return flow.checkouts.open(terms);
        }
        try {
            return flow.checkouts.open(
                    terms, request.payment().orElseThrow(), request.challenge().orElseThrow());
        } catch (DuplicatePaymentException e) {
            throw ApiRefusal.field("three_ds.payment_id", "already belongs to another checkout");
        }
    }
}
