package org.freedomcheckout.web.shopper;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.function.Supplier;
import org.freedomcheckout.checkout.Checkout;
import org.freedomcheckout.checkout.PayToken;
import org.freedomcheckout.checkout.ReturnToken;
import org.freedomcheckout.checkout.TimelineEntry.Actor;
import org.freedomcheckout.flow.Flow;
import org.freedomcheckout.store.CheckoutStore;
import org.freedomcheckout.web.Refusal;
import org.freedomcheckout.web.Route;
import org.freedomcheckout.web.limit.RateLimits;
import org.freedomcheckout.web.limit.TooManyRequestsException;

/** A servlet whose address has a key in it. */
abstract class ShopperServlet extends HttpServlet {

    final Flow flow;
    final ShopperPages pages;
    private final RateLimits limits;

    ShopperServlet(Flow flow, ShopperPages pages, RateLimits limits) {
        this.flow = flow;
        this.pages = pages;
        this.limits = limits;
    }

    /**
     * The checkout of {@code /pay/{token}}, for a page.
     *
     * @throws Refusal 404, the same for a wrong token as for no token at all
     */
    final Checkout checkout(HttpServletRequest request) {
        limits.pageTo(request.getRemoteAddr());
        var checkout = find(request);
        limits.page(checkout.id().value());
        return checkout;
    }

    /**
     * The checkout of {@code /pay/{token}}, for its status.
     *
     * @throws Refusal 404, as above
     */
    final Checkout watched(HttpServletRequest request) {
        var checkout = find(request);
        limits.status(checkout.id().value());
        return checkout;
    }

    /**
     * The payment of {@code /acs/{token}} and {@code /return/{token}}.
     *
     * @throws Refusal 404, as above
     */
    final CheckoutStore.Found payment(HttpServletRequest request) {
        var found = ReturnToken.parse(Route.part(request, "token"))
                .flatMap(flow.checkouts::find)
                .orElseThrow(() -> unknown(request));
        limits.returned(found.checkout().id() + ":" + found.attempt());
        return found;
    }

    private Checkout find(HttpServletRequest request) {
        return PayToken.parse(Route.part(request, "token"))
                .flatMap(flow.checkouts::find)
                .orElseThrow(() -> unknown(request));
    }

    /** Whoever tries token after token is told the same each time, and in the end no more than that it was too often. */
    private Refusal unknown(HttpServletRequest request) {
        try {
            limits.unknown(request.getRemoteAddr());
            return Refusal.notFound();
        } catch (TooManyRequestsException e) {
            return new Refusal(429, Refusal.notFound().key(), e.retryAfter());
        }
    }

    /**
     * Reads what a browser brought back for a payment; what cannot be taken is noted on the timeline.
     *
     * @throws Refusal that the reading throws
     */
    final <T> T read(CheckoutStore.Found found, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (Refusal refusal) {
            flow.checkouts.note(
                    found.checkout(), Actor.SHOPPER, "return.refused", Map.of("reason", refusal.getMessage()));
            throw refusal;
        }
    }
}
