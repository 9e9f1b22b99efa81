package org.freedomcheckout.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.freedomcheckout.checkout.Samples.ANSWER;
import static org.freedomcheckout.checkout.Samples.EXPIRY;
import static org.freedomcheckout.checkout.Samples.NOW;
import static org.freedomcheckout.checkout.Samples.NO_MONEY;
import static org.freedomcheckout.checkout.Samples.SAVED_CARD;
import static org.freedomcheckout.flow.ScriptedFreedomPay.Trouble.LOST;
import static org.freedomcheckout.flow.ScriptedFreedomPay.Trouble.UNREACHABLE;
import static org.freedomcheckout.flow.ScriptedFreedomPay.status;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.freedomcheckout.checkout.Attention;
import org.freedomcheckout.checkout.Checkout;
import org.freedomcheckout.checkout.CheckoutEvent.Learned;
import org.freedomcheckout.checkout.CheckoutEvent.TimeUp;
import org.freedomcheckout.checkout.CheckoutState;
import org.freedomcheckout.checkout.CheckoutState.Authorized;
import org.freedomcheckout.checkout.CheckoutState.Expired;
import org.freedomcheckout.checkout.CheckoutState.Open;
import org.freedomcheckout.checkout.CheckoutState.Paid;
import org.freedomcheckout.checkout.CheckoutState.Processing;
import org.freedomcheckout.checkout.Evidence;
import org.freedomcheckout.checkout.PaymentState.Contested;
import org.freedomcheckout.checkout.Receipt;
import org.freedomcheckout.checkout.Samples;
import org.freedomcheckout.checkout.Terms.CaptureMode;
import org.freedomcheckout.gateway.ReceivedFields;
import org.freedomcheckout.sandbox.Field;
import org.freedomcheckout.sandbox.Signature;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a call of Freedom Pay's moves: nothing by itself, but it is a reason to ask. */
class CallbacksTest {

    private static final Object PAID = status(Samples.captured(0));

    private FlowInMemory world = new FlowInMemory();
    private final Checkout waiting = Samples.waiting(Samples.open(CaptureMode.AUTOMATIC, SAVED_CARD));

    /** A call about the first payment with some fields changed, as {@code name=value}. */
    private static ReceivedFields call(String script, String... changes) {
        var fields = new LinkedHashMap<>(Map.of(
                "pg_order_id", "A1001",
                "pg_payment_id", "1",
                "pg_amount", "1500.00",
                "pg_currency", "KZT",
                "pg_result", "1",
                "pg_salt", "aB3xK9mQ"));
        for (var change : changes) {
            var parts = change.split("=", 2);
            fields.put(parts[0], parts[1]);
        }
        var signed = fields.entrySet().stream()
                .map(field -> new Field(field.getKey(), field.getValue()))
                .toList();
        fields.putIfAbsent("pg_sig", Signature.of(script, signed, SimulatedFlow.SECRET_KEY));
        return new ReceivedFields(List.copyOf(fields.entrySet()));
    }

    private String result(String... changes) {
        return statusOf(world.flow.callbacks.result(call("result", changes), "result"));
    }

    private String check(String... changes) {
        return statusOf(world.flow.callbacks.check(call("check", changes), "check"));
    }

    private static String statusOf(byte[] answer) {
        var text = new String(answer, StandardCharsets.UTF_8);
        assertThat(text).contains("<pg_salt>aB3xK9mQ</pg_salt>", "<pg_sig>");
        return text.replaceAll("(?s).*<pg_status>(.*)</pg_status>.*", "$1");
    }

    private CheckoutState state() {
        return world.now(waiting).state();
    }

    private List<String> calls() {
        return world.freedomPay.callsUntilNow();
    }

    @Test
    void aNotifyOfMoneyIsConfirmedByTheStatus() {
        world.checkouts.insert(waiting);
        world.freedomPay.says(PAID);
        assertThat(result()).isEqualTo("ok");
        assertThat(state()).isEqualTo(new Paid(1));
        assertThat(calls()).containsExactly("card status 1");
        assertThat(world.told())
                .containsExactly(
                        "gateway notify.success attempt=1 status=processing",
                        "gateway notify.received attempt=1 result=SUCCESS",
                        "gateway payment.captured attempt=1 status=paid");
        assertThat(result()).as("repeated").isEqualTo("ok");
        assertThat(result("pg_result=0")).as("contradicted").isEqualTo("ok");
        assertThat(calls()).isEmpty();
        assertThat(world.told()).isEmpty();
    }

