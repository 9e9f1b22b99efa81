package org.freedomcheckout.gateway;

import jakarta.xml.bind.JAXBContext;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map.Entry;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.freedomcheckout.checkout.BankAnswer;
import org.freedomcheckout.checkout.PaymentId;
import org.freedomcheckout.checkout.RandomText;

/**
 * Freedom Pay's Gateway API and Merchant API, as far as a checkout needs them.
 *
 * <p>Each call is sent once. It ends with an answer, with {@link NotSentException} if it has certainly not left, or with
 * {@link InDoubtException} if nobody can say. Calls block: make them on virtual threads.
 *
 * @see <a href="https://docs.freedompay.kz/">Freedom Pay's documentation</a>
 */
public final class FreedomPay implements AutoCloseable {

    private static final JAXBContext INIT = XmlMessage.context(CardInitResponse.class);
    private static final JAXBContext ACS = XmlMessage.context(PaymentAcsResponse.class);
    private static final JAXBContext STATUS = XmlMessage.context(StatusResponse.class);

    /** Only such a salt is signed again: signing whatever a stranger sends would forge messages for him. */
    private static final Pattern HARMLESS_SALT = Pattern.compile("[A-Za-z0-9]{1,64}");

    private static final Pattern TIME = Pattern.compile("\"time\"\\s*:\\s*\"([^\"]+)\"");
    private static final int SALT_LENGTH = 22;

    private final GatewaySettings settings;
    private final InstantSource clock;
    private final GatewayListener listener;
    private final Transport transport;
    private final Verifier verifier;

    public FreedomPay(GatewaySettings settings, InstantSource clock, GatewayListener listener) {
        this.settings = settings;
        this.clock = clock;
        this.listener = listener;
        this.transport = new Transport(settings);
        this.verifier =
                new Verifier(Stream.concat(Stream.of(settings.secretKey()), settings.previousSecretKey().stream())
                        .toList());
    }

    /**
     * Makes a payment with a saved card; no money moves before the shopper has typed the CVC.
     *
     * @throws NotSentException if there was no connection
     * @throws InDoubtException if there is no answer to be trusted; with the same idempotency key it may be sent again
     * @see <a href="https://docs.freedompay.kz/">Merchant API, "Create payment (with CVC)"</a>
     */
    public InitAnswer init(CardPayment payment) throws NotSentException, InDoubtException {
        var fields = request()
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
        var read = post(merchantUrl("card/init"), fields, INIT, CardInitResponse.class);
        return read.message().answer(isSigned(read));
    }

