package org.freedomcheckout.gateway;

import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.freedomcheckout.checkout.BankAnswer;
import org.freedomcheckout.checkout.PaymentId;
import org.freedomcheckout.http.SentOnce;

/**
 * Freedom Pay's Gateway API and Merchant API, as far as a checkout needs them.
 *
 * <p>Each call is sent once. It ends with an answer, with {@link NotSentException} if it has certainly not left, or with
 * {@link InDoubtException} if nobody can say. Calls block: make them on virtual threads.
 *
 * @see <a href="https://docs.freedompay.kz/">Freedom Pay's documentation</a>
 */
public final class FreedomPay implements PaymentCalls, AutoCloseable {

    private static final Pattern TIME = Pattern.compile("\"time\"\\s*:\\s*\"([^\"]+)\"");

    private final GatewaySettings settings;
    private final InstantSource clock;
    private final SignedCalls calls;
    private final MoneyCalls money;
    private final CardStorage cards;
    private final CallbackReader callbacks;

    public FreedomPay(GatewaySettings settings, InstantSource clock, GatewayListener listener) {
        var verifier = new Verifier(settings.secrets());
        this.settings = settings;
        this.clock = clock;
        this.calls = new SignedCalls(settings, verifier, listener);
        this.money = new MoneyCalls(calls);
        this.cards = new CardStorage(calls);
        this.callbacks = new CallbackReader(settings, verifier, clock);
    }

    /** Makes what all calls need once, so that the first one does not wait for it. */
    public static void prepare() {
        SentOnce.prepare();
        List.of(InitResponse.class, PaymentAcsResponse.class, StatusResponse.class, OperationResponse.class)
                .forEach(XmlMessage::context);
    }

    /** Takes, releases and gives back money. */
    @Override
    public MoneyCalls money() {
        return money;
    }

    /** The cards that Freedom Pay keeps. */
    public CardStorage cards() {
        return cards;
    }

    /** What Freedom Pay sends to us. */
    public CallbackReader callbacks() {
        return callbacks;
    }

    /**
     * Makes a payment with a saved card; no money moves before the shopper has typed the CVC.
     *
     * @throws NotSentException if there was no connection
     * @throws InDoubtException if there is no answer to be trusted; with the same idempotency key it may be sent again
     * @see <a href="https://docs.freedompay.kz/">Merchant API, "Create payment (with CVC)"</a>
     */
    @Override
    public InitAnswer init(CardPayment payment) throws NotSentException, InDoubtException {
        var fields = calls.request()
                .with("pg_order_id", payment.orderId())
                .with("pg_amount", payment.amount().decimal())
                .with("pg_currency", payment.amount().currency().name())
                .with("pg_description", payment.description())
                .with("pg_user_id", payment.userId())
                .with("pg_card_token", payment.cardToken().reveal())
                .with("pg_result_url", payment.resultUrl().toString())
                .with("pg_success_url", payment.successUrl().toString())
                .with("pg_failure_url", payment.failureUrl().toString())
                .with("pg_idempotency_key", payment.idempotencyKey());
        payment.customer().email().ifPresent(email -> fields.with("pg_user_email", email));
        payment.customer().phone().ifPresent(phone -> fields.with("pg_user_phone", phone));
        payment.customer().ip().ifPresent(ip -> fields.with("pg_user_ip", ip));
        if (payment.manualCapture()) {
            fields.with("pg_auto_clearing", "0");
        }
        var answered = calls.post(calls.merchantUrl("card/init"), fields, InitResponse.class);
        return answered.message().answer(answered.isSigned(), false);
    }

    /**
     * Makes a payment with a new card; the shopper types it on Freedom Pay's page.
     *
     * @throws NotSentException if there was no connection
     * @throws InDoubtException if there is no answer to be trusted; with the same idempotency key it may be sent again
     * @see <a href="https://docs.freedompay.kz/">Merchant API, "Create payment"</a>
     */
    @Override
    public InitAnswer page(PagePayment payment) throws NotSentException, InDoubtException {
        var fields = calls.request()
                .with("pg_order_id", payment.orderId())
                .with("pg_amount", payment.amount().decimal())
                .with("pg_currency", payment.amount().currency().name())
                .with("pg_description", payment.description())
                .with("pg_lifetime", Long.toString(payment.lifetime().toSeconds()))
                .with("pg_auto_clearing", payment.manualCapture() ? "0" : "1")
                .with("pg_request_method", "POST")
                .with("pg_result_url", payment.resultUrl().toString())
                .with("pg_check_url", payment.checkUrl().toString())
                .with("pg_success_url", payment.successUrl().toString())
                .with("pg_failure_url", payment.failureUrl().toString())
                .with("pg_idempotency_key", payment.idempotencyKey());
        payment.userId().ifPresent(user -> fields.with("pg_user_id", user));
        payment.language().ifPresent(language -> fields.with("pg_language", wireLanguage(language)));
        payment.customer().email().ifPresent(email -> fields.with("pg_user_contact_email", email));
        payment.customer().phone().ifPresent(phone -> fields.with("pg_user_phone", phone));
        payment.customer().ip().ifPresent(ip -> fields.with("pg_user_ip", ip));
        if (payment.framed()) {
            fields.with("pg_payment_route", "frame");
        }
        var answered = calls.post(calls.url("init_payment.php"), fields, InitResponse.class);
        return answered.message().answer(answered.isSigned(), true);
    }

