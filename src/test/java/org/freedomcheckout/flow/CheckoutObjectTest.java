package org.freedomcheckout.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.freedomcheckout.checkout.Samples.ANSWER;
import static org.freedomcheckout.checkout.Samples.CARD;
import static org.freedomcheckout.checkout.Samples.CHALLENGE;
import static org.freedomcheckout.checkout.Samples.NOW;
import static org.freedomcheckout.checkout.Samples.NO_MONEY;
import static org.freedomcheckout.checkout.Samples.SAVED_CARD;
import static org.freedomcheckout.checkout.Samples.tenge;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.freedomcheckout.checkout.Checkout;
import org.freedomcheckout.checkout.CheckoutEvent.Learned;
import org.freedomcheckout.checkout.CheckoutEvent.PaymentPlanned;
import org.freedomcheckout.checkout.CheckoutEvent.TimeUp;
import org.freedomcheckout.checkout.Evidence;
import org.freedomcheckout.checkout.Failure;
import org.freedomcheckout.checkout.Method;
import org.freedomcheckout.checkout.Payment;
import org.freedomcheckout.checkout.PaymentId;
import org.freedomcheckout.checkout.PaymentState;
import org.freedomcheckout.checkout.Reason;
import org.freedomcheckout.checkout.Receipt;
import org.freedomcheckout.checkout.Samples;
import org.freedomcheckout.checkout.Secret;
import org.freedomcheckout.checkout.Settlement;
import org.freedomcheckout.checkout.Terms.CaptureMode;
import org.junit.jupiter.api.Test;

/** What merchants see. */
class CheckoutObjectTest {

    private static final Receipt RECEIPT = new Receipt(
            Optional.of("243412"),
            Optional.of("241107063029"),
            Optional.of("4716-04XX-XXXX-1981"),
            Optional.of("VI"),
            Optional.of(true),
            NOW.plusSeconds(30));

    private final CheckoutObject object = new CheckoutObject(new PublicUrls(URI.create("https://checkout.shop.kz")));

    private static Checkout open() {
        return Samples.open(CaptureMode.AUTOMATIC, SAVED_CARD);
    }

    private static Checkout after(Checkout checkout, Evidence evidence) {
        return checkout.after(new Learned(1, evidence, NOW));
    }

    private Object field(Checkout checkout, String name) {
        assertThat(object.of(checkout)).containsKey(name);
        return Optional.<Object>ofNullable(object.of(checkout).get(name)).orElse("null");
    }

    @Test
    void whatIsNotKnownYetIsNull() {
        var checkout = open();
        assertThat(object.json(checkout)).isEqualTo("""
                {"id":"%s","status":"open","url":"https://checkout.shop.kz/pay/%s","order_id":"A1001",\
                "amount":"1500.00","currency":"KZT","description":"Order A1001","method":"saved_card",\
                "capture":"automatic","refunded_amount":"0.00","payment":null,"failure":null,"attempts":[],\
                "attention":null,"metadata":{},"created_at":"2026-11-21T10:15:30Z",\
                "expires_at":"2026-11-21T10:45:30Z","updated_at":"2026-11-21T10:15:30Z"}\
                """.formatted(checkout.id(), "t".repeat(43)));
    }

    @Test
    void whatIsPaidHasAReceipt() {
        var settlement = Optional.of(new Settlement(tenge(150_000), tenge(20_050)));
        var paid = after(Samples.waiting(open()), new Evidence.Captured(RECEIPT, settlement, List.of()))
                .updatedAt(NOW.plusSeconds(31));
        assertThat(object.json(paid))
                .contains(
                        "\"status\":\"paid\"",
                        "\"refunded_amount\":\"200.50\"",
                        "\"failure\":null",
                        """
                        "payment":{"id":"1","auth_code":"243412","reference":"241107063029",\
                        "card_mask":"4716-04XX-XXXX-1981","card_brand":"VI","three_ds":true,\
                        "paid_at":"2026-11-21T10:16:00Z"}\
                        """,
                        """
                        "attempts":[{"payment_id":"1","status":"succeeded","created_at":"2026-11-21T10:15:30Z"}]\
                        """,
                        "\"updated_at\":\"2026-11-21T10:16:01Z\"");
    }

    @Test
    void whatIsHeldHasAReceiptToo() {
        var held = after(
                Samples.waiting(Samples.open(CaptureMode.MANUAL, SAVED_CARD)), new Evidence.Held(Receipt.at(NOW)));
        assertThat(object.json(held)).contains("\"status\":\"authorized\"", "\"capture\":\"manual\"", """
                        "payment":{"id":"1","auth_code":null,"reference":null,"card_mask":null,"card_brand":null,\
                        "three_ds":null,"paid_at":"2026-11-21T10:15:30Z"}\
                        """);
    }

