package org.freedomcheckout.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.freedomcheckout.sandbox.Json;
import org.freedomcheckout.sandbox.SavedCard;
import org.freedomcheckout.testkit.BankAnswers;
import org.freedomcheckout.testkit.Checkout;
import org.freedomcheckout.testkit.Eventually;
import org.freedomcheckout.testkit.Http;
import org.freedomcheckout.testkit.Http.Answer;
import org.freedomcheckout.testkit.MerchantApi;
import org.freedomcheckout.testkit.PlainShopper;
import org.freedomcheckout.testkit.RunningCheckout;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The shopper's addresses as a browser without script asks them, and what the API and the timeline tell afterwards. */
class PlainJourneyTest {

    @RegisterExtension
    static final RunningCheckout running = new RunningCheckout();

    private final String order = MerchantApi.newOrder();

    private Checkout open(Map<String, Object> more) {
        var wanted = new LinkedHashMap<>(MerchantApi.order(order));
        wanted.putAll(more);
        return running.merchant().open(wanted);
    }

    private Checkout card(SavedCard card) {
        return running.merchant().open(MerchantApi.savedCard(order, card));
    }

    /** Sends a form of our own page. */
    private static Answer press(Checkout checkout, String form) {
        return Http.to(checkout.url()).header("Sec-Fetch-Site", "same-origin").post(form);
    }

    private static String shown(Checkout checkout) {
        var page = Http.get(checkout.url()).body();
        var name = Pattern.compile("data-page=\"([^\"]+)\"").matcher(page);
        assertThat(name.find()).as(page).isTrue();
        return name.group(1);
    }