    /** Freedom Pay calls the languages of Kazakhstan and Kyrgyzstan by the countries. */
    private static String wireLanguage(String language) {
        return switch (language) {
            case "kk" -> "kz";
            case "ky" -> "kg";
            default -> language;
        };
    }

    /**
     * What the browser sends to {@code card/pay}, to get Freedom Pay's CVC page. Signed anew each time; it holds nothing
     * that the shopper could have chosen.
     *
     * @see <a href="https://docs.freedompay.kz/">Merchant API, "Confirm payment (with CVC)"</a>
     */
    @Override
    public SignedForm cardPay(PaymentId payment) {
        var url = calls.merchantUrl("card/pay");
        var fields = new LinkedHashMap<String, String>();
        for (var field : calls.signed(url, cardPayFields(payment))) {
            fields.put(field.getKey(), field.getValue());
        }
        return new SignedForm(url, fields, settings.cardPayByGet());
    }

    /**
     * Sends {@code card/pay} itself.
     *
     * @return the HTML page with the CVC form
     * @throws InDoubtException if anything but HTML came; the form cannot have been used yet
     */
    @Override
    public String relayCardPay(PaymentId payment) throws NotSentException, InDoubtException {
        var body = calls.postForText(calls.merchantUrl("card/pay"), cardPayFields(payment));
        if (!body.toLowerCase(Locale.ROOT).contains("<form")) {
            throw new InDoubtException("no_form");
        }
        return body;
    }

    private Fields cardPayFields(PaymentId payment) {
        return calls.request().with("pg_payment_id", payment.value());
    }

    /**
     * Confirms a payment whose shopper has come back from the ACS.
     *
     * <p>Call it once for a challenge. After {@link InDoubtException} ask for the status: a second call might pay twice.
     *
     * @param expected with the payment's number
     * @param answer exactly as the ACS made the browser post it
     * @throws NotSentException if there was no connection within the {@linkplain GatewaySettings#connectTimeout connect
     *     timeout}
     * @throws InDoubtException if the answer did not come within the {@linkplain GatewaySettings#deadline deadline},
     *     could not be read, or did not carry Freedom Pay's signature
     * @see <a href="https://docs.freedompay.kz/">Gateway API, "Pay by card: complete 3DS"</a>
     */
    @Override
    public ConfirmAnswer confirm(Expected expected, BankAnswer answer) throws NotSentException, InDoubtException {
        var fields = calls.request()
                .with("pg_payment_id", expected.payment().orElseThrow().value())
                .with(settings.mdField(), answer.md().reveal())
                .with("pg_pares", answer.paRes().reveal());
        var answered = calls.post(calls.url("g2g/paymentAcs"), fields, PaymentAcsResponse.class);
        return answered.message().answer(expected, answered.isSigned(), clock.instant());
    }

    /**
     * What became of a payment with a saved or new card.
     *
     * @see <a href="https://docs.freedompay.kz/">Merchant API, "Payment status"</a>
     */
    @Override
    public StatusAnswer cardStatus(Expected expected) throws NotSentException, InDoubtException {
        return status(calls.url("get_status3.php"), expected, Optional.empty());
    }

    /**
     * What became of a payment by {@code g2g/payment}.
     *
     * @see <a href="https://docs.freedompay.kz/">Gateway API, "Status"</a>
     */
    @Override
    public StatusAnswer gatewayStatus(Expected expected) throws NotSentException, InDoubtException {
        return status(calls.url("g2g/status_v2"), expected, Optional.of(true));
    }

    private StatusAnswer status(URI url, Expected expected, Optional<Boolean> threeDs)
            throws NotSentException, InDoubtException {
        var fields = calls.request().with("pg_order_id", expected.orderId());
        expected.payment().ifPresent(id -> fields.with("pg_payment_id", id.value()));
        return calls.post(url, fields, StatusResponse.class).message().answer(expected, threeDs, clock.instant());
    }

    /**
     * Freedom Pay's clock.
     *
     * @throws InDoubtException if the answer holds no time
     * @see <a href="https://docs.freedompay.kz/">Gateway API, "Healthcheck"</a>
     */
    public Instant health() throws NotSentException, InDoubtException {
        var time = TIME.matcher(calls.get(calls.url("status/healthcheck")));
        if (!time.find()) {
            throw new InDoubtException("no_time");
        }
        try {
            return OffsetDateTime.parse(time.group(1)).toInstant();
        } catch (DateTimeParseException e) {
            throw new InDoubtException("no_time", e);
        }
    }

    @Override
    public void close() {
        calls.close();
    }
}
