package org.freedomcheckout.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.freedomcheckout.checkout.BankAnswer;
import org.freedomcheckout.checkout.Evidence;
import org.freedomcheckout.checkout.Money;
import org.freedomcheckout.checkout.Money.Currency;
import org.freedomcheckout.checkout.OperationAnswer;
import org.freedomcheckout.checkout.PaymentId;
import org.freedomcheckout.checkout.Reason;
import org.freedomcheckout.checkout.Secret;
import org.freedomcheckout.checkout.Terms.Customer;
import org.freedomcheckout.gateway.MoneyCalls.Family;
import org.freedomcheckout.sandbox.Sandbox;
import org.freedomcheckout.sandbox.SandboxSettings;
import org.freedomcheckout.sandbox.SavedCard;
import org.freedomcheckout.testkit.Http;
import org.freedomcheckout.testkit.MerchantApi;
import org.freedomcheckout.testkit.PlainShopper;
import org.freedomcheckout.testkit.SandboxControl;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The client and the sandbox, without a checkout between them. */
class FreedomPayTest {

    private static final Instant NOW = Instant.parse("2026-11-21T10:15:30Z");
    private static final Money AMOUNT = new Money(150_000, Currency.KZT);
    private static final URI SHOP = URI.create("https://checkout.shop.kz/x");
    private static final Customer NOBODY = new Customer(Optional.empty(), Optional.empty(), Optional.empty());

    private static Sandbox sandbox;
    private static SandboxControl control;

    private final String order = MerchantApi.newOrder();
    private final List<String> heard = new ArrayList<>();
    private FreedomPay freedomPay;

