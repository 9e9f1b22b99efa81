package org.freedomcheckout.gateway;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map.Entry;
import java.util.stream.Collectors;
import org.freedomcheckout.checkout.RandomText;

/** Signs a request, sends it once, and believes an answer that is signed, or that is an unsigned error. */
final class SignedCalls implements AutoCloseable {

    private static final int SALT_LENGTH = 22;

    private final GatewaySettings settings;
    private final GatewayListener listener;
    private final Transport transport;
    private final Verifier verifier;

    SignedCalls(GatewaySettings settings, Verifier verifier, GatewayListener listener) {
        this.settings = settings;
        this.listener = listener;
        this.transport = new Transport(settings);
        this.verifier = verifier;
    }

    /** An answer to be believed, and whether it carries a signature. */
    record Answered<T>(T message, boolean isSigned) {}

    /** An address below the gateway's base. */
    URI url(String path) {
        return settings.resolve(path);
    }

    /** An address of the Merchant API. */
    URI merchantUrl(String path) {
        return settings.resolve("v1/merchant/" + settings.merchantId() + "/" + path);
    }

    /** What every request carries. */
    Fields request() {
        var fields = new Fields().with("pg_merchant_id", settings.merchantId()).with("pg_salt", salt());
        return settings.testingMode() ? fields.with("pg_testing_mode", "1") : fields;
    }

    static String salt() {
        return RandomText.base62(SALT_LENGTH);
    }

    List<Entry<String, String>> signed(URI url, Fields fields) {
        var signature = Signature.sign(ScriptName.of(url), fields.entries(), settings.secretKey());
        return fields.with(Signature.FIELD, signature).entries();
    }

    /** Sends and reads. */
    <T extends Answer> Answered<T> post(URI url, Fields fields, Class<T> type)
            throws NotSentException, InDoubtException {
        var began = System.nanoTime();
        var outcome = "answered";
        try {
            // Nothing is sent whose answer could not be read.
            XmlMessage.context(type);
            var read = XmlMessage.read(transport.post(url, encoded(signed(url, fields))), type);
            if (isSigned(read) ? !isTrusted(url, read) : !read.message().isError()) {
                throw new InDoubtException(isSigned(read) ? "bad_signature" : "unsigned_success");
            }
            return new Answered<>(read.message(), isSigned(read));
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

    /** Sends a signed request whose answer is no message of Freedom Pay's. */
    String postForText(URI url, Fields fields) throws NotSentException, InDoubtException {
        return new String(transport.post(url, encoded(signed(url, fields))), StandardCharsets.UTF_8);
    }

    String get(URI url) throws NotSentException, InDoubtException {
        return new String(transport.get(url), StandardCharsets.UTF_8);
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

    @Override
    public void close() {
        transport.close();
    }
}