    @Test
    void aPaymentWithoutANumberIsNoneYet() {
        var planned = open().after(new PaymentPlanned("A1001", CARD, NOW));
        assertThat(field(planned, "payment")).isEqualTo("null");
        assertThat(object.json(planned)).contains("\"attempts\":[{\"payment_id\":null,\"status\":\"pending\"");
    }

    @Test
    void aPaymentThatWaitsHasItsNumberAlone() {
        assertThat(object.json(Samples.waiting(open())))
                .contains("\"payment\":{\"id\":\"1\",\"auth_code\":null", "\"paid_at\":null");
    }

    @Test
    void theLastFailureIsToldUntilThereIsMoney() {
        var refused = after(Samples.waiting(open()), new Evidence.Refused(NO_MONEY));
        var failure = Map.of("code", "10009", "message", "Not enough money on the card", "retryable", true);
        assertThat(field(refused, "failure")).isEqualTo(failure);
        var again = Samples.waiting(refused);
        assertThat(field(again, "failure")).isEqualTo(failure);
        assertThat(field(again.after(new TimeUp(NOW, true)), "failure")).isEqualTo(failure);
        assertThat(field(again.after(new Learned(2, Samples.captured(0), NOW)), "failure"))
                .isEqualTo("null");
        assertThat(field(again.after(new Learned(2, new Evidence.Held(RECEIPT), NOW)), "failure"))
                .isEqualTo("null");
    }

    @Test
    void aRefusalForGoodIsTold() {
        var failed = after(Samples.waiting(open()), new Evidence.Refused(new Failure("1100", Reason.SHOP_PROBLEM)));
        assertThat(field(failed, "failure"))
                .isEqualTo(Map.of("code", "1100", "message", Reason.SHOP_PROBLEM.message(), "retryable", false));
        assertThat(field(failed, "status")).isEqualTo("failed");
    }

    @Test
    void severalWaysToPayAreListed() {
        var choice = Samples.open(CaptureMode.AUTOMATIC, SAVED_CARD, new Method.CardPage());
        assertThat(field(choice, "method")).isEqualTo("saved_card");
        assertThat(field(choice, "methods")).isEqualTo(List.of("saved_card", "card_page"));
        assertThat(object.of(open())).doesNotContainKey("methods");
    }

    @Test
    void whyAnOperatorShouldLookIsTold() {
        var mismatched = after(Samples.waiting(open()), new Evidence.Mismatched());
        assertThat(field(mismatched, "attention")).isEqualTo("amount_mismatch");
    }

    @Test
    void anAttemptSaysWhereItStands() {
        var words = Map.<PaymentState, String>ofEntries(
                Map.entry(new PaymentState.Planned(NOW, 1, false), "pending"),
                Map.entry(new PaymentState.AwaitingCvc(), "pending"),
                Map.entry(new PaymentState.AwaitingCard(new Secret("https://freedompay.kz/page")), "pending"),
                Map.entry(new PaymentState.AwaitingAcs(CHALLENGE, false), "pending"),
                Map.entry(new PaymentState.Withdrawing(NOW, Optional.empty()), "pending"),
                Map.entry(new PaymentState.Unsent(ANSWER), "pending"),
                Map.entry(new PaymentState.Confirming(ANSWER, NOW, 1), "processing"),
                Map.entry(new PaymentState.Returned(NOW, Optional.empty()), "processing"),
                Map.entry(new PaymentState.Checking(NOW), "processing"),
                Map.entry(new PaymentState.Contested(NOW, true), "processing"),
                Map.entry(new PaymentState.Held(RECEIPT), "authorized"),
                Map.entry(new PaymentState.Captured(RECEIPT, Settlement.all(tenge(1))), "succeeded"),
                Map.entry(new PaymentState.Refused(NO_MONEY), "failed"),
                Map.entry(new PaymentState.Released(), "canceled"),
                Map.entry(new PaymentState.Abandoned(), "abandoned"));
        var payments = new ArrayList<Payment>();
        words.keySet()
                .forEach(state -> payments.add(
                        new Payment(payments.size() + 1, "A1001", CARD, Optional.of(new PaymentId("7")), state, NOW)));
        var attempts = (List<?>) field(open().with(payments, List.of()), "attempts");
        assertThat(attempts)
                .extracting(attempt -> ((Map<?, ?>) attempt).get("status"))
                .isEqualTo(List.copyOf(words.values()));
    }
}