    private static String cardNumbered(Checkout checkout, String mask) {
        var page = Http.get(checkout.url()).body();
        var button = Pattern.compile(
                        "<button[^>]*name=\"card\"[^>]*value=\"([^\"]+)\"(?:(?!</button>).)*" + mask, Pattern.DOTALL)
                .matcher(page);
        assertThat(button.find()).as(page).isTrue();
        return button.group(1);
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> timeline(Checkout checkout) {
        return (List<Map<String, Object>>) Json.readObject(running.merchant()
                        .get("/api/v1/checkouts/" + checkout.id() + "/events")
                        .body())
                .get("data");
    }

    private static List<String> story(Checkout checkout) {
        return timeline(checkout).stream()
                .map(event -> event.get("actor") + " " + event.get("type") + " "
                        + new TreeMap<>((Map<?, ?>) event.get("details")))
                .map(line -> line.replaceAll("\\b\\d{10}\\b", "N"))
                .toList();
    }

    @Test
    void aPaidCheckoutTellsEverythingAboutItsPayment() {
        var checkout = card(SavedCard.PAID);
        new PlainShopper(checkout).payByCard().orElseThrow().send();
        assertThat(checkout.statusOnce("paid")).isEqualTo("paid");
        var payment = checkout.read("payment");
        assertThat(payment)
                .containsEntry(
                        "id", running.sandbox().payments(order).getFirst().get("id"))
                .containsEntry("card_mask", SavedCard.PAID.mask())
                .containsEntry("card_brand", "VI");
        assertThat(payment.get("auth_code")).asString().isNotBlank();
        assertThat(payment.get("paid_at")).asString().endsWith("Z");
        assertThat(checkout.read().get("attempts"))
                .asString()
                .contains("status=succeeded", "payment_id=" + payment.get("id"));
        assertThat(shown(checkout)).isEqualTo("paid");
        assertThat(Http.get(checkout.url()).body())
                .contains(
                        payment.get("auth_code").toString(),
                        "https://shop.kz/ok?checkout_id=" + checkout.id() + "&amp;order_id=" + order);
        assertThat(Http.get(checkout.url() + "/status").body()).isEqualTo("{\"status\":\"paid\"}");
        // The frame leads out of itself.
        assertThat(Http.get(checkout.url() + "/cvc").body()).contains("data-page=\"leave-frame\"");
    }

    @Test
    void theTimelineTellsWhoDidWhat() {
        var checkout = card(SavedCard.PAID);
        new PlainShopper(checkout).payByCard().orElseThrow().send();
        assertThat(checkout.statusOnce("paid")).isEqualTo("paid");
        assertThat(story(checkout))
                .containsSubsequence(
                        "merchant checkout.created {status=open}",
                        "shopper payment.planned {order_id=" + order + "}",
                        "gateway payment.created {attempt=1, payment_id=N}")
                .anyMatch(line -> line.matches("\\w+ payment\\.captured \\{attempt=1, status=paid}"));
    }

    @Test
    void aChallengeIsToldStepByStep() {
        var merchant = running.merchant();
        var checkout = merchant.open(merchant.threeDs(order));
        assertThat(Http.get(checkout.url()).body()).contains("data-page=\"pay-challenge\"", "data-go-on=\"true\"");
        new PlainShopper(checkout).confirmAtBank().send();
        assertThat(checkout.statusOnce("paid")).isEqualTo("paid");
        assertThat(checkout.timeline())
                .containsSubsequence("checkout.created", "challenge.opened", "confirmation.sent", "payment.captured");
        assertThat(checkout.read("payment")).containsEntry("three_ds", true);
    }

    @Test
    void whoWasAtTheBankIsNotSentThereAgainByItself() {
        var merchant = running.merchant();
        var checkout = merchant.open(merchant.threeDs(order));
        assertThat(Http.get(checkout.url() + "/challenge").body()).contains("data-submit-at-once=\"true\"");
        assertThat(Http.get(checkout.url()).body())
                .doesNotContain("data-go-on=\"true\"")
                .contains("/challenge");
    }

    @Test
    void aRefusalAtTheBankEndsAChallenge() {
        var merchant = running.merchant();
        var checkout = merchant.open(merchant.threeDs(order));
        var answer = BankAnswers.chosen(checkout, "wrong");
        assertThat(Http.post(answer.termUrl(), answer.form()).statusCode()).isEqualTo(303);
        assertThat(checkout.statusOnce("failed")).isEqualTo("failed");
        assertThat(checkout.read("failure")).containsKeys("code", "message", "retryable");
        assertThat(shown(checkout)).isEqualTo("failed");
        assertThat(Http.get(checkout.url()).body()).contains("https://shop.kz/fail?checkout_id=" + checkout.id());
        assertThat(press(checkout, "").statusCode()).isEqualTo(303);
        assertThat(checkout.status()).isEqualTo("failed");
    }

    @Test
    void theBanksAnswerMayComeByGet() {
        var merchant = running.merchant();
        var checkout = merchant.open(merchant.threeDs(order));
        var answer = BankAnswers.confirmed(checkout);
        var back = Http.get(answer.termUrl() + "?" + answer.form());
        assertThat(back.statusCode()).isEqualTo(303);
        assertThat(back.header("Location")).hasValue(checkout.url());
        assertThat(checkout.statusOnce("paid")).isEqualTo("paid");
    }

    @Test
    void anAnswerWithAnotherMdIsRefused() {
        var merchant = running.merchant();
        var checkout = merchant.open(merchant.threeDs(order));
        var answer = BankAnswers.confirmed(checkout);
        var paRes = answer.form().substring(answer.form().indexOf("PaRes="));
        assertThat(Http.post(answer.termUrl(), "MD=another&" + paRes).statusCode())
                .isEqualTo(400);
        assertThat(checkout.timeline()).contains("return.refused").doesNotContain("confirmation.sent");
        assertThat(running.sandbox().calls(order, "paymentAcs")).isZero();
        assertThat(checkout.status()).isEqualTo("open");
    }

    @ParameterizedTest
    @CsvSource({
        "NOT_ENOUGH_MONEY, 10009, not enough money",
        "EXPIRED, 10017, card has expired",
        "SECURITY_REFUSAL, 10007, security reasons"
    })
    void aRefusalIsToldAndMayBeMended(SavedCard refused, String code, String words) {
        var checkout = card(refused);
        new PlainShopper(checkout).payByCard().orElseThrow().send();
        assertThat(Eventually.look(() -> shown(checkout), "pay-retry"::equals)).isEqualTo("pay-retry");
        assertThat(Http.get(checkout.url()).body()).containsIgnoringCase(words);
        assertThat(checkout.read("failure")).containsEntry("code", code).containsEntry("retryable", true);
        assertThat(checkout.status()).isEqualTo("open");
        assertThat(story(checkout))
                .anyMatch(line -> line.endsWith("payment.refused {attempt=1, code=" + code + ", status=open}"));
        assertThat(press(checkout, "").header("Location")).hasValue(checkout.url());
        assertThat(shown(checkout)).isEqualTo("pay-card");
    }

    @Test
    void fiveRefusalsAreEnough() {
        var checkout = card(SavedCard.PAID);
        for (int i = 1; i <= 5; i++) {
            running.sandbox().fault(order, "init", "signed_error", "code", "10017", "at", "before");
            if (i == 1) {
                Http.get(checkout.url() + "/cvc");
            } else {
                assertThat(checkout.status()).isEqualTo("open");
                press(checkout, "");
            }
        }
        assertThat(checkout.statusOnce("failed")).isEqualTo("failed");
        assertThat((List<?>) checkout.read().get("attempts")).hasSize(5);
        assertThat(Http.get(checkout.url()).body()).contains("data-page=\"failed\"");
    }

    @Test
    void anOrderIdThatFreedomPayHasSeenGetsANumber() {
        running.sandbox().scenario(order, "strict_order_ids", true);
        var checkout = card(SavedCard.NOT_ENOUGH_MONEY);
        new PlainShopper(checkout).payByCard().orElseThrow().send();
        assertThat(Eventually.look(() -> shown(checkout), "pay-retry"::equals)).isEqualTo("pay-retry");
        press(checkout, "");
        assertThat(new PlainShopper(checkout).payByCard()).isPresent();
        assertThat(story(checkout))
                .anyMatch(line -> line.contains("payment.order_id_taken {attempt=2, next_order_id=" + order + "-2}"));
        assertThat(running.sandbox().payments(order + "-2")).hasSize(1);
    }

    @Test
    void aCardIsChosenAmongTheUsers() {
        var checkout = open(Map.of("method", "saved_card", "saved_card", Map.of("user_id", "u42")));
        assertThat(shown(checkout)).isEqualTo("pay-choice");
        assertThat(Http.get(checkout.url() + "/cvc").body()).contains("data-page=\"leave-frame\"");
        assertThat(running.sandbox().payments(order)).isEmpty();
        for (var foreign : List.of("card=" + SavedCard.PAID.token(), "card=0", "card=", "new_card=1")) {
            assertThat(press(checkout, foreign).statusCode()).as(foreign).isEqualTo(303);
            assertThat(shown(checkout)).isEqualTo("pay-choice");
        }
        assertThat(press(checkout, "card=a&card=b").statusCode()).isEqualTo(400);
        var ref = cardNumbered(checkout, SavedCard.PAID.mask());
        assertThat(ref).isNotEqualTo(SavedCard.PAID.token());
        assertThat(press(checkout, "card=" + URLEncoder.encode(ref, StandardCharsets.UTF_8))
                        .statusCode())
                .isEqualTo(303);
        assertThat(shown(checkout)).isEqualTo("pay-card");
        new PlainShopper(checkout).payByCard().orElseThrow().send();
        assertThat(checkout.statusOnce("paid")).isEqualTo("paid");
        assertThat(checkout.read("payment")).containsEntry("card_mask", SavedCard.PAID.mask());
    }

    /** Open for a saved card and a new one; a saved one was chosen, and its page is shown. */
    private Checkout chosenOutOfBoth() {
        var checkout =
                open(Map.of("methods", List.of("saved_card", "card_page"), "saved_card", Map.of("user_id", "u42")));
        press(
                checkout,
                "card=" + URLEncoder.encode(cardNumbered(checkout, SavedCard.PAID.mask()), StandardCharsets.UTF_8));
        Http.get(checkout.url() + "/cvc");
        return checkout;
    }

    @Test
    void aChangeOfMindClosesThePaymentAndOffersTheChoiceAgain() {
        var checkout = chosenOutOfBoth();
        assertThat(running.sandbox().calls(order, "init")).isEqualTo(1);
        press(checkout, "something_else=1");
        assertThat(shown(checkout)).isEqualTo("pay-choice");
        assertThat(running.sandbox().calls(order, "cancel.php")).isEqualTo(1);
        assertThat(checkout.timeline()).containsSubsequence("payment.created", "withdrawal.sent", "payment.withdrawn");
        press(checkout, "new_card=1");
        assertThat(shown(checkout)).isEqualTo("pay-card");
        new PlainShopper(checkout).payByCard().orElseThrow().send();
        assertThat(checkout.statusOnce("paid")).isEqualTo("paid");
        assertThat(running.sandbox().calls(order, "init_payment.php")).isEqualTo(1);
        assertThat(running.sandbox().authorizations(order)).isEqualTo(1);
    }

    @Test
    void whatFreedomPayDoesNotCloseStaysTheOnlyPayment() {
        var checkout = chosenOutOfBoth();
        running.sandbox().fault(order, "cancel.php", "signed_error", "code", "9013", "at", "before");
        press(checkout, "something_else=1");
        assertThat(shown(checkout)).isEqualTo("pay-card");
        assertThat(checkout.timeline()).contains("withdrawal.failed");
        assertThat(running.sandbox().payments(order)).hasSize(1);
    }

    @Test
    void aUserWithoutCardsIsToldSo() {
        assertThat(shown(open(Map.of("method", "saved_card", "saved_card", Map.of("user_id", "new-1")))))
                .isEqualTo("pay-no-cards");
    }

    @Test
    void aReturnIsAHintAndNeverAProof() {
        running.sandbox().scenario(order, "notify", "none", "redirect", "none");
        var checkout = card(SavedCard.PAID);
        Http.get(checkout.url() + "/cvc");
        var payment = running.sandbox().payments(order).getFirst();
        var success = payment.get("failure_url").toString().replace("/failure", "/success");
        var forged = Http.get(success + "?pg_order_id=" + order
                + "&pg_payment_id=1&pg_salt=x&pg_sig=0123456789abcdef0123456789abcdef");
        assertThat(forged.statusCode()).isEqualTo(200);
        assertThat(story(checkout)).contains("shopper return.refused {at=success, reason=signature}");
        assertThat(checkout.status()).isEqualTo("open");
        var hint = Http.get(success);
        assertThat(hint.body()).contains("data-page=\"leave-frame\"", checkout.url());
        assertThat(checkout.status()).isEqualTo("processing");
        assertThat(shown(checkout)).isEqualTo("processing");
        running.clock().forward(Duration.ofSeconds(70));
        assertThat(checkout.statusOnce("open")).isEqualTo("open");
        assertThat(running.sandbox().authorizations(order)).isZero();
    }

    @Test
    void withoutANotifyTheReturnIsEnoughToAsk() {
        running.sandbox().scenario(order, "notify", "none");
        var checkout = card(SavedCard.PAID);
        new PlainShopper(checkout).payByCard().orElseThrow().send();
        assertThat(checkout.statusOnce("paid")).isEqualTo("paid");
    }

    @Tag("slow")
    @ParameterizedTest
    @ValueSource(strings = {"success", "decline"})
    void aPendingPaymentIsAskedAboutUntilItIsDecided(String end) {
        running.sandbox().scenario(order, "notify", "none", "outcome", "pending", "then", end, "code", "10001");
        var checkout = card(SavedCard.PAID);
        new PlainShopper(checkout).payByCard().orElseThrow().send();
        assertThat(checkout.status()).isEqualTo("processing");
        var expected = end.equals("success") ? "paid" : "open";
        assertThat(checkout.statusOnce(expected)).isEqualTo(expected);
    }

    @Test
    void timeEndsWhatNobodyHasPaid() {
        running.sandbox().scenario(order, "notify", "none", "redirect", "none");
        var terms = MerchantApi.savedCard(order, SavedCard.PAID);
        terms.put("expires_in", 300L);
        var checkout = running.merchant().open(terms);
        assertThat(Http.get(checkout.url() + "/cvc").statusCode()).isEqualTo(200);
        running.clock().forward(Duration.ofSeconds(301));
        assertThat(checkout.statusOnce("expired")).isEqualTo("expired");
        assertThat(shown(checkout)).isEqualTo("expired");
        assertThat(story(checkout)).contains("checkout checkout.expired {status=expired}");
    }

    @Tag("slow")
    @Test
    void whoseAnswerIsLostIsInDoubtAndAskedAbout() {
        running.sandbox().fault(order, "paymentAcs", "drop");
        running.sandbox().fault(order, "status_v2", "status_503", "times", 1L);
        var merchant = running.merchant();
        var checkout = merchant.open(merchant.threeDs(order));
        new PlainShopper(checkout).confirmAtBank().send();
        assertThat(checkout.status()).isIn("processing", "paid");
        assertThat(checkout.statusOnce("paid")).isEqualTo("paid");
        assertThat(running.sandbox().calls(order, "paymentAcs")).isEqualTo(1);
        assertThat(running.sandbox().calls(order, "status_v2")).isGreaterThanOrEqualTo(2);
    }

    @Test
    void anotherAmountIsNeverPaid() {
        running.sandbox().fault(order, "status_v2", "other_amount", "times", -1L);
        var merchant = running.merchant();
        var checkout = merchant.open(merchant.threeDs(order));
        new PlainShopper(checkout).confirmAtBank().send();
        assertThat(Eventually.look(() -> checkout.read().get("attention"), "amount_mismatch"::equals))
                .isEqualTo("amount_mismatch");
        assertThat(checkout.status()).isEqualTo("processing");
    }

    @Tag("slow")
    @Test
    void aPaymentThatCannotBeMadeIsMadeOnceFreedomPayIsBack() {
        running.sandbox().fault(order, "init", "status_503");
        var checkout = card(SavedCard.PAID);
        assertThat(Http.get(checkout.url() + "/cvc").body())
                .containsAnyOf("cvc-wait", "leave-frame", "cvc-unavailable", "data-page=\"cvc\"");
        assertThat(new PlainShopper(checkout).payByCard()).isPresent();
        assertThat(checkout.timeline()).contains("payment.creation_in_doubt", "payment.created");
        assertThat(running.sandbox().payments(order)).hasSize(1);
    }

    @Test
    void theMerchantClosesWhatIsOpenAndAsksWhenItLikes() {
        var checkout = card(SavedCard.PAID);
        var synced = checkout.post("sync", "");
        assertThat(synced.statusCode()).isEqualTo(200);
        assertThat(Json.readObject(synced.body())).containsEntry("status", "open");
        var expired = checkout.post("expire", "");
        assertThat(Json.readObject(expired.body())).containsEntry("status", "expired");
        assertThat(press(checkout, "").statusCode()).isEqualTo(303);
        assertThat(shown(checkout)).isEqualTo("expired");
        assertThat(story(checkout).getLast()).isEqualTo("merchant checkout.expired {status=expired}");
    }

    @Test
    void aStreamTellsEachMove() throws IOException {
        var checkout = card(SavedCard.PAID);
        var stream = URI.create(checkout.url() + "/events").toURL().openConnection();
        stream.setReadTimeout(10_000);
        assertThat(stream.getContentType()).isEqualTo("text/event-stream;charset=UTF-8");
        try (var lines = new BufferedReader(new InputStreamReader(stream.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(next(lines)).containsExactly("retry: 2000", "data: {\"status\":\"open\"}");
            checkout.post("expire", "");
            assertThat(next(lines)).containsExactly("retry: 2000", "data: {\"status\":\"expired\"}");
        }
    }

    /** An event: lines up to an empty one. */
    private static List<String> next(BufferedReader lines) throws IOException {
        var event = new ArrayList<String>();
        for (var line = lines.readLine(); !line.isEmpty(); line = lines.readLine()) {
            event.add(line);
        }
        return event;
    }
}