    @BeforeAll
    static void start() throws IOException {
        sandbox = Sandbox.start(SandboxSettings.defaults().onPort(0));
        control = new SandboxControl(sandbox.uri());
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    @BeforeEach
    void open() {
        freedomPay = freedomPay(sandbox.uri(), sandbox.settings().secretKey());
    }

    @AfterEach
    void close() {
        freedomPay.close();
    }

    private FreedomPay freedomPay(URI url, String secret) {
        var settings = new GatewaySettings(
                url,
                sandbox.settings().merchantId(),
                () -> List.of(new Secret(secret)),
                Duration.ofSeconds(5),
                Duration.ofSeconds(5),
                200,
                false,
                "pg_md",
                false);
        return new FreedomPay(settings, () -> NOW, (script, _, outcome) -> heard.add(script + " " + outcome));
    }

    private CardPayment cardPayment(SavedCard card) {
        return new CardPayment(
                order,
                AMOUNT,
                "Order " + order,
                new Secret(card.token()),
                "u42",
                NOBODY,
                SHOP,
                SHOP,
                SHOP,
                order + ".1",
                true);
    }

    private static PaymentId made(InitAnswer answer) {
        assertThat(answer).isInstanceOf(InitAnswer.Created.class);
        return ((InitAnswer.Created) answer).payment();
    }

    private PaymentId madeWithSavedCard() throws Exception {
        return made(freedomPay.init(cardPayment(SavedCard.PAID)));
    }

    private Expected expected(PaymentId payment) {
        return new Expected(order, Optional.of(payment), AMOUNT, false);
    }

    private static void assertInDoubt(String reason, boolean answered, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(InDoubtException.class, doubt -> {
            assertThat(doubt.reason()).isEqualTo(reason);
            assertThat(doubt.isAnswered()).isEqualTo(answered);
        });
    }

    private static void assertRefused(String code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    private static String encoded(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    @Test
    void theSameKeyMakesTheSamePayment() throws Exception {
        assertThat(madeWithSavedCard()).isEqualTo(madeWithSavedCard());
        assertThat(control.payments(order)).hasSize(1);
        assertThat(heard).containsExactly("init answered", "init answered");
    }

    @Test
    void aPaymentThatIsRefusedIsNotMade() throws Exception {
        control.fault(order, "init", "signed_error", "code", "10017", "at", "before");
        var answer = freedomPay.init(cardPayment(SavedCard.PAID));
        assertThat(answer)
                .isInstanceOfSatisfying(
                        InitAnswer.Refused.class,
                        refused -> assertThat(refused.failure().reason()).isEqualTo(Reason.CARD_EXPIRED));
    }

    @Test
    void whoseSecretIsWrongLearnsNothingAboutThePayment() {
        try (var stranger = freedomPay(sandbox.uri(), "another-secret-of-570001")) {
            assertInDoubt("bad_signature", true, () -> stranger.init(cardPayment(SavedCard.PAID)));
        }
    }

    @Test
    void theBrowserIsGivenASignedFormThatFreedomPayTakes() throws Exception {
        var form = freedomPay.cardPay(madeWithSavedCard());
        assertThat(form.get()).isFalse();
        assertThat(Http.post(form.action().toString(), encoded(form.fields())).body())
                .contains("name=\"cvc\"");
        assertThat(freedomPay.cardPay(new PaymentId("1")).fields().get("pg_salt"))
                .matches("[A-Za-z0-9]{22}")
                .isNotEqualTo(form.fields().get("pg_salt"));
    }

    @Test
    void aPageWithAFormCanBePassedOn() throws Exception {
        assertThat(freedomPay.relayCardPay(madeWithSavedCard())).contains("name=\"cvc\"");
    }

    @Test
    void whatIsNoPageWithAFormIsNotPassedOn() throws Exception {
        control.scenario(order, "cvc_page", "xml");
        var payment = madeWithSavedCard();
        assertInDoubt("no_form", true, () -> freedomPay.relayCardPay(payment));
    }

    @Test
    void aNewCardIsTypedOnFreedomPaysPage() throws Exception {
        var answer = freedomPay.page(new PagePayment(
                order,
                AMOUNT,
                "Order " + order,
                Optional.empty(),
                NOBODY,
                Duration.ofMinutes(30),
                Optional.of("kk"),
                true,
                SHOP,
                SHOP,
                SHOP,
                SHOP,
                order + ".1",
                false));
        var page = ((InitAnswer.Created) answer).page().orElseThrow().reveal();
        assertThat(page).startsWith(sandbox.uri() + "/pay.html?customer=");
        assertThat(Http.get(page).body()).contains("name=\"pan\"");
    }

    /** The payment that the merchant has made, and what the bank makes of its challenge. */
    private record Challenged(PaymentId payment, BankAnswer answer) {}

    private Challenged challenged(boolean autoClearing) {
        var settings = sandbox.settings();
        var merchant =
                new MerchantApi(sandbox.uri(), "unused", sandbox.uri(), settings.merchantId(), settings.secretKey());
        var threeDs = (Map<?, ?>)
                Objects.requireNonNull(merchant.threeDs(order, autoClearing).get("three_ds"));
        var back = Http.post(threeDs.get("acs_url") + "/choice", "choice=confirm&TermUrl=x")
                .body();
        var paRes = Pattern.compile("name=\"PaRes\" value=\"([^\"]+)\"").matcher(back);
        assertThat(paRes.find()).isTrue();
        return new Challenged(
                new PaymentId(String.valueOf(threeDs.get("payment_id"))),
                new BankAnswer(
                        new Secret(String.valueOf(threeDs.get("md"))), new Secret(PlainShopper.plain(paRes.group(1)))));
    }

    @Test
    void aConfirmedChallengeIsMoney() throws Exception {
        var challenged = challenged(true);
        var expected = expected(challenged.payment());
        assertThat(freedomPay.gatewayStatus(expected))
                .isEqualTo(new StatusAnswer.Known(new Evidence.NotBegun(), Optional.of(challenged.payment())));
        assertThat(freedomPay.confirm(expected, challenged.answer())).isEqualTo(new ConfirmAnswer.Accepted());
        assertThat(freedomPay.gatewayStatus(expected))
                .isInstanceOfSatisfying(
                        StatusAnswer.Known.class,
                        known -> assertThat(known.evidence()).isInstanceOf(Evidence.Captured.class));
        assertThat(heard).containsExactly("status_v2 answered", "paymentAcs answered", "status_v2 answered");
    }

    @Test
    void anOrderIsFoundWithoutThePaymentsNumber() throws Exception {
        var payment = madeWithSavedCard();
        assertThat(freedomPay.cardStatus(new Expected(order, Optional.empty(), AMOUNT, true)))
                .isEqualTo(new StatusAnswer.Known(new Evidence.NotBegun(), Optional.of(payment)));
        assertThat(freedomPay.cardStatus(new Expected(order + "-2", Optional.empty(), AMOUNT, true)))
                .isEqualTo(new StatusAnswer.NotFound());
    }

    @Test
    void heldMoneyIsTakenAndGivenBack() throws Exception {
        control.scenario(order, "card_allows_all", true);
        var challenged = challenged(false);
        var payment = challenged.payment();
        freedomPay.confirm(expected(payment), challenged.answer());
        var money = freedomPay.money();
        assertThat(money.capture(Family.GATEWAY_API, payment, AMOUNT)).isEqualTo(new OperationAnswer.Done());
        assertThat(money.refund(Family.GATEWAY_API, payment, AMOUNT)).isEqualTo(new OperationAnswer.Done());
        assertThat(money.refund(Family.GATEWAY_API, payment, AMOUNT)).isEqualTo(new OperationAnswer.Refused("10020"));
        assertThat(heard).endsWith("clearing answered", "refund answered", "refund answered");
    }

    @Test
    void heldMoneyIsReleased() throws Exception {
        control.scenario(order, "card_allows_all", true);
        var challenged = challenged(false);
        freedomPay.confirm(expected(challenged.payment()), challenged.answer());
        assertThat(freedomPay.money().cancel(Family.GATEWAY_API, challenged.payment()))
                .isEqualTo(new OperationAnswer.Done());
        assertThat(heard).endsWith("cancel answered");
    }

    @Test
    void theOtherApiIsAskedAboutItsOwnPayments() throws Exception {
        var payment = madeWithSavedCard();
        var money = freedomPay.money();
        assertThat(money.capture(Family.MERCHANT_API, payment, AMOUNT)).isEqualTo(new OperationAnswer.Refused("10035"));
        assertThat(money.refund(Family.MERCHANT_API, payment, AMOUNT)).isEqualTo(new OperationAnswer.Refused("10034"));
        assertThat(money.cancel(Family.MERCHANT_API, payment)).isEqualTo(new OperationAnswer.Done());
        assertThat(heard)
                .containsExactly(
                        "init answered", "do_capture.php answered", "revoke.php answered", "cancel.php answered");
    }

    @ParameterizedTest
    @CsvSource({
        "wrong_signature, bad_signature, true",
        "no_signature, unsigned_success, true",
        "no_script_name, bad_signature, true",
        "malformed_xml, malformed_xml, false",
        "drop, connection_lost, false",
        "status_503, http_503, false"
    })
    void anAnswerThatProvesNothingLeavesADoubt(String fault, String reason, boolean answered) throws Exception {
        var payment = madeWithSavedCard();
        control.fault(order, "get_status3.php", fault);
        assertInDoubt(reason, answered, () -> freedomPay.cardStatus(expected(payment)));
        assertThat(heard).endsWith("get_status3.php " + reason);
    }

    /** So the Merchant API's documents sign them. */
    @Test
    void cardCallsMayBeSignedWithoutTheScriptsName() throws Exception {
        control.fault(order, "init", "no_script_name");
        assertThat(madeWithSavedCard()).isNotNull();
        control.fault(order, "init", "wrong_signature");
        assertInDoubt("bad_signature", true, this::madeWithSavedCard);
    }

    @Test
    void anErrorNeedsNoSignature() throws Exception {
        control.fault(order, "init", "unsigned_error", "code", "9998");
        assertThat(freedomPay.init(cardPayment(SavedCard.PAID))).isEqualTo(new InitAnswer.Unavailable("9998"));
    }

    @Test
    void whereNobodyListensNothingWasSent() {
        // Reserved, and never served.
        try (var away = freedomPay(URI.create("http://127.0.0.1:1"), "any-secret-of-570001")) {
            assertThatThrownBy(() -> away.init(cardPayment(SavedCard.PAID)))
                    .isInstanceOfSatisfying(
                            NotSentException.class,
                            notSent -> assertThat(notSent.isUnreachable()).isTrue());
        }
        assertThat(heard).containsExactly("init not_sent");
        assertThat(new NotSentException("other calls took too long").isUnreachable())
                .isFalse();
    }

    @Test
    void aUsersCardsAreListedAndRemoved() throws Exception {
        var cards = freedomPay.cards();
        var listed = cards.list(order);
        assertThat(listed).hasSize(SavedCard.values().length);
        assertThat(listed).anySatisfy(card -> {
            assertThat(card.token().reveal()).isEqualTo(SavedCard.PAID.token());
            assertThat(card.mask()).isEqualTo(SavedCard.PAID.mask());
            assertThat(card.brand()).hasValue("VISA");
            assertThat(card.expiry()).hasValue("12/31");
        });
        var first = listed.getFirst();
        cards.remove(order, first.token());
        assertThat(cards.list(order)).hasSize(listed.size() - 1).doesNotContain(first);
        assertRefused("9999", () -> cards.remove(order, first.token()));
        assertRefused("9403", () -> cards.list(""));
    }

    @Test
    void aCardIsSavedOnFreedomPaysPage() throws Exception {
        var cards = freedomPay.cards();
        assertThat(Http.get(cards.add(order, SHOP, SHOP).toString()).body()).contains("Save a card");
        assertRefused("9403", () -> cards.add("", SHOP, SHOP));
    }

    @Test
    void itTellsItsTime() throws Exception {
        var before = Instant.now();
        assertThat(freedomPay.health()).isBetween(before.minusSeconds(1), Instant.now());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"status\":\"ok\"}", "{\"time\":\"yesterday\"}"})
    void whereItTellsNoneNobodyKnowsIt(String answer) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/status/healthcheck", exchange -> {
            try (exchange) {
                exchange.sendResponseHeaders(200, answer.length());
                exchange.getResponseBody().write(answer.getBytes(StandardCharsets.US_ASCII));
            }
        });
        server.start();
        var url = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        try (var other = freedomPay(url, "any-secret-of-570001")) {
            assertThatThrownBy(other::health)
                    .isInstanceOf(InDoubtException.class)
                    .hasMessage("no_time");
        } finally {
            server.stop(0);
        }
    }
}