    @Test
    void aNotifyAloneProvesNoMoney() {
        world.checkouts.insert(waiting);
        world.freedomPay.says(UNREACHABLE);
        assertThat(result()).isEqualTo("ok");
        assertThat(state()).isEqualTo(new Processing());
        assertThat(result()).as("it is asked about on schedule").isEqualTo("ok");
        assertThat(calls()).containsExactly("card status 1");
    }

    @Test
    void aNotifyOfAFailureIsAReasonToAskOnceInFiveSeconds() {
        world.checkouts.insert(waiting);
        world.freedomPay.says(LOST);
        assertThat(result("pg_result=0")).isEqualTo("ok");
        assertThat(result("pg_result=2")).isEqualTo("ok");
        assertThat(calls()).hasSize(1);
    }

    @Test
    void afterFiveSecondsItIsOneAgain() {
        world.checkouts.insert(waiting);
        world.freedomPay.says(LOST, status(new Evidence.Refused(NO_MONEY)));
        result("pg_result=0");
        world.pass(Duration.ofSeconds(5));
        result("pg_result=0");
        assertThat(state()).isEqualTo(new Open(Optional.of(NO_MONEY)));
        assertThat(world.told()).contains("gateway notify.received attempt=1 result=FAILURE");
        world.pass(Duration.ofSeconds(5));
        assertThat(result("pg_result=0")).as("it is known").isEqualTo("ok");
        assertThat(calls()).hasSize(2);
    }

