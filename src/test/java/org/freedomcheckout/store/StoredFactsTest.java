package org.freedomcheckout.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.freedomcheckout.checkout.Attention;
import org.freedomcheckout.checkout.BankAnswer;
import org.freedomcheckout.checkout.CardFace;
import org.freedomcheckout.checkout.Challenge;
import org.freedomcheckout.checkout.Checkout;
import org.freedomcheckout.checkout.CheckoutId;
import org.freedomcheckout.checkout.CheckoutKey;
import org.freedomcheckout.checkout.CheckoutState;
import org.freedomcheckout.checkout.Failure;
import org.freedomcheckout.checkout.Means;
import org.freedomcheckout.checkout.Method;
import org.freedomcheckout.checkout.Money;
import org.freedomcheckout.checkout.Money.Currency;
import org.freedomcheckout.checkout.Operation;
import org.freedomcheckout.checkout.OperationState;
import org.freedomcheckout.checkout.Payment;
import org.freedomcheckout.checkout.PaymentId;
import org.freedomcheckout.checkout.PaymentState;
import org.freedomcheckout.checkout.Reason;
import org.freedomcheckout.checkout.Receipt;
import org.freedomcheckout.checkout.Secret;
import org.freedomcheckout.checkout.Settlement;
import org.freedomcheckout.checkout.Terms;
import org.freedomcheckout.checkout.Terms.CaptureMode;
import org.freedomcheckout.checkout.Terms.Customer;
import org.freedomcheckout.checkout.TimelineEntry;
import org.freedomcheckout.checkout.TimelineEntry.Actor;
import org.freedomcheckout.store.CheckoutStore.News;
import org.freedomcheckout.testkit.RunningCheckout;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;

/** Whatever is true of a checkout, a payment or an operation is read as it was written. */
class StoredFactsTest {

    private static final Instant NOW = Instant.parse("2026-11-21T10:15:30.123456Z");
    private static final Instant THEN = NOW.minusSeconds(77);
    private static final Currency UZS = Currency.UZS;
    private static final CheckoutKey KEY =
            new CheckoutKey(new Secret("store-test-key-store-test-key-store-test"), Optional.empty());
    private static final TimelineEntry ENTRY = new TimelineEntry(NOW, Actor.MERCHANT, "checkout.created", Map.of());

    private static final BankAnswer ANSWER = new BankAnswer(new Secret("md"), new Secret("pares"));
    private static final Failure FAILURE = new Failure("10009", Reason.CARD_BLOCKED);
    private static final Secret PAGE = new Secret("https://customer.freedompay.kz/pay.html?customer=a");
    private static final Receipt RECEIPT = new Receipt(
            Optional.of("243412"),
            Optional.of("241107063029"),
            Optional.of("4716-04XX-XXXX-1981"),
            Optional.of("VI"),
            Optional.of(false),
            THEN);

    static final List<PaymentState> PAYMENTS = List.of(
            new PaymentState.Planned(THEN, 1, false),
            new PaymentState.Planned(THEN, 2, true),
            new PaymentState.AwaitingCvc(),
            new PaymentState.AwaitingCard(PAGE),
            new PaymentState.AwaitingAcs(
                    new Challenge(URI.create("https://acs.bank.kz/a?b=1"), new Secret("pareq"), new Secret("md")),
                    true),
            new PaymentState.AwaitingAcs(
                    new Challenge(URI.create("https://acs.bank.kz/"), new Secret("pareq"), Secret.EMPTY), false),
            new PaymentState.Unsent(ANSWER),
            new PaymentState.Confirming(ANSWER, THEN, 3),
            new PaymentState.Withdrawing(THEN, Optional.of(PAGE)),
            new PaymentState.Withdrawing(THEN, Optional.empty()),
            new PaymentState.Returned(THEN, Optional.of(PAGE)),
            new PaymentState.Returned(THEN, Optional.empty()),
            new PaymentState.Checking(THEN),
            new PaymentState.Contested(THEN, true),
            new PaymentState.Contested(THEN, false),
            new PaymentState.Held(RECEIPT),
            new PaymentState.Captured(RECEIPT, new Settlement(new Money(900, UZS), new Money(300, UZS))),
            new PaymentState.Captured(Receipt.at(THEN), Settlement.all(new Money(1_000, UZS))),
            new PaymentState.Refused(FAILURE),
            new PaymentState.Released(),
            new PaymentState.Abandoned());

