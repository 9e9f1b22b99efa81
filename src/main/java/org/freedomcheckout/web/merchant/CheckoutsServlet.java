package org.freedomcheckout.web.merchant;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import org.freedomcheckout.checkout.Checkout;
import org.freedomcheckout.flow.Flow;
import org.freedomcheckout.store.DuplicatePaymentException;

/** {@code POST /api/v1/checkouts}: opens a checkout. */
public final class CheckoutsServlet extends MerchantServlet {

    private final ApiSettings settings;
    private final InstantSource clock;

    CheckoutsServlet(Flow flow, ApiKeys keys, CheckoutJson json, ApiSettings settings, InstantSource clock) {
        super(flow, keys, json);
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var checkout = open(new CheckoutRequest(body(request), settings, clock.instant()));
        response.setHeader("Location", flow.urls.checkout(checkout.id().value()).toString());
        answer(response, HttpServletResponse.SC_CREATED, checkout);
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
            throw ApiRefusal.fields(
                    List.of(new Problem.FieldError("three_ds.payment_id", "already belongs to another checkout")));
        }
    }
}
