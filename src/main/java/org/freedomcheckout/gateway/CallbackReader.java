package org.freedomcheckout.gateway;

import java.time.InstantSource;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads what Freedom Pay sends to us, believes what it has signed, and signs our answers. */
public final class CallbackReader {

    private static final Logger log = LoggerFactory.getLogger(CallbackReader.class);

    /** Only such a salt is signed again: signing whatever a stranger sends would forge messages for him. */
    private static final Pattern HARMLESS_SALT = Pattern.compile("[A-Za-z0-9]{1,64}");

    private final GatewaySettings settings;
    private final Verifier verifier;
    private final InstantSource clock;

    CallbackReader(GatewaySettings settings, Verifier verifier, InstantSource clock) {
        this.settings = settings;
        this.verifier = verifier;
        this.clock = clock;
    }

    /**
     * Reads a result notify.
     *
     * @param script the last part of the address that was called
     * @throws UntrustedException if its signature is wrong or it lacks what it must have
     * @see <a href="https://docs.freedompay.kz/">Merchant API, "Result notify"</a>
     */
    public ResultNotify result(ReceivedFields received, String script) throws UntrustedException {
        var notify = ResultNotify.read(trusted(received, script), clock.instant());
        if (notify.merchant().filter(id -> !id.equals(settings.merchantId())).isPresent()) {
            throw new UntrustedException("other_merchant", notify.salt());
        }
        return notify;
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

    /**
     * Reads what Freedom Pay says after a card was to be saved.
     *
     * @throws UntrustedException if its signature is wrong or it lacks what it must have
     * @see <a href="https://docs.freedompay.kz/">Merchant API, "Tokenize card"</a>
     */
    public CardNotify card(ReceivedFields received, String script) throws UntrustedException {
        return CardNotify.read(trusted(received, script));
    }

    /** Whether a browser's return carries Freedom Pay's signature; even then it proves no payment. */
    public boolean isSignedRedirect(ReceivedFields received, String script) {
        return !received.hasRepeats() && verifier.isSigned(script, received.entries());
    }

    private ReceivedFields trusted(ReceivedFields received, String script) throws UntrustedException {
        var fields = CallbackXml.unpack(received);
        if (fields.hasRepeats()) {
            log.warn("A call to {} repeats a field", script);
            throw new UntrustedException("repeated_field", Optional.empty());
        }
        if (!verifier.isSigned(script, fields.entries())) {
            log.warn("A call to {} is not signed by Freedom Pay", script);
            throw new UntrustedException("bad_signature", fields.only("pg_salt"));
        }
        return fields;
    }

    /**
     * Our answer to a call, as signed XML.
     *
     * @param incomingSalt used again if it is harmless
     * @param script the last part of the address that was called
     */
    public byte[] answer(CallbackStatus status, String text, Optional<String> incomingSalt, String script) {
        var salt = incomingSalt
                .filter(given -> HARMLESS_SALT.matcher(given).matches())
                .orElseGet(SignedCalls::salt);
        return CallbackAnswer.of(
                        status, text, salt, fields -> Signature.sign(script, fields.entries(), settings.secretKey()))
                .toXml();
    }
}