    static final List<CheckoutState> CHECKOUTS = List.of(
            new CheckoutState.Open(Optional.empty()),
            new CheckoutState.Open(Optional.of(FAILURE)),
            new CheckoutState.Processing(),
            new CheckoutState.Authorized(1),
            new CheckoutState.Paid(1),
            new CheckoutState.Failed(FAILURE),
            new CheckoutState.Expired(),
            new CheckoutState.Canceled(1));

    static final List<OperationState> OPERATIONS = List.of(
            new OperationState.Planned(),
            new OperationState.Sent(THEN, new Money(100, UZS), Set.of("77", "78"), Optional.of(NOW)),
            new OperationState.Sent(THEN, new Money(0, UZS), Set.of(), Optional.empty()),
            new OperationState.Done(),
            new OperationState.Refused("9999"),
            new OperationState.NotDone());

    @TempDir
    private static Path directory;

    private static Database database;
    private static CheckoutStore store;

    @BeforeAll
    static void open() {
        database = Database.open(new DatabaseSettings(RunningCheckout.newDatabase(directory), "", Secret.EMPTY));
        store = new CheckoutStore(database, KEY);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    private static Terms terms(List<Method> methods) {
        return new Terms(
                "A-1",
                new Money(1_000, UZS),
                "Order A-1; «Заказ»",
                methods,
                CaptureMode.MANUAL,
                URI.create("https://shop.kz/ok"),
                URI.create("https://shop.kz/fail?a=1"),
                Optional.of("kk"),
                new Customer(Optional.of("a@shop.kz"), Optional.of("77011234567"), Optional.of("192.0.2.1")),
                Map.of("cart", "c-77; <&ключ>", "empty", ""),
                NOW.plus(Duration.ofHours(1)));
    }

    private static Checkout inserted() throws DuplicatePaymentException {
        var id = CheckoutId.at(NOW);
        var checkout = Checkout.open(id, KEY.payToken(id), terms(List.of(new Method.CardPage())), NOW);
        store.insert(checkout, ENTRY);
        return checkout;
    }

    private static Payment payment(Means means, Optional<PaymentId> id, PaymentState state) {
        return new Payment(1, "A-1", means, id, state, NOW);
    }

    private static Checkout save(Checkout before, Checkout after) {
        assertThat(store.save(before, after, NOW, new News(ENTRY, List.of()))).isPresent();
        return store.find(before.id()).orElseThrow();
    }

    @ParameterizedTest
    @FieldSource("PAYMENTS")
    void aPayment(PaymentState state) throws DuplicatePaymentException {
        var open = inserted();
        var id = new PaymentId("81" + PAYMENTS.indexOf(state));
        var payment = payment(new Means.CardPage(), Optional.of(id), state);
        var read = save(open, open.with(List.of(payment), List.of()));
        assertThat(read.payments()).containsExactly(payment);
        // And when it has moved on, nothing of what was secret is left.
        var abandoned = payment(new Means.CardPage(), Optional.of(id), new PaymentState.Abandoned());
        assertThat(save(read, read.with(List.of(abandoned), List.of())).payments())
                .containsExactly(abandoned);
        var kept = database.jdbi()
                .withHandle(handle -> handle.createQuery(
                                "SELECT card_token, page_url, acs_url, pa_req, md, pa_res FROM payment WHERE"
                                        + " checkout_id = ?")
                        .bind(0, open.id().value())
                        .mapToMap()
                        .one());
        assertThat(kept).hasSize(6).allSatisfy((_, value) -> assertThat(value).isNull());
    }

    @Test
    void whateverAPaymentWasNothingOfItIsLeft() throws DuplicatePaymentException {
        var now = inserted();
        var last = 0;
        // Round and round, each time with longer steps.
        for (int step = 1; step < PAYMENTS.size(); step++) {
            for (int n = 0; n < PAYMENTS.size(); n++) {
                last = (last + step) % PAYMENTS.size();
                var payment = payment(new Means.CardPage(), Optional.of(new PaymentId("80")), PAYMENTS.get(last));
                now = save(now, now.with(List.of(payment), List.of()));
                assertThat(now.payments()).containsExactly(payment);
            }
        }
    }

    @Test
    void whatIsSealedIsNotSealedAnewWhileItIsTheSame() throws DuplicatePaymentException {
        var challenge = new Challenge(URI.create("https://acs.bank.kz/"), new Secret("pareq"), new Secret("md"));
        var id = Optional.of(new PaymentId("79"));
        var waiting = payment(new Means.ThreeDs(), id, new PaymentState.AwaitingAcs(challenge, false));
        var opened = payment(new Means.ThreeDs(), id, new PaymentState.AwaitingAcs(challenge, true));
        var open = inserted();
        var read = save(open, open.with(List.of(waiting), List.of()));
        var kept = paReq(open.id());
        assertThat(save(read, read.with(List.of(opened), List.of())).payments()).containsExactly(opened);
        assertThat(paReq(open.id())).isEqualTo(kept);
    }

    private static byte[] paReq(CheckoutId id) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("SELECT pa_req FROM payment WHERE checkout_id = ?")
                        .bind(0, id.value())
                        .mapTo(byte[].class)
                        .one());
    }

    @Test
    void theCardOfACheckoutIsKnownUntilNobodyCanPayWithIt() throws DuplicatePaymentException {
        var named = new Method.SavedCard(Optional.of(new Secret("card-token")), "u42", Optional.empty());
        var id = CheckoutId.at(NOW);
        var now = Checkout.open(id, KEY.payToken(id), terms(List.of(named)), NOW);
        store.insert(now, ENTRY);
        for (var state : List.of(new CheckoutState.Processing(), new CheckoutState.Open(Optional.of(FAILURE)))) {
            now = save(now, Samples.in(now, state, Optional.empty()));
            assertThat(now.terms().savedCard().flatMap(Method.SavedCard::token)).hasValue(new Secret("card-token"));
        }
        now = save(now, Samples.in(now, new CheckoutState.Expired(), Optional.empty()));
        assertThat(now.terms().savedCard().flatMap(Method.SavedCard::token)).isEmpty();
    }

    @Test
    void theCardOfAPaymentIsKnownUntilFreedomPayHasIt() throws DuplicatePaymentException {
        var face = new CardFace("4716-04XX-XXXX-1981", Optional.of("VI"), Optional.of("12/30"));
        var planned = payment(
                new Means.SavedCard(new Secret("card-token"), face),
                Optional.empty(),
                new PaymentState.Planned(THEN, 1, false));
        var open = inserted();
        var read = save(open, open.with(List.of(planned), List.of()));
        assertThat(read.payments()).containsExactly(planned);
        var made = payment(planned.means(), Optional.of(new PaymentId("71")), new PaymentState.AwaitingCvc());
        assertThat(save(read, read.with(List.of(made), List.of())).payments())
                .containsExactly(payment(new Means.SavedCard(Secret.EMPTY, face), made.id(), made.state()));
    }

    @ParameterizedTest
    @FieldSource("CHECKOUTS")
    void aCheckout(CheckoutState state) throws DuplicatePaymentException {
        var open = inserted();
        var read = save(open, Samples.in(open, state, Optional.empty()));
        assertThat(read.state()).isEqualTo(state);
        assertThat(read.attention()).isEmpty();
        assertThat(read.terms()).isEqualTo(open.terms());
        assertThat(read.payToken().hash()).isEqualTo(open.payToken().hash());
        assertThat(read.createdAt()).isEqualTo(NOW);
    }

    @ParameterizedTest
    @EnumSource
    void aMarkForOperators(Attention attention) throws DuplicatePaymentException {
        var open = inserted();
        assertThat(save(open, Samples.in(open, open.state(), Optional.of(attention)))
                        .attention())
                .hasValue(attention);
    }

    @ParameterizedTest
    @FieldSource("OPERATIONS")
    void anOperation(OperationState state) throws DuplicatePaymentException {
        for (var kind : Operation.Kind.values()) {
            var open = inserted();
            var amount = new Money(250, UZS);
            var first = new Operation(1, kind, amount, new OperationState.NotDone(), THEN);
            var planned = new Operation(2, kind, amount, new OperationState.Planned(), THEN);
            var read = save(open, open.with(List.of(), List.of(first, planned)));
            assertThat(read.operations()).containsExactly(first, planned);
            var moved = new Operation(2, kind, amount, state, THEN);
            assertThat(save(read, read.with(List.of(), List.of(first, moved))).operations())
                    .containsExactly(first, moved);
        }
    }

    @Test
    void aCardThatIsNamedAndOneThatIsChosen() throws DuplicatePaymentException {
        var named =
                new Method.SavedCard(Optional.of(new Secret("card-token")), "u42", Optional.of("4716-04XX-XXXX-1981"));
        var chosen = new Method.SavedCard(Optional.empty(), "u42", Optional.empty());
        for (var methods : List.of(
                List.<Method>of(named),
                List.<Method>of(chosen, new Method.CardPage()),
                List.<Method>of(new Method.ThreeDs()))) {
            var id = CheckoutId.at(NOW);
            var checkout = Checkout.open(id, KEY.payToken(id), terms(methods), NOW);
            store.insert(checkout, ENTRY);
            assertThat(store.find(id).orElseThrow().terms()).isEqualTo(checkout.terms());
        }
    }

    @Test
    void thereIsOneLivePaymentAndOneThatPaid() throws DuplicatePaymentException {
        var open = inserted();
        var waiting = payment(new Means.CardPage(), Optional.empty(), new PaymentState.AwaitingCvc());
        var second = new Payment(2, "A-2", waiting.means(), Optional.empty(), new PaymentState.Checking(THEN), NOW);
        var two = open.with(List.of(waiting, second), List.of());
        assertThatThrownBy(() -> save(open, two)).isInstanceOf(UnableToExecuteStatementException.class);

        var money = new PaymentState.Captured(RECEIPT, Settlement.all(new Money(1_000, UZS)));
        var first = payment(waiting.means(), Optional.empty(), new PaymentState.Abandoned());
        var paid = new Payment(2, "A-2", waiting.means(), Optional.empty(), money, NOW);
        save(open, Samples.in(open.with(List.of(first, paid), List.of()), new CheckoutState.Paid(2), Optional.empty()));
        var paying = database.jdbi()
                .withHandle(handle -> handle.createQuery(
                                "SELECT attempt FROM payment WHERE checkout_id = ? AND paid_slot IS NOT NULL")
                        .bind(0, open.id().value())
                        .mapTo(Integer.class)
                        .list());
        assertThat(paying).containsExactly(2);
    }

    @Test
    void whatIsTooLongForItsColumnIsCut() throws DuplicatePaymentException {
        var receipt = new Receipt(
                Optional.of("a".repeat(65)),
                Optional.of("r".repeat(64)),
                Optional.of("m".repeat(41)),
                Optional.of("b".repeat(40)),
                Optional.empty(),
                THEN);
        var open = inserted();
        var payment = payment(new Means.CardPage(), Optional.of(new PaymentId("72")), new PaymentState.Held(receipt));
        assertThat(save(open, open.with(List.of(payment), List.of())).payment(1).state())
                .isEqualTo(new PaymentState.Held(new Receipt(
                        Optional.of("a".repeat(64)),
                        receipt.reference(),
                        Optional.of("m".repeat(40)),
                        receipt.cardBrand(),
                        Optional.empty(),
                        THEN)));
    }
}