    @Test
    void aNotifyOfAnUnknownPaymentIsRefused() {
        world.checkouts.insert(waiting);
        assertThat(result("pg_payment_id=2")).isEqualTo("error");
        assertThat(result("pg_order_id=A1002", "pg_result=0")).isEqualTo("error");
        assertThat(world.now(waiting)).isEqualTo(waiting);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pg_order_id=A1002", "pg_amount=1499.99", "pg_currency=USD"})
    void moneyThatIsNotThisCheckoutsIsForAnOperator(String change) {
        world.checkouts.insert(waiting);
        assertThat(result(change, "pg_result=0")).isEqualTo("error");
        assertThat(world.now(waiting)).isEqualTo(waiting);
        assertThat(result(change)).isEqualTo("error");
        assertThat(state()).isEqualTo(new Processing());
        assertThat(world.now(waiting).attention()).hasValue(Attention.AMOUNT_MISMATCH);
        assertThat(world.told())
                .containsExactly("gateway payment.mismatched attempt=1 attention=amount_mismatch status=processing");
        assertThat(world.counted("checkout.attention", "reason", "amount_mismatch"))
                .isOne();
        assertThat(calls()).isEmpty();
    }

    @Test
    void whatIsHeldIsNoNewsAndWhatIsTakenIs() {
        var held = world.checkouts.insert(Samples.held(CaptureMode.MANUAL));
        assertThat(result("pg_captured=0")).isEqualTo("ok");
        assertThat(result()).isEqualTo("ok");
        assertThat(calls()).isEmpty();
        world.freedomPay.says(status(new Evidence.Held(Receipt.at(NOW))));
        assertThat(result("pg_captured=1")).as("to be repeated").isEqualTo("error");
        assertThat(result("pg_captured=1")).as("repeated at once").isEqualTo("error");
        assertThat(world.now(held).state()).as("not without a status").isEqualTo(new Authorized(1));
        world.pass(Duration.ofSeconds(5));
        world.freedomPay.says(LOST);
        assertThat(result("pg_captured=1")).as("nobody said").isEqualTo("error");
        world.pass(Duration.ofSeconds(5));
        world.freedomPay.says(PAID);
        assertThat(result("pg_captured=1")).isEqualTo("ok");
        assertThat(world.now(held).state()).isEqualTo(new Paid(1));
        assertThat(calls()).containsExactly("card status 1", "card status 1", "card status 1");
    }

    @Test
    void moneyThatIsAnnouncedAfterTheEndIsAskedAbout() {
        world.checkouts.insert(waiting.after(new TimeUp(NOW, true)));
        assertThat(result("pg_result=0")).isEqualTo("ok");
        assertThat(calls()).isEmpty();
        world.freedomPay.says(LOST);
        assertThat(result()).isEqualTo("ok");
        assertThat(world.now(waiting).payment(1).state()).isEqualTo(new Contested(NOW, true));
        assertThat(state()).isEqualTo(new Expired());
        assertThat(result()).as("announced already").isEqualTo("ok");
        assertThat(result("pg_result=0")).isEqualTo("ok");
        assertThat(calls()).containsExactly("card status 1");
    }

    @Test
    void whatCouldNotBeSaidAtTheEndIsAskedAboutOnceMoneyIsAnnounced() {
        world.checkouts.insert(waiting.after(new TimeUp(NOW, false)));
        assertThat(world.now(waiting).payment(1).state()).isEqualTo(new Contested(NOW, false));
        world.freedomPay.says(PAID);
        assertThat(result()).isEqualTo("ok");
        assertThat(state()).isEqualTo(new Paid(1));
        assertThat(world.now(waiting).attention()).hasValue(Attention.LATE_PAYMENT);
    }

    @Test
    void whileTheConfirmationIsUnderWayItsAnswerDecides() {
        var challenge = world.checkouts.insert(Samples.challenge());
        world.freedomPay.says(LOST);
        world.flow.challenges.returned(challenge, 1, ANSWER);
        assertThat(result("pg_payment_id=7999007771")).isEqualTo("ok");
        assertThat(calls()).containsExactly("confirm A1001 PaRes");
    }

    @Test
    void aShopMayBelieveANotifyWithoutAskingBack() {
        world = new FlowInMemory(false);
        world.checkouts.insert(waiting);
        assertThat(result("pg_captured=1")).isEqualTo("ok");
        assertThat(state()).isEqualTo(new Paid(1));
        assertThat(calls()).isEmpty();
        assertThat(world.told())
                .containsExactly(
                        "gateway notify.received attempt=1 result=SUCCESS",
                        "gateway payment.captured attempt=1 status=paid");
    }

    @Test
    void butNotWhatItSaysOfAPaymentThatHasEnded() {
        world = new FlowInMemory(false);
        world.checkouts.insert(waiting.after(new TimeUp(NOW, true)));
        world.freedomPay.says(LOST);
        assertThat(result("pg_captured=1")).isEqualTo("ok");
        assertThat(state()).isEqualTo(new Expired());
        assertThat(calls()).containsExactly("card status 1");
    }

    @Test
    void aForgedNotifyIsNotedOnce() {
        world.checkouts.insert(waiting);
        assertThat(result("pg_sig=0123456789abcdef0123456789abcdef")).isEqualTo("error");
        assertThat(result("pg_sig=0123456789abcdef0123456789abcdef")).isEqualTo("error");
        assertThat(check("pg_sig=0123456789abcdef0123456789abcdef", "pg_payment_id=2"))
                .isEqualTo("error");
        assertThat(world.told()).containsExactly("gateway callback.refused reason=bad_signature");
        assertThat(world.now(waiting)).isEqualTo(waiting);
        assertThat(calls()).isEmpty();
    }

    @Test
    void theWordOnASavedCardIsAnsweredIfItIsFreedomPays() {
        var callbacks = world.flow.callbacks;
        assertThat(statusOf(callbacks.card(call("card", "pg_status=success"), "card")))
                .isEqualTo("ok");
        assertThat(statusOf(callbacks.card(call("result", "pg_status=success"), "card")))
                .isEqualTo("error");
    }

    @Test
    void aPaymentMayGoOnUntilTheTimeIsOver() {
        world.checkouts.insert(waiting);
        assertThat(check()).isEqualTo("ok");
        world.pass(Duration.between(NOW, EXPIRY).minusMillis(1));
        assertThat(check("pg_amount=1500")).isEqualTo("ok");
        world.pass(Duration.ofMillis(1));
        assertThat(check()).isEqualTo("rejected");
        assertThat(world.now(waiting)).isEqualTo(waiting);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pg_order_id=A1002", "pg_payment_id=2", "pg_amount=1499.99", "pg_currency=USD"})
    void aPaymentThatIsNotThisCheckoutsMayNot(String change) {
        world.checkouts.insert(waiting);
        assertThat(check(change)).isEqualTo("rejected");
    }

    @Test
    void aPaymentInDoubtMayGoOn() {
        world.checkouts.insert(waiting);
        world.freedomPay.says(LOST);
        world.flow.cards.returned(waiting, 1);
        assertThat(state()).isEqualTo(new Processing());
        assertThat(check()).isEqualTo("ok");
    }

    @Test
    void aPaymentThatHasEndedMayNot() {
        world.checkouts.insert(waiting.after(new Learned(1, new Evidence.Refused(NO_MONEY), NOW)));
        assertThat(check()).isEqualTo("rejected");
        world.checkouts.insert(waiting.after(new Learned(1, Samples.captured(0), NOW)));
        assertThat(check()).isEqualTo("rejected");
    }
}