    /**
     * What the browser sends to {@code card/pay}, to get Freedom Pay's CVC page. Signed anew each time; it holds nothing
     * that the shopper could have chosen.
     *
     * @see <a href="https://docs.freedompay.kz/">Merchant API, "Confirm payment (with CVC)"</a>
     */
    public SignedForm cardPay(PaymentId payment) {
        var url = merchantUrl("card/pay");
        var fields = new LinkedHashMap<String, String>();
        for (var field : signed(url, cardPayFields(payment))) {
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
    public String relayCardPay(PaymentId payment) throws NotSentException, InDoubtException {
        var url = merchantUrl("card/pay");
        var body =
                new String(transport.post(url, encoded(signed(url, cardPayFields(payment)))), StandardCharsets.UTF_8);
        if (!body.toLowerCase(Locale.ROOT).contains("<form")) {
            throw new InDoubtException("no_form");
        }
        return body;
    }

    private Fields cardPayFields(PaymentId payment) {
        return request().with("pg_payment_id", payment.value());
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
    public ConfirmAnswer confirm(Expected expected, BankAnswer answer) throws NotSentException, InDoubtException {
        var fields = request()
                .with("pg_payment_id", expected.payment().orElseThrow().value())
                .with(settings.mdField(), answer.md().reveal())
                .with("pg_pares", answer.paRes().reveal());
        var read = post(settings.resolve("g2g/paymentAcs"), fields, ACS, PaymentAcsResponse.class);
        return read.message().answer(expected, isSigned(read), clock.instant());
    }

    /**
     * What became of a payment with a saved card.
     *
     * @see <a href="https://docs.freedompay.kz/">Merchant API, "Payment status"</a>
     */
    public StatusAnswer cardStatus(Expected expected) throws NotSentException, InDoubtException {
        return status(settings.resolve("get_status3.php"), expected, Optional.empty());
    }

    /**
     * What became of a payment by {@code g2g/payment}.
     *
     * @see <a href="https://docs.freedompay.kz/">Gateway API, "Status"</a>
     */
    public StatusAnswer gatewayStatus(Expected expected) throws NotSentException, InDoubtException {
        return status(settings.resolve("g2g/status_v2"), expected, Optional.of(true));
    }

    private StatusAnswer status(URI url, Expected expected, Optional<Boolean> threeDs)
            throws NotSentException, InDoubtException {
        var fields = request().with("pg_order_id", expected.orderId());
        expected.payment().ifPresent(id -> fields.with("pg_payment_id", id.value()));
        return post(url, fields, STATUS, StatusResponse.class).message().answer(expected, threeDs, clock.instant());
    }

    /**
     * Freedom Pay's clock.
     *
     * @throws InDoubtException if the answer holds no time
     * @see <a href="https://docs.freedompay.kz/">Gateway API, "Healthcheck"</a>
     */
    public Instant health() throws NotSentException, InDoubtException {
        var json = new String(transport.get(settings.resolve("status/healthcheck")), StandardCharsets.UTF_8);
        var time = TIME.matcher(json);
        if (!time.find()) {
            throw new InDoubtException("no_time");
        }
        try {
            return OffsetDateTime.parse(time.group(1)).toInstant();
        } catch (DateTimeParseException e) {
            throw new InDoubtException("no_time", e);
        }
    }

    /**
     * Reads a result notify.
     *
     * @param script the last part of the address that was called
     * @throws UntrustedException if its signature is wrong or it lacks what it must have
     * @see <a href="https://docs.freedompay.kz/">Merchant API, "Result notify"</a>
     */
    public ResultNotify result(ReceivedFields received, String script) throws UntrustedException {
        return ResultNotify.read(trusted(received, script), clock.instant());
    }

    /**
     * Reads a check request.
     *
     * @throws UntrustedException if its signature is wrong or it lacks what it must have
     * @see <a href="https://docs.freedompay.kz/">Merchant API, "Check request"</a>
     */
    public CheckRequest check(ReceivedFields received, String script) throws UntrustedException {
        return CheckRequest.read(trusted(received, script));
    }

    /** Whether a browser's return carries Freedom Pay's signature; even then it proves no payment. */
    public boolean isSignedRedirect(ReceivedFields received, String script) {
        return !received.hasRepeats() && verifier.isSigned(script, received.entries());
    }

    private ReceivedFields trusted(ReceivedFields received, String script) throws UntrustedException {
        var fields = CallbackXml.unpack(received);
        if (fields.hasRepeats()) {
            throw new UntrustedException("repeated_field", Optional.empty());
        }
        if (!verifier.isSigned(script, fields.entries())) {
            throw new UntrustedException("bad_signature", fields.only("pg_salt"));
        }
        return fields;
    }

    /**
     * Our answer to a check request or result notify, as signed XML.
     *
     * @param incomingSalt used again if it is harmless
     * @param script the last part of the address that was called
     */
    public byte[] answer(CallbackStatus status, String text, Optional<String> incomingSalt, String script) {
        var salt = incomingSalt
                .filter(given -> HARMLESS_SALT.matcher(given).matches())
                .orElseGet(() -> RandomText.base62(SALT_LENGTH));
        return CallbackAnswer.of(
                        status, text, salt, fields -> Signature.sign(script, fields.entries(), settings.secretKey()))
                .toXml();
    }

    @Override
    public void close() {
        transport.close();
    }

    private URI merchantUrl(String path) {
        return settings.resolve("v1/merchant/" + settings.merchantId() + "/" + path);
    }

    private Fields request() {
        var fields = new Fields()
                .with("pg_merchant_id", settings.merchantId())
                .with("pg_salt", RandomText.base62(SALT_LENGTH));
        return settings.testingMode() ? fields.with("pg_testing_mode", "1") : fields;
    }

    private List<Entry<String, String>> signed(URI url, Fields fields) {
        var signature = Signature.sign(ScriptName.of(url), fields.entries(), settings.secretKey());
        return fields.with(Signature.FIELD, signature).entries();
    }

    /** Sends, reads and believes: an answer without a signature only if it is an error. */
    private <T extends Answer> XmlMessage<T> post(URI url, Fields fields, JAXBContext context, Class<T> type)
            throws NotSentException, InDoubtException {
        var began = System.nanoTime();
        var outcome = "answered";
        try {
            var body = transport.post(url, encoded(signed(url, fields)));
            var read = XmlMessage.read(body, context, type);
            if (isSigned(read) ? !isTrusted(url, read) : !read.message().isError()) {
                throw new InDoubtException(isSigned(read) ? "bad_signature" : "unsigned_success");
            }
            return read;
        } catch (MalformedXmlException e) {
            outcome = "malformed_xml";
            throw new InDoubtException(outcome, e);
        } catch (InDoubtException e) {
            outcome = e.reason();
            throw e;
        } catch (NotSentException e) {
            outcome = "not_sent";
            throw e;
        } finally {
            listener.called(ScriptName.of(url), Duration.ofNanos(System.nanoTime() - began), outcome);
        }
    }

    private static boolean isSigned(XmlMessage<?> read) {
        return read.leaves().stream().anyMatch(leaf -> leaf.getKey().equals(Signature.FIELD));
    }

    private boolean isTrusted(URI url, XmlMessage<?> read) {
        var script = ScriptName.of(url);
        return url.getPath().contains("/v1/merchant/")
                ? verifier.isSignedPerhapsWithoutScript(script, read.leaves())
                : verifier.isSigned(script, read.leaves());
    }

    private static byte[] encoded(List<Entry<String, String>> fields) {
        return fields.stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"))
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
