package org.freedomcheckout.flow;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.freedomcheckout.checkout.Checkout;
import org.freedomcheckout.checkout.CheckoutState.Authorized;
import org.freedomcheckout.checkout.CheckoutState.Canceled;
import org.freedomcheckout.checkout.CheckoutState.Expired;
import org.freedomcheckout.checkout.CheckoutState.Failed;
import org.freedomcheckout.checkout.CheckoutState.Open;
import org.freedomcheckout.checkout.CheckoutState.Paid;
import org.freedomcheckout.checkout.CheckoutState.Processing;
import org.freedomcheckout.checkout.Failure;
import org.freedomcheckout.checkout.Method;
import org.freedomcheckout.checkout.Money;
import org.freedomcheckout.checkout.Payment;
import org.freedomcheckout.checkout.PaymentState;
import org.freedomcheckout.checkout.PaymentState.Captured;
import org.freedomcheckout.checkout.PaymentState.Held;
import org.freedomcheckout.checkout.Receipt;
import org.freedomcheckout.checkout.Settlement;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** What merchants see of a checkout, in answers of the API and in webhooks. */
public final class CheckoutObject {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final PublicUrls urls;

    CheckoutObject(PublicUrls urls) {
        this.urls = urls;
    }

    /** As JSON text. */
    public String json(Checkout checkout) {
        return JSON.writeValueAsString(of(checkout));
    }

    /** The object, in the order in which the documentation has it; what is not known yet is null. */
    public Map<String, @Nullable Object> of(Checkout checkout) {
        var terms = checkout.terms();
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("id", checkout.id().value());
        json.put("status", checkout.state().status());
        json.put("url", urls.pay(checkout.payToken()).toString());
        json.put("order_id", terms.orderId());
        json.put("amount", terms.amount().decimal());
        json.put("currency", terms.amount().currency().name());
        json.put("description", terms.description());
        json.put("method", terms.methods().getFirst().word());
        if (terms.methods().size() > 1) {
            json.put("methods", terms.methods().stream().map(Method::word).toList());
        }
        json.put("capture", terms.capture().name().toLowerCase(Locale.ROOT));
        json.put("refunded_amount", refunded(checkout).decimal());
        json.put(
                "payment",
                checkout.mainPayment().flatMap(CheckoutObject::payment).orElse(null));
        json.put("failure", failure(checkout).orElse(null));
        json.put(
                "attempts",
                checkout.payments().stream().map(CheckoutObject::attempt).toList());
        json.put(
                "attention",
                checkout.attention()
                        .map(why -> why.name().toLowerCase(Locale.ROOT))
                        .orElse(null));
        json.put("metadata", terms.metadata());
        json.put("created_at", time(checkout.createdAt()));
        json.put("expires_at", time(terms.expiresAt()));
        json.put("updated_at", time(checkout.updatedAt()));
        return json;
    }

    private static Money refunded(Checkout checkout) {
        return checkout.settlement()
                .map(Settlement::refunded)
                .orElseGet(() -> new Money(0, checkout.terms().amount().currency()));
    }

    /** Null until Freedom Pay has given it a number. */
    private static Optional<Map<String, @Nullable Object>> payment(Payment payment) {
        return payment.id().map(id -> {
            var receipt = receipt(payment.state());
            var json = new LinkedHashMap<String, @Nullable Object>();
            json.put("id", id.value());
            json.put("auth_code", receipt.flatMap(Receipt::authCode).orElse(null));
            json.put("reference", receipt.flatMap(Receipt::reference).orElse(null));
            json.put("card_mask", receipt.flatMap(Receipt::cardMask).orElse(null));
            json.put("card_brand", receipt.flatMap(Receipt::cardBrand).orElse(null));
            json.put("three_ds", receipt.flatMap(Receipt::threeDs).orElse(null));
            json.put(
                    "paid_at",
                    receipt.map(Receipt::paidAt).map(CheckoutObject::time).orElse(null));
            return json;
        });
    }

    private static Optional<Receipt> receipt(PaymentState state) {
        return switch (state) {
            case Captured captured -> Optional.of(captured.receipt());
            case Held(var receipt) -> Optional.of(receipt);
            default -> Optional.empty();
        };
    }

    private static Optional<Map<String, @Nullable Object>> failure(Checkout checkout) {
        var failure = switch (checkout.state()) {
            case Failed failed -> Optional.of(failed.failure());
            // What went wrong before does not matter any more.
            case Paid _, Authorized _ -> Optional.<Failure>empty();
            case Open _, Processing _, Expired _, Canceled _ -> checkout.lastFailure();
        };
        return failure.map(CheckoutObject::failure);
    }

    private static Map<String, @Nullable Object> failure(Failure failure) {
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("code", failure.code());
        json.put("message", failure.reason().message());
        json.put("retryable", failure.retryable());
        return json;
    }

    private static Map<String, @Nullable Object> attempt(Payment payment) {
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("payment_id", payment.id().map(Object::toString).orElse(null));
        json.put("status", AttemptStatus.of(payment.state()));
        json.put("created_at", time(payment.createdAt()));
        return json;
    }

    private static String time(Instant instant) {
        return instant.toString();
    }
}
