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

/** A servlet whose address has a key in it. */
abstract class ShopperServlet extends HttpServlet {

    final Flow flow;
    final ShopperPages pages;

    ShopperServlet(Flow flow, ShopperPages pages) {
        this.flow = flow;
        this.pages = pages;
    }

    /**
     * The checkout of {@code /pay/{token}}.
     *
     * @throws Refusal 404, the same for a wrong token as for no token at all
     */
    final Checkout checkout(HttpServletRequest request) {
        return PayToken.parse(Route.part(request, "token"))
                .flatMap(flow.checkouts::find)
                .orElseThrow(Refusal::notFound);
    }

    /**
     * The payment of {@code /acs/{token}} and {@code /return/{token}}.
     *
     * @throws Refusal 404
     */
    final CheckoutStore.Found payment(HttpServletRequest request) {
        return ReturnToken.parse(Route.part(request, "token"))
                .flatMap(flow.checkouts::find)
                .orElseThrow(Refusal::notFound);
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
