package org.freedomcheckout.web.merchant;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.freedomcheckout.checkout.Checkout;
import org.freedomcheckout.checkout.Money;
import org.freedomcheckout.checkout.Operation.Kind;
import org.freedomcheckout.checkout.OperationState.Active;
import org.freedomcheckout.checkout.OperationState.Done;
import org.freedomcheckout.checkout.OperationState.NotDone;
import org.freedomcheckout.checkout.OperationState.Refused;
import org.freedomcheckout.flow.Flow;
import org.freedomcheckout.flow.Idempotency.Answer;
import org.freedomcheckout.flow.Idempotency.Ended;
import org.freedomcheckout.flow.Idempotency.Use;
import org.freedomcheckout.store.IdempotencyKeys.Response;
import org.freedomcheckout.web.limit.RateLimits;

/** {@code POST /api/v1/checkouts/{id}/capture}, {@code …/cancel} and {@code …/refund}. */
public final class OperationServlet extends MerchantServlet {

    private static final String AMOUNT =
            "must be a decimal string above 0, at most 99999999.00, with at most 2 fraction digits";

    private final Kind kind;

    OperationServlet(Flow flow, ApiKeys keys, RateLimits limits, Kind kind) {
        super(flow, keys, limits);
        this.kind = kind;
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var checkout = checkout(request);
        var body = body(request);
        var fields = new Fields(json(request, body, true));
        var amount = kind == Kind.CANCEL ? Optional.<Money>empty() : amount(fields, checkout);
        fields.nothingElse();
        fields.check();
        var reply =
                flow.idempotency.operation(idempotencyKey(request, body), () -> plan(checkout, amount), this::answer);
        answer(response, reply);
    }

    private static Optional<Money> amount(Fields fields, Checkout checkout) {
        if (fields.isNull("amount")) {
            // Elsewhere null is as good as nothing; here nothing is all, and null more likely a mistake of the shop's.
            fields.wrong("amount", AMOUNT);
        }
        var currency = checkout.terms().amount().currency();
        return fields.optional("amount", text -> Money.parse(text, currency).isPresent(), AMOUNT)
                .flatMap(text -> Money.parse(text, currency));
    }

    private Checkout plan(Checkout checkout, Optional<Money> amount) {
        return flow.operations
                .plan(checkout.id(), kind, amount)
                .orElseThrow(() -> refusal(flow.checkouts.find(checkout.id()).orElse(checkout), amount));
    }

    /** Why there is no money for it. */
    private ApiRefusal refusal(Checkout checkout, Optional<Money> amount) {
        var most = kind == Kind.REFUND ? checkout.refundable() : checkout.held();
        if (most.isEmpty()) {
            var busy = checkout.activeOperation()
                    .map(active -> "another " + active.kind().word() + " of it is under way")
                    .orElse("it is " + checkout.state().status());
            return ApiRefusal.of(409, "Conflict", "The checkout cannot be " + past() + ": " + busy + ".");
        }
        if (most.get().minor() == 0) {
            return ApiRefusal.of(409, "Conflict", "All of the payment is refunded, or being refunded.");
        }
        return amount.isPresent()
                ? ApiRefusal.field("amount", "must be at most " + most.get().decimal())
                : ApiRefusal.of(409, "Conflict", "The checkout has just changed; try again.");
    }

    private String past() {
        return switch (kind) {
            case CAPTURE -> "captured";
            case CANCEL -> "canceled";
            case REFUND -> "refunded";
        };
    }

    private Answer answer(Ended ended) {
        return switch (ended.operation().state()) {
            case Done _ -> checkout(HttpServletResponse.SC_OK, ended.checkout(), Use.FINAL);
            // Under way or in doubt: the same request, the checkout, its events and the webhook tell later.
            case Active _ -> checkout(HttpServletResponse.SC_ACCEPTED, ended.checkout(), Use.PENDING);
            case Refused(var code) ->
                problem(
                        409,
                        "Conflict",
                        "Freedom Pay refused the " + kind.word() + " with error " + code + ".",
                        Use.FINAL);
            case NotDone _ ->
                problem(
                        503,
                        "Service Unavailable",
                        "The " + kind.word()
                                + " has not happened: Freedom Pay could not be reached, or did not do it. Try"
                                + " again.",
                        Use.RELEASED);
        };
    }

    private Answer checkout(int status, Checkout checkout, Use use) {
        return new Answer(new Response(status, Optional.empty(), flow.checkoutObject.json(checkout)), use);
    }

    private static Answer problem(int status, String title, String detail, Use use) {
        var problem = new Problem("about:blank", title, status, detail, List.of());
        return new Answer(new Response(status, Optional.empty(), JSON.writeValueAsString(problem)), use);
    }
}
